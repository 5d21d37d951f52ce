import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '#eventsourcing/command.js';
import { Command, respond } from '#http/commands.js';
import { Describe } from '#http/describe.js';
import { plain } from '#http/plain.js';
import { MAY } from '../access.js';
import {
  ApproveNoticeCorrection,
  ProposeNoticeCorrection,
  RejectNoticeCorrection,
} from '../application/notices/correct-receipt.js';
import { noticeCorrection, noticeCorrectionApproval, noticeCorrectionRejection } from './examples/notices.js';
import {
  mustBeNamed,
  NoticeCorrectionApprovalDto,
  NoticeCorrectionDto,
  NoticeCorrectionRejectionDto,
} from './notices.dto.js';

const CORRECTING = ['nothing-to-notify', 'not-notified'];
const JUDGING = [...CORRECTING, 'no-receipt-correction', 'four-eyes'];

/** The day on which notice of a revocation, an amendment or a claim was received, where the one on record is wrong. */
@ApiTags('notices')
@Controller('v1/cases/:id/notices')
export class NoticeReceiptsController {
  constructor(private readonly commands: CommandBus) {}

  @Post('receipt-correction')
  @Describe({
    summary: 'Propose another day on which notice of a revocation, an amendment or a claim was received',
    description:
      'Another person approves or rejects it. A later proposal takes the place of the one before. The decision is named as its notice is.',
    action: MAY['application.propose-receipt'],
    command: 'changes',
    example: noticeCorrection,
    problems: [...CORRECTING, 'date-invalid', 'nothing-new', 'grounds-missing'],
  })
  async propose(
    @Param('id') id: string,
    @Body() body: NoticeCorrectionDto,
    @Command() context: CommandContext,
  ) {
    mustBeNamed(body.of);
    return respond(await this.commands.execute(new ProposeNoticeCorrection(id, plain(body), context)));
  }

  @Post('receipt-correction-approval')
  @Describe({
    summary: 'Approve another day on which notice of a revocation, an amendment or a claim was received',
    description:
      'The last day to appeal moves with it where it comes later by it, and stays where it would come sooner: the party was told that one. What was appealed late by the wrong day is in time, also where it was dismissed.',
    action: MAY['application.approve-receipt'],
    command: 'changes',
    example: noticeCorrectionApproval,
    problems: JUDGING,
  })
  async approve(
    @Param('id') id: string,
    @Body() body: NoticeCorrectionApprovalDto,
    @Command() context: CommandContext,
  ) {
    mustBeNamed(body.of);
    return respond(await this.commands.execute(new ApproveNoticeCorrection(id, plain(body), context)));
  }

  @Post('receipt-correction-rejection')
  @Describe({
    summary: 'Reject another day on which notice of a revocation, an amendment or a claim was received',
    description: 'The day on record stays. Another may be proposed.',
    action: MAY['application.approve-receipt'],
    command: 'changes',
    example: noticeCorrectionRejection,
    problems: [...JUDGING, 'grounds-missing'],
  })
  async reject(
    @Param('id') id: string,
    @Body() body: NoticeCorrectionRejectionDto,
    @Command() context: CommandContext,
  ) {
    mustBeNamed(body.of);
    return respond(await this.commands.execute(new RejectNoticeCorrection(id, plain(body), context)));
  }
}
