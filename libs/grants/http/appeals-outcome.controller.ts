import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '#eventsourcing/command.js';
import { Command, respond } from '#http/commands.js';
import { Describe } from '#http/describe.js';
import { amountsOf, sameCurrency } from '#http/money.js';
import { plain } from '#http/plain.js';
import { MAY } from '../access.js';
import { NotifyAppealOutcome } from '../application/appeals/notify-appeal-outcome.js';
import { TakeAppealStep } from '../application/appeals/steps.js';
import {
  AppealDecisionDto,
  AppealNoticeDto,
  AppealStepDto,
  CostsDto,
  DeferralDto,
  DetrimentNoticeDto,
  ProvisionalReplyDto,
} from './appeals.dto.js';
import {
  appealAnnulled,
  appealChanged,
  appealChangedInPart,
  appealClosing,
  appealNotice,
  appealStands,
  costs,
  deferral,
  detrimentNotice,
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
      'The appeal body lets the decision stand, changes it, or annuls it and sends the case back; by a person who neither prepared nor made the decision. A revocation or a claim that is changed is lifted, or with `amount` in part: what of the grant is in force after it, or what of the claim holds. A change for the worse says in `detriment` which ground allows it; where other interests outweigh, notice was sent in time.',
    action: MAY['appeal.decide'],
    command: 'changes',
    examples: {
      stands: appealStands,
      changed: appealChanged,
      annulled: appealAnnulled,
      'changed in part': appealChangedInPart,
    },
    problems: [
      'four-eyes',
      'not-open',
      'wrong-state',
      'to-detriment',
      'detriment-not-warned',
      'detriment-not-wanted',
      'other-appeal-unknown',
      'other-appeal-unheard',
      'impartiality-not-declared',
      'conflict-of-interest',
      'new-decision-missing',
      'new-decision-not-wanted',
      'amount-not-wanted',
      'nothing-to-appeal',
      'amount-invalid',
      'other-currency',
      'schedule-invalid',
      'schedule-does-not-add-up',
      'multi-year-not-allowed',
      'de-minimis-exceeded',
      'state-aid-undeclared',
      'currency-rate-missing',
      'award-revoked',
      'decision-replaced',
    ],
  })
  decide(@Param('id') id: string, @Body() body: AppealDecisionDto, @Command() context: CommandContext) {
    const { newDecision } = body;
    if (newDecision)
      sameCurrency(newDecision.amount.currency, amountsOf('/newDecision/schedule', newDecision.schedule));
    return this.take(id, { type: 'DecideAppeal', ...plain(body) }, context);
  }

  @Post('closing')
  @Describe({
    summary: 'Close an appeal against what does not stand any more',
    description:
      'By either body, where nothing ended it by itself: the claim was annulled, the dismissal is of an appeal that is taken up, or another decision took the place. It is `superseded`, and has no outcome.',
    action: MAY['appeal.close'],
    command: 'changes',
    example: appealClosing,
    problems: ['not-open', 'still-stands', 'impartiality-not-declared', 'conflict-of-interest'],
  })
  close(@Param('id') id: string, @Body() body: AppealStepDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'CloseOvertakenAppeal', ...plain(body) }, context);
  }

  @Post('provisional-reply')
  @Describe({
    summary: 'Tell the party why it takes long',
    action: MAY['appeal.inform'],
    command: 'changes',
    example: provisionalReply,
    problems: ['not-open'],
  })
  reply(@Param('id') id: string, @Body() body: ProvisionalReplyDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'SendProvisionalReply', ...plain(body) }, context);
  }

  @Post('detriment-notice')
  @Describe({
    summary: 'Record that the party was told that the decision may be changed to its detriment',
    description:
      'With the day it was sent; whether that was in time is judged with the outcome. By the deciding body or the appeal body.',
    action: MAY['appeal.inform'],
    command: 'changes',
    example: detrimentNotice,
    problems: ['not-open', 'already-notified', 'date-invalid'],
  })
  tellOfDetriment(
    @Param('id') id: string,
    @Body() body: DetrimentNoticeDto,
    @Command() context: CommandContext,
  ) {
    return this.take(id, { type: 'RecordDetrimentNotice', ...plain(body) }, context);
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
  defer(@Param('id') id: string, @Body() body: DeferralDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'DeferEnforcement', ...plain(body) }, context);
  }

  @Post('costs')
  @Describe({
    summary: 'Cover the costs of the party that won the appeal',
    action: MAY['appeal.relieve'],
    command: 'changes',
    example: costs,
    problems: ['wrong-state', 'costs-covered', 'amount-invalid', 'other-currency'],
  })
  cover(@Param('id') id: string, @Body() body: CostsDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'CoverCosts', ...plain(body) }, context);
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
    return respond(await this.commands.execute(new NotifyAppealOutcome(id, plain(body), context)));
  }

  private async take(id: string, step: TakeAppealStep['content'], context: CommandContext) {
    return respond(await this.commands.execute(new TakeAppealStep(id, step, context)));
  }
}
