import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '#eventsourcing/command.js';
import { Command, respond } from '#http/commands.js';
import { Describe } from '#http/describe.js';
import { amountsOf, sameCurrency } from '#http/money.js';
import { plain } from '#http/plain.js';
import { MAY } from '../access.js';
import { TakeApplicationStep } from '../application/applications/steps.js';
import { ApproveDecision } from '../application/decisions/approve-decision.js';
import { NotifyDecision } from '../application/decisions/notify-decision.js';
import { ASSESSING } from './assessment.controller.js';
import { ApprovalDto, NotificationDto, ProposalDto, ProposalReturnDto } from './decisions.dto.js';
import { approval, proposal } from './examples.js';
import { notification, proposalReturn } from './examples/application.js';

const DECIDING = [
  'four-eyes',
  'wrong-state',
  'not-open',
  'impartiality-not-declared',
  'impartiality-in-doubt',
  'too-many-declarations',
  'conflict-of-interest',
  'proposal-outdated',
];

/** How a decision comes about: proposed by one, approved or returned by another, notified. */
@ApiTags('decisions')
@Controller('v1/applications/:id')
export class DecisionsController {
  constructor(private readonly commands: CommandBus) {}

  @Post('proposal')
  @Describe({
    summary: 'Propose a decision',
    description:
      'The instalments of a grant add up to its amount; what is planned for later years is not part of it. A later proposal replaces an earlier one.',
    action: MAY['application.propose'],
    command: 'changes',
    example: proposal,
    problems: [
      ...ASSESSING,
      'not-eligible',
      'amount-invalid',
      'other-currency',
      'schedule-invalid',
      'schedule-does-not-add-up',
      'planned-invalid',
      'multi-year-not-allowed',
    ],
  })
  propose(@Param('id') id: string, @Body() body: ProposalDto, @Command() context: CommandContext) {
    sameCurrency(body.amount.currency, amountsOf('/schedule', body.schedule));
    sameCurrency(body.amount.currency, amountsOf('/planned', body.planned));
    return this.take(id, { type: 'ProposeDecision', ...plain(body) }, context);
  }

  @Post('return')
  @Describe({
    summary: 'Return the proposal to the caseworker',
    description: 'By a decision-maker who could approve it. The caseworker then proposes anew.',
    action: MAY['application.return'],
    command: 'changes',
    example: proposalReturn,
    problems: DECIDING,
  })
  giveBack(@Param('id') id: string, @Body() body: ProposalReturnDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'ReturnProposal', ...plain(body) }, context);
  }

  @Post('approval')
  @Describe({
    summary: 'Approve the proposal: the decision is made',
    description:
      'By another person than everyone who prepared it, whatever roles they hold, within their delegation where the scheme has any. Decision-makers declare their impartiality here, unless they did before; a conflict or a doubt is recorded, and the approval refused. The money of a grant is reserved first. The letter is made and kept with the decision.',
    action: MAY['application.approve'],
    command: 'changes',
    example: approval,
    problems: [
      ...DECIDING,
      'outside-delegation',
      'budget-exceeded',
      'reservation-abandoned',
      'too-many-reservations',
      'reservation-missing',
      'award-revoked',
      'de-minimis-exceeded',
      'state-aid-undeclared',
      'currency-rate-missing',
      'case-erased',
    ],
  })
  async approve(@Param('id') id: string, @Body() body: ApprovalDto, @Command() context: CommandContext) {
    return respond(await this.commands.execute(new ApproveDecision(id, plain(body), context)));
  }

  @Post('notification')
  @Describe({
    summary: 'Record that notice of the decision was received',
    description:
      'The time to appeal and the time to accept a grant run from that day, as long as the regulation version says. The letter was kept when the decision was made; one in another `language` is made and kept with the notice.',
    action: MAY['application.notify'],
    command: 'changes',
    example: notification,
    problems: ['wrong-state', 'decision-unknown', 'already-notified', 'date-invalid', 'case-erased'],
  })
  async notify(@Param('id') id: string, @Body() body: NotificationDto, @Command() context: CommandContext) {
    return respond(await this.commands.execute(new NotifyDecision(id, plain(body), context)));
  }

  private async take(id: string, step: TakeApplicationStep['content'], context: CommandContext) {
    return respond(await this.commands.execute(new TakeApplicationStep(id, step, context)));
  }
}
