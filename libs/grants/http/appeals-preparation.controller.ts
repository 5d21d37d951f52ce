import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '#eventsourcing/command.js';
import { Command, respond } from '#http/commands.js';
import { Describe } from '#http/describe.js';
import { amountsOf, sameCurrency } from '#http/money.js';
import { plain } from '#http/plain.js';
import { MAY } from '../access.js';
import { TakeAppealStep } from '../application/appeals/steps.js';
import { AppealGroundsDto, AppealStepDto, ForwardingDto, ReversalDto } from './appeals.dto.js';
import {
  appealApproval,
  dismissal,
  forwarding,
  lateAcceptance,
  preparation,
  reversal,
  reversalInPart,
} from './examples/appeal.js';

const PREPARING = [
  'not-open',
  'wrong-state',
  'standing-undecided',
  'impartiality-not-declared',
  'conflict-of-interest',
];

/** What the deciding body does with an appeal. */
@ApiTags('appeals')
@Controller('v1/appeals/:id')
export class AppealsPreparationController {
  constructor(private readonly commands: CommandBus) {}

  @Post('preparation')
  @Describe({
    summary: 'Take the appeal up',
    description:
      'Declare your impartiality here, unless you did in the case. A conflict is recorded, and the answer is 403.',
    action: MAY['appeal.prepare'],
    command: 'changes',
    example: preparation,
    problems: PREPARING,
  })
  prepare(@Param('id') id: string, @Body() body: AppealStepDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'PrepareAppeal', ...plain(body) }, context);
  }

  @Post('late-acceptance')
  @Describe({
    summary: 'Treat the appeal although it is late',
    description: 'For special reasons; never after the outer limit of the regulation version.',
    action: MAY['appeal.prepare'],
    command: 'changes',
    example: lateAcceptance,
    problems: ['not-late', 'appeal-too-late', ...PREPARING],
  })
  acceptLate(@Param('id') id: string, @Body() body: AppealGroundsDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'AcceptLateAppeal', ...plain(body) }, context);
  }

  @Post('dismissal')
  @Describe({
    summary: 'Propose to dismiss the appeal',
    description: 'A later proposal, to dismiss or to reverse, replaces it.',
    action: MAY['appeal.prepare'],
    command: 'changes',
    example: dismissal,
    problems: PREPARING,
  })
  proposeDismissal(
    @Param('id') id: string,
    @Body() body: AppealGroundsDto,
    @Command() context: CommandContext,
  ) {
    return this.take(id, { type: 'ProposeDismissal', ...plain(body) }, context);
  }

  @Post('dismissal-approval')
  @Describe({
    summary: 'Dismiss the appeal, as another person proposed',
    description: 'The dismissal can be appealed against, once.',
    action: MAY['appeal.approve'],
    command: 'changes',
    example: appealApproval,
    problems: ['proposal-replaced', 'four-eyes', ...PREPARING],
  })
  dismiss(@Param('id') id: string, @Body() body: AppealStepDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'ApproveDismissal', ...plain(body) }, context);
  }

  @Post('reversal')
  @Describe({
    summary: 'Propose that the deciding body reverses its own decision',
    description:
      'Of a decision on the application say what replaces it; a revocation, a claim or a dismissal is lifted, the first two with `amount` in part: what of the grant is in force after it, or what of the claim holds. A change for the worse says in `detriment` which ground allows it.',
    action: MAY['appeal.prepare'],
    command: 'changes',
    examples: { decision: reversal, 'in part': reversalInPart },
    problems: [
      ...PREPARING,
      'to-detriment',
      'detriment-not-wanted',
      'decision-notified',
      'new-decision-missing',
      'new-decision-not-wanted',
      'amount-not-wanted',
      'nothing-to-appeal',
      'amount-invalid',
      'other-currency',
      'schedule-invalid',
      'schedule-does-not-add-up',
      'multi-year-not-allowed',
    ],
  })
  proposeReversal(@Param('id') id: string, @Body() body: ReversalDto, @Command() context: CommandContext) {
    const { newDecision } = body;
    if (newDecision)
      sameCurrency(newDecision.amount.currency, amountsOf('/newDecision/schedule', newDecision.schedule));
    return this.take(id, { type: 'ProposeReversal', ...plain(body) }, context);
  }

  @Post('reversal-approval')
  @Describe({
    summary: 'Reverse the decision, as another person proposed',
    description:
      'The new decision stands in the case with the next number. Where no budget is free for it, it awaits appropriation. It takes a delegation that covers the amount, where the scheme has any.',
    action: MAY['appeal.approve'],
    command: 'changes',
    example: appealApproval,
    problems: [
      'proposal-replaced',
      'four-eyes',
      'outside-delegation',
      'de-minimis-exceeded',
      'state-aid-undeclared',
      'currency-rate-missing',
      ...PREPARING,
      'to-detriment',
      'decision-notified',
      'amount-invalid',
      'nothing-to-appeal',
      'award-revoked',
      'decision-replaced',
    ],
  })
  reverse(@Param('id') id: string, @Body() body: AppealStepDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'ApproveReversal', ...plain(body) }, context);
  }

  @Post('forwarding')
  @Describe({
    summary: 'Stand by the decision and send the appeal to the appeal body',
    description: 'From now on the appeal body sees the case.',
    action: MAY['appeal.prepare'],
    command: 'changes',
    example: forwarding,
    problems: PREPARING,
  })
  forward(@Param('id') id: string, @Body() body: ForwardingDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'ForwardAppeal', ...plain(body) }, context);
  }

  private async take(id: string, step: TakeAppealStep['content'], context: CommandContext) {
    return respond(await this.commands.execute(new TakeAppealStep(id, step, context)));
  }
}
