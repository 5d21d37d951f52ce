import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '#eventsourcing/command.js';
import type { Actor } from '#eventsourcing/event.js';
import { After } from '#http/after.js';
import { Command, respond } from '#http/commands.js';
import { Describe } from '#http/describe.js';
import { AfterQuery } from '#http/list-query.js';
import { amountsOf, sameCurrency } from '#http/money.js';
import { NoContent, TakesNoContent } from '#http/no-content.js';
import { OrdinalPipe } from '#http/ordinal.js';
import { plain } from '#http/plain.js';
import { CurrentActor } from '#http/identity.js';
import { MAY } from '../access.js';
import { AcceptAward } from '../application/awards/accept-award.js';
import { ApproveAmendment } from '../application/awards/approve-amendment.js';
import { TakeAwardStep } from '../application/awards/steps.js';
import { AwardQueries } from '../queries/awards.js';
import {
  AmendmentDto,
  ClosingDto,
  DecisionWordsDto,
  FulfilmentDto,
  AmendmentReturnDto,
} from './awards.dto.js';
import { approval, closing, conditions, continuation, fulfilment, giveBack } from './examples/award.js';

/** Awards: grants from acceptance on. An award has the id of its case. */
@ApiTags('awards')
@Controller('v1/awards/:id')
export class AwardsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly awards: AwardQueries,
  ) {}

  @Get()
  @Describe({ summary: 'The award of a case', action: MAY['case.read'], after: true })
  one(
    @Param('id') id: string,
    @Query() _: AfterQuery,
    @After() after: string | undefined,
    @CurrentActor() actor: Actor,
  ) {
    return this.awards.one(id, actor, after);
  }

  @Post('acceptance')
  @TakesNoContent()
  @Describe({
    summary: 'Accept the grant',
    description:
      'Before the day the notice of the decision named, where it named one. Instalments that are due are released for payment at once, later ones on their day.',
    action: MAY['award.accept'],
    command: 'changes',
    problems: [
      'not-granted',
      'already-accepted',
      'acceptance-deadline-passed',
      'offer-declined',
      'not-a-representative',
      'award-suspended',
    ],
  })
  async accept(@Param('id') id: string, @NoContent() _: object, @Command() context: CommandContext) {
    return respond(await this.commands.execute(new AcceptAward(id, {}, context)));
  }

  @Post('conditions/:number/fulfilment')
  @Describe({
    summary: 'Hold a condition for fulfilled',
    description: 'What is due and waited for it is released at once.',
    action: MAY['award.fulfil'],
    command: 'changes',
    example: fulfilment,
    problems: ['condition-unknown', 'wrong-state', 'not-accepted', 'award-suspended'],
  })
  fulfil(
    @Param('id') id: string,
    @Param('number', OrdinalPipe) condition: number,
    @Body() body: FulfilmentDto,
    @Command() context: CommandContext,
  ) {
    return this.take(id, { type: 'FulfilCondition', condition, ...plain(body) }, context);
  }

  @Post('amendments')
  @Describe({
    summary: 'Propose to change the terms',
    description:
      'Another amount, other dates, other conditions, or a continuation against a later budget. A later proposal replaces an earlier one; `amendment` of the award counts them. One that grants what the recipient asked for names the `request`.',
    action: MAY['award.amend'],
    command: 'changes',
    examples: { continuation, conditions },
    problems: [
      'wrong-state',
      'conflict-of-interest',
      'amount-invalid',
      'other-currency',
      'schedule-invalid',
      'schedule-does-not-add-up',
      'amendment-invalid',
      'condition-unknown',
      'not-accepted',
      'award-suspended',
      'too-many-conditions',
      'too-many-amendments',
      'no-amendment-request',
    ],
  })
  amend(@Param('id') id: string, @Body() body: AmendmentDto, @Command() context: CommandContext) {
    const { amount, payments } = body;
    const currency = amount?.currency ?? payments?.[0]?.amount.currency;
    if (currency !== undefined) sameCurrency(currency, amountsOf('/payments', payments));
    return this.take(id, { type: 'ProposeAmendment', ...plain(body) }, context);
  }

  @Post('amendments/:number/approval')
  @Describe({
    summary: 'Approve an amendment',
    description:
      'By another person than the one who proposed it, within the delegation. What it needs beyond the money reserved is reserved first; what is no longer needed is free afterwards.',
    action: MAY['award.decide'],
    command: 'changes',
    example: approval,
    problems: [
      'four-eyes',
      'outside-delegation',
      'conflict-of-interest',
      'budget-exceeded',
      'no-amendment',
      'amendment-outdated',
      'no-amendment-request',
      'reservation-abandoned',
      'too-many-reservations',
      'wrong-state',
      'not-accepted',
      'award-suspended',
      'de-minimis-exceeded',
      'state-aid-undeclared',
      'currency-rate-missing',
      'reservation-missing',
    ],
  })
  async approve(
    @Param('id') id: string,
    @Param('number', OrdinalPipe) amendment: number,
    @Body() body: DecisionWordsDto,
    @Command() context: CommandContext,
  ) {
    const content = { amendment, grounds: body.grounds };
    return respond(await this.commands.execute(new ApproveAmendment(id, content, context)));
  }

  @Post('amendments/:number/return')
  @Describe({
    summary: 'Return a proposed amendment',
    action: MAY['award.decide'],
    command: 'changes',
    example: giveBack,
    problems: [
      'four-eyes',
      'conflict-of-interest',
      'no-amendment',
      'amendment-outdated',
      'wrong-state',
      'not-accepted',
      'award-suspended',
    ],
  })
  giveBack(
    @Param('id') id: string,
    @Param('number', OrdinalPipe) amendment: number,
    @Body() body: AmendmentReturnDto,
    @Command() context: CommandContext,
  ) {
    return this.take(id, { type: 'ReturnAmendment', amendment, ...plain(body) }, context);
  }

  @Post('closing')
  @Describe({
    summary: 'Close the award',
    description: 'Once every instalment is paid or cancelled and every report approved or waived.',
    action: MAY['award.close'],
    command: 'changes',
    example: closing,
    problems: [
      'award-not-finished',
      'claims-fell',
      'reduction-undecided',
      'appropriation-awaited',
      'wrong-state',
      'not-accepted',
      'award-suspended',
    ],
  })
  close(@Param('id') id: string, @Body() body: ClosingDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'CloseAward', ...plain(body) }, context);
  }

  @Post('ending')
  @Describe({
    summary: 'End the award of a withdrawn application',
    description:
      'Where the application was withdrawn after its decision was annulled: what was paid is claimed, what was not is free. That follows by itself; of cases that lie so from before it did, a decision-maker has it end.',
    action: MAY['award.decide'],
    command: 'changes',
    problems: ['not-withdrawn', 'wrong-state', 'not-accepted'],
  })
  end(@Param('id') id: string, @Command() context: CommandContext) {
    return this.take(id, { type: 'EndWithdrawnAward' }, context);
  }

  private async take(id: string, step: TakeAwardStep['content'], context: CommandContext) {
    return respond(await this.commands.execute(new TakeAwardStep(id, step, context)));
  }
}
