import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '#eventsourcing/command.js';
import { money } from '#money/money.js';
import { Command, respond } from '#http/commands.js';
import { Describe } from '#http/describe.js';
import { amountsOf, sameCurrency } from '#http/money.js';
import { MAY } from '../access.js';
import { impartialityOf, newDecisionOf } from '../application/appeals/content.js';
import { DecideAppeal } from '../application/appeals/decide-appeal.js';
import { NotifyAppealOutcome, SendProvisionalReply } from '../application/appeals/inform-party.js';
import { CoverCosts, DeferEnforcement } from '../application/appeals/relieve-party.js';
import {
  AppealDecisionDto,
  AppealNoticeDto,
  CostsDto,
  DeferralDto,
  ProvisionalReplyDto,
} from './appeals.dto.js';
import {
  appealAnnulled,
  appealChanged,
  appealNotice,
  appealStands,
  costs,
  deferral,
  provisionalReply,
} from './examples/appeal.js';

/** The appeal body's decision, and what the party is told and given on the way. */
@ApiTags('appeals')
@Controller('v1/appeals/:id')
export class AppealsOutcomeController {
  constructor(private readonly commands: CommandBus) {}

  @Post('decision')
  @Describe({
    summary: 'Decide the appeal',
    description:
      'The appeal body lets the decision stand, changes it, or annuls it and sends the case back; by a person who neither prepared nor made the decision.',
    action: MAY['appeal.decide'],
    command: 'changes',
    examples: { stands: appealStands, changed: appealChanged, annulled: appealAnnulled },
    problems: [
      'four-eyes',
      'not-open',
      'wrong-state',
      'impartiality-not-declared',
      'conflict-of-interest',
      'new-decision-missing',
      'new-decision-not-wanted',
      'amount-invalid',
      'other-currency',
      'schedule-invalid',
      'schedule-does-not-add-up',
      'multi-year-not-allowed',
      'de-minimis-exceeded',
      'currency-rate-missing',
      'award-revoked',
      'decision-replaced',
    ],
  })
  async decide(@Param('id') id: string, @Body() body: AppealDecisionDto, @Command() context: CommandContext) {
    const { outcome, newDecision, grounds } = body;
    if (newDecision)
      sameCurrency(newDecision.amount.currency, amountsOf('/newDecision/schedule', newDecision.schedule));
    const impartiality = impartialityOf(body.impartiality);
    const content = { impartiality, outcome, newDecision: newDecisionOf(newDecision), grounds };
    return respond(await this.commands.execute(new DecideAppeal(id, content, context)));
  }

  @Post('provisional-reply')
  @Describe({
    summary: 'Tell the party why it takes long',
    action: MAY['appeal.inform'],
    command: 'changes',
    example: provisionalReply,
    problems: ['not-open'],
  })
  async reply(
    @Param('id') id: string,
    @Body() body: ProvisionalReplyDto,
    @Command() context: CommandContext,
  ) {
    const { text, expectedBy } = body;
    return respond(await this.commands.execute(new SendProvisionalReply(id, { text, expectedBy }, context)));
  }

  @Post('deferral')
  @Describe({
    summary: 'Defer the enforcement of what is appealed against',
    description: 'Until a day, or until the appeal is decided.',
    action: MAY['appeal.relieve'],
    command: 'changes',
    example: deferral,
    problems: ['not-open'],
  })
  async defer(@Param('id') id: string, @Body() body: DeferralDto, @Command() context: CommandContext) {
    const { until, grounds } = body;
    return respond(await this.commands.execute(new DeferEnforcement(id, { until, grounds }, context)));
  }

  @Post('costs')
  @Describe({
    summary: 'Cover the costs of the party that won the appeal',
    action: MAY['appeal.relieve'],
    command: 'changes',
    example: costs,
    problems: ['wrong-state', 'costs-covered', 'amount-invalid', 'other-currency'],
  })
  async cover(@Param('id') id: string, @Body() body: CostsDto, @Command() context: CommandContext) {
    const content = { amount: money(body.amount.amount, body.amount.currency), grounds: body.grounds };
    return respond(await this.commands.execute(new CoverCosts(id, content, context)));
  }

  @Post('notification')
  @Describe({
    summary: 'Record that the party received notice of the outcome',
    description: 'The period to appeal against a dismissal begins on that day.',
    action: MAY['appeal.inform'],
    command: 'changes',
    example: appealNotice,
    problems: ['wrong-state', 'already-notified', 'received-on-invalid', 'case-erased'],
  })
  async notify(@Param('id') id: string, @Body() body: AppealNoticeDto, @Command() context: CommandContext) {
    const { receivedOn, channel } = body;
    return respond(
      await this.commands.execute(new NotifyAppealOutcome(id, { receivedOn, channel }, context)),
    );
  }
}
