import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '#eventsourcing/command.js';
import { Command, respond } from '#http/commands.js';
import { Describe } from '#http/describe.js';
import { plain } from '#http/plain.js';
import { MAY } from '../access.js';
import { TakeApplicationStep } from '../application/applications/steps.js';
import {
  DecisionReceiptApprovalDto,
  DecisionReceiptDto,
  DecisionReceiptRejectionDto,
} from './decisions.dto.js';
import {
  receiptCorrection,
  receiptCorrectionApproval,
  receiptCorrectionRejection,
} from './examples/application.js';

const CORRECTING = ['not-notified', 'decision-unknown'];

/** The day on which notice of a decision was received, where the one on record is wrong. */
@ApiTags('decisions')
@Controller('v1/applications/:id')
export class ReceiptsController {
  constructor(private readonly commands: CommandBus) {}

  @Post('receipt-correction')
  @Describe({
    summary: 'Propose another day on which notice of the decision was received',
    description: 'Another person approves or rejects it. A later proposal takes the place of the one before.',
    action: MAY['application.propose-receipt'],
    command: 'changes',
    example: receiptCorrection,
    problems: [...CORRECTING, 'date-invalid', 'nothing-new', 'grounds-missing'],
  })
  propose(@Param('id') id: string, @Body() body: DecisionReceiptDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'ProposeReceiptCorrection', ...plain(body) }, context);
  }

  @Post('receipt-correction-approval')
  @Describe({
    summary: 'Approve another day on which notice of the decision was received',
    description:
      'The last days to appeal and to accept move with it where they come later by it, and stay where they would come sooner: the party was told those. What was appealed late by the wrong day is in time, also where it was dismissed.',
    action: MAY['application.approve-receipt'],
    command: 'changes',
    example: receiptCorrectionApproval,
    problems: [...CORRECTING, 'no-receipt-correction', 'four-eyes'],
  })
  approve(
    @Param('id') id: string,
    @Body() body: DecisionReceiptApprovalDto,
    @Command() context: CommandContext,
  ) {
    return this.take(id, { type: 'ApproveReceiptCorrection', ...plain(body) }, context);
  }

  @Post('receipt-correction-rejection')
  @Describe({
    summary: 'Reject another day on which notice of the decision was received',
    description: 'The day on record stays. Another may be proposed.',
    action: MAY['application.approve-receipt'],
    command: 'changes',
    example: receiptCorrectionRejection,
    problems: [...CORRECTING, 'no-receipt-correction', 'four-eyes', 'grounds-missing'],
  })
  reject(
    @Param('id') id: string,
    @Body() body: DecisionReceiptRejectionDto,
    @Command() context: CommandContext,
  ) {
    return this.take(id, { type: 'RejectReceiptCorrection', ...plain(body) }, context);
  }

  private async take(id: string, step: TakeApplicationStep['content'], context: CommandContext) {
    return respond(await this.commands.execute(new TakeApplicationStep(id, step, context)));
  }
}
