import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '#eventsourcing/command.js';
import { Command, respond } from '#http/commands.js';
import { Describe } from '#http/describe.js';
import { plain } from '#http/plain.js';
import { MAY } from '../access.js';
import { TakeAppealStep } from '../application/appeals/steps.js';
import {
  receiptCorrection,
  receiptCorrectionApproval,
  receiptCorrectionRejection,
} from './examples/application.js';
import {
  ReceiptCorrectionApprovalDto,
  ReceiptCorrectionDto,
  ReceiptCorrectionRejectionDto,
} from './receipts.dto.js';

const JUDGING = ['not-notified', 'no-receipt-correction', 'four-eyes'];

/** The day on which notice of an appeal's outcome was received, where the one on record is wrong. */
@ApiTags('appeals')
@Controller('v1/appeals/:id')
export class AppealReceiptsController {
  constructor(private readonly commands: CommandBus) {}

  @Post('receipt-correction')
  @Describe({
    summary: 'Propose another day on which notice of the outcome was received',
    description: 'Another person approves or rejects it. A later proposal takes the place of the one before.',
    action: MAY['appeal.propose-receipt'],
    command: 'changes',
    example: receiptCorrection,
    problems: ['not-notified', 'date-invalid', 'nothing-new', 'grounds-missing'],
  })
  propose(@Param('id') id: string, @Body() body: ReceiptCorrectionDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'ProposeReceiptCorrection', ...plain(body) }, context);
  }

  @Post('receipt-correction-approval')
  @Describe({
    summary: 'Approve another day on which notice of the outcome was received',
    description:
      'The last day to appeal against a dismissal, or against what a reversal in part left, moves with it where it comes later by it, and stays where it would come sooner; so does a time to accept that stood still for the appeal.',
    action: MAY['appeal.approve-receipt'],
    command: 'changes',
    example: receiptCorrectionApproval,
    problems: JUDGING,
  })
  approve(
    @Param('id') id: string,
    @Body() body: ReceiptCorrectionApprovalDto,
    @Command() context: CommandContext,
  ) {
    return this.take(id, { type: 'ApproveReceiptCorrection', ...plain(body) }, context);
  }

  @Post('receipt-correction-rejection')
  @Describe({
    summary: 'Reject another day on which notice of the outcome was received',
    description: 'The day on record stays. Another may be proposed.',
    action: MAY['appeal.approve-receipt'],
    command: 'changes',
    example: receiptCorrectionRejection,
    problems: [...JUDGING, 'grounds-missing'],
  })
  reject(
    @Param('id') id: string,
    @Body() body: ReceiptCorrectionRejectionDto,
    @Command() context: CommandContext,
  ) {
    return this.take(id, { type: 'RejectReceiptCorrection', ...plain(body) }, context);
  }

  private async take(id: string, step: TakeAppealStep['content'], context: CommandContext) {
    return respond(await this.commands.execute(new TakeAppealStep(id, step, context)));
  }
}
