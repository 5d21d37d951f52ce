import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '#eventsourcing/command.js';
import { Command, respond } from '#http/commands.js';
import { Describe } from '#http/describe.js';
import { amountsOf, sameCurrency } from '#http/money.js';
import { MAY } from '../access.js';
import { impartialityOf, newDecisionOf } from '../application/appeals/content.js';
import { ApproveDismissal, ProposeDismissal } from '../application/appeals/dismiss-appeal.js';
import { AcceptLateAppeal, ForwardAppeal, PrepareAppeal } from '../application/appeals/prepare-appeal.js';
import { ApproveReversal, ProposeReversal } from '../application/appeals/reverse-decision.js';
import { AppealGroundsDto, AppealStepDto, ForwardingDto, ReversalDto } from './appeals.dto.js';
import {
  appealApproval,
  dismissal,
  forwarding,
  lateAcceptance,
  preparation,
  reversal,
} from './examples/appeal.js';

const PREPARING = ['not-open', 'wrong-state', 'impartiality-not-declared', 'conflict-of-interest'];

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
  async prepare(@Param('id') id: string, @Body() body: AppealStepDto, @Command() context: CommandContext) {
    const content = { impartiality: impartialityOf(body.impartiality) };
    return respond(await this.commands.execute(new PrepareAppeal(id, content, context)));
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
  async acceptLate(
    @Param('id') id: string,
    @Body() body: AppealGroundsDto,
    @Command() context: CommandContext,
  ) {
    return respond(await this.commands.execute(new AcceptLateAppeal(id, groundsOf(body), context)));
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
  async proposeDismissal(
    @Param('id') id: string,
    @Body() body: AppealGroundsDto,
    @Command() context: CommandContext,
  ) {
    return respond(await this.commands.execute(new ProposeDismissal(id, groundsOf(body), context)));
  }

  @Post('dismissal-approval')
  @Describe({
    summary: 'Dismiss the appeal, as another person proposed',
    description: 'The dismissal can be appealed against, once.',
    action: MAY['appeal.approve'],
    command: 'changes',
    example: appealApproval,
    problems: ['four-eyes', ...PREPARING],
  })
  async dismiss(@Param('id') id: string, @Body() body: AppealStepDto, @Command() context: CommandContext) {
    const content = { impartiality: impartialityOf(body.impartiality) };
    return respond(await this.commands.execute(new ApproveDismissal(id, content, context)));
  }

  @Post('reversal')
  @Describe({
    summary: 'Propose that the deciding body reverses its own decision',
    description:
      'Of a decision on the application say what replaces it; a revocation, a claim or a dismissal is lifted.',
    action: MAY['appeal.prepare'],
    command: 'changes',
    example: reversal,
    problems: [
      ...PREPARING,
      'new-decision-missing',
      'new-decision-not-wanted',
      'amount-invalid',
      'other-currency',
      'schedule-invalid',
      'schedule-does-not-add-up',
      'multi-year-not-allowed',
    ],
  })
  async proposeReversal(
    @Param('id') id: string,
    @Body() body: ReversalDto,
    @Command() context: CommandContext,
  ) {
    const { newDecision } = body;
    if (newDecision)
      sameCurrency(newDecision.amount.currency, amountsOf('/newDecision/schedule', newDecision.schedule));
    const content = { ...groundsOf(body), newDecision: newDecisionOf(newDecision) };
    return respond(await this.commands.execute(new ProposeReversal(id, content, context)));
  }

  @Post('reversal-approval')
  @Describe({
    summary: 'Reverse the decision, as another person proposed',
    description:
      'The new decision stands in the case with the next number. Where no budget is free for it, it awaits appropriation.',
    action: MAY['appeal.approve'],
    command: 'changes',
    example: appealApproval,
    problems: [
      'four-eyes',
      'de-minimis-exceeded',
      'currency-rate-missing',
      ...PREPARING,
      'award-revoked',
      'decision-replaced',
    ],
  })
  async reverse(@Param('id') id: string, @Body() body: AppealStepDto, @Command() context: CommandContext) {
    const content = { impartiality: impartialityOf(body.impartiality) };
    return respond(await this.commands.execute(new ApproveReversal(id, content, context)));
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
  async forward(@Param('id') id: string, @Body() body: ForwardingDto, @Command() context: CommandContext) {
    const content = { impartiality: impartialityOf(body.impartiality), statement: body.statement };
    return respond(await this.commands.execute(new ForwardAppeal(id, content, context)));
  }
}

function groundsOf({ impartiality, grounds }: AppealGroundsDto) {
  return { impartiality: impartialityOf(impartiality), grounds };
}
