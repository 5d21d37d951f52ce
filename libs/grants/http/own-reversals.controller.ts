import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '#eventsourcing/command.js';
import { Command, respond } from '#http/commands.js';
import { Describe } from '#http/describe.js';
import { amountsOf, sameCurrency } from '#http/money.js';
import { NoContent, TakesNoContent } from '#http/no-content.js';
import { plain } from '#http/plain.js';
import { MAY } from '../access.js';
import { TakeApplicationStep } from '../application/applications/steps.js';
import { ApproveOwnReversal } from '../application/decisions/own-reversal.js';
import { ownReversal, ownReversalReturn, reviewNotice } from './examples/own-reversal.js';
import { OwnReversalDto, OwnReversalReturnDto, ReviewNoticeDto } from './own-reversals.dto.js';

const WORSE = [
  'to-detriment',
  'detriment-not-warned',
  'decision-notified',
  'ground-not-open',
  'reversal-too-late',
];
const DECIDING = ['four-eyes', 'other-body', 'decided-above', 'no-reversal', 'impartiality-in-doubt'];

/** What a body reverses of its own motion: the deciding one, or the one above, which appeals go to. */
@ApiTags('decisions')
@Controller('v1/applications/:id')
export class OwnReversalsController {
  constructor(private readonly commands: CommandBus) {}

  @Post('review-notice')
  @Describe({
    summary: 'Record that the superior body told the party of its review',
    description:
      'With the day it was sent. From now on the body sees the case. A decision is reversed to the detriment of its party because other interests outweigh only where this went out in time.',
    action: MAY['application.review'],
    command: 'changes',
    example: reviewNotice,
    problems: ['wrong-state', 'already-notified', 'date-out-of-range'],
  })
  review(@Param('id') id: string, @Body() body: ReviewNoticeDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'RecordReviewNotice', ...plain(body) }, context);
  }

  @Post('own-reversal')
  @Describe({
    summary: 'Propose to reverse the decision in force without an appeal',
    description:
      'With what takes its place, or without: then it is annulled, and the case assessed again. A change for the worse says in `detriment` which ground allows it. A later proposal replaces it.',
    action: MAY['application.propose-reversal'],
    command: 'changes',
    example: ownReversal,
    problems: [
      ...WORSE,
      'four-eyes',
      'decided-above',
      'wrong-state',
      'new-decision-not-wanted',
      'amount-invalid',
      'other-currency',
      'schedule-invalid',
      'schedule-does-not-add-up',
      'multi-year-not-allowed',
    ],
  })
  propose(@Param('id') id: string, @Body() body: OwnReversalDto, @Command() context: CommandContext) {
    const { newDecision } = body;
    if (newDecision)
      sameCurrency(newDecision.amount.currency, amountsOf('/newDecision/schedule', newDecision.schedule));
    return this.take(id, { type: 'ProposeOwnReversal', ...plain(body) }, context);
  }

  @Post('own-reversal-return')
  @Describe({
    summary: 'Let the decision stand that another person proposed to reverse',
    action: MAY['application.approve-reversal'],
    command: 'changes',
    example: ownReversalReturn,
    problems: DECIDING,
  })
  giveBack(@Param('id') id: string, @Body() body: OwnReversalReturnDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'ReturnOwnReversal', ...plain(body) }, context);
  }

  @Post('own-reversal-approval')
  @TakesNoContent()
  @Describe({
    summary: 'Reverse the decision, as another person of the body proposed',
    description:
      'The new decision stands in the case with the next number; where no budget is free for it, it awaits appropriation. For the deciding body it takes a delegation that covers the amount, where the scheme has any. A pending appeal against the old one is over: the new one can be appealed against, unless the superior body made it.',
    action: MAY['application.approve-reversal'],
    command: 'changes',
    problems: [
      'proposal-replaced',
      ...DECIDING,
      ...WORSE,
      'outside-delegation',
      'award-revoked',
      'de-minimis-exceeded',
      'state-aid-undeclared',
      'currency-rate-missing',
    ],
  })
  async approve(@Param('id') id: string, @NoContent() _: object, @Command() context: CommandContext) {
    return respond(await this.commands.execute(new ApproveOwnReversal(id, {}, context)));
  }

  private async take(id: string, step: TakeApplicationStep['content'], context: CommandContext) {
    return respond(await this.commands.execute(new TakeApplicationStep(id, step, context)));
  }
}
