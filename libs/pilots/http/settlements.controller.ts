import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '#eventsourcing/command.js';
import type { Actor } from '#eventsourcing/event.js';
import { After } from '#http/after.js';
import { Command, Report, respond } from '#http/commands.js';
import { Describe } from '#http/describe.js';
import { EXAMPLE_DAY, kroner } from '#http/examples.js';
import { AfterQuery, PageQuery } from '#http/list-query.js';
import { NoContent, TakesNoContent } from '#http/no-content.js';
import { OrdinalPipe } from '#http/ordinal.js';
import { pageRequest, PLACE_PARTS } from '#http/paging.js';
import { plain } from '#http/plain.js';
import { CurrentActor } from '#http/identity.js';
import { MAY } from '../access.js';
import { ApproveSettlement } from '../application/settlements/approve-settlement.js';
import { OrderStateShare } from '../application/settlements/order-state-share.js';
import { TakeSettlementStep } from '../application/settlements/steps.js';
import { SettlementQueries } from '../queries/settlement-queries.js';
import { PilotGroundsDto } from './pilots.dto.js';
import {
  SettlementNoteDto,
  SettlementCalculationDto,
  SettlementStandInDto,
  SharePaymentDto,
} from './settlements.dto.js';

/** The outcome settlement (sluttoppgjør): calculated, reviewed, approved by both directorates, carried out. */
@ApiTags('pilots')
@Controller('v1/pilots/:id')
export class SettlementsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: SettlementQueries,
  ) {}

  @Post('settlements')
  @Describe({
    summary: 'Calculate what the contract pays for what is verified',
    description:
      'A version after a concluded one moves the difference. A final one needs every measurement to be verified, and under terms of format 2 to lie on one side of an early end; it waits for no cohort that was not opened.',
    action: MAY['pilot.calculate-settlement'],
    command: 'changes',
    example: { final: true },
    problems: [
      'wrong-state',
      'measurements-open',
      'nothing-new',
      'already-final',
      'cannot-be-settled',
      'pilot-historical',
    ],
  })
  calculate(
    @Param('id') id: string,
    @Body() body: SettlementCalculationDto,
    @Command() context: CommandContext,
  ) {
    return this.take(id, { type: 'CalculateSettlement', ...plain(body) }, context);
  }

  @Get('settlements')
  @Describe({
    summary: 'All versions of the settlement, the last one first',
    action: MAY['pilot.read'],
    paged: true,
    after: true,
  })
  list(
    @Param('id') id: string,
    @Query() query: PageQuery,
    @After() after: string | undefined,
    @CurrentActor() actor: Actor,
  ) {
    return this.queries.list(id, pageRequest(query, PLACE_PARTS), actor, after);
  }

  @Get('settlements/:version')
  @Describe({
    summary: 'A version with each of its lines explained',
    description:
      '`recalculation` says whether terms and measurements of the log still give this settlement to the byte.',
    action: MAY['pilot.read'],
    after: true,
  })
  one(
    @Param('id') id: string,
    @Param('version', OrdinalPipe) version: number,
    @Query() _: AfterQuery,
    @After() after: string | undefined,
    @CurrentActor() actor: Actor,
  ) {
    return this.queries.one(id, version, actor, after);
  }

  @Post('settlements/:version/review')
  @Describe({
    summary: 'Another person has checked the calculation',
    action: MAY['pilot.review-settlement'],
    command: 'changes',
    example: { note: 'Counts compared with the evaluator’s report.' },
    problems: [
      'wrong-state',
      'settlement-version',
      'settlement-state',
      'settlement-outdated',
      'four-eyes',
      'pilot-historical',
      'settlement-unknown',
    ],
  })
  review(
    @Param('id') id: string,
    @Param('version', OrdinalPipe) version: number,
    @Body() body: SettlementNoteDto,
    @Command() context: CommandContext,
  ) {
    return this.take(id, { type: 'ReviewSettlement', version, ...plain(body) }, context);
  }

  @Post('settlements/:version/return')
  @Describe({
    summary: 'Send the version back: it has to be calculated anew',
    action: MAY['pilot.return-settlement'],
    command: 'changes',
    example: { grounds: 'The second cohort is to be measured first.' },
    problems: [
      'wrong-state',
      'settlement-version',
      'settlement-state',
      'pilot-historical',
      'settlement-unknown',
    ],
  })
  sendBack(
    @Param('id') id: string,
    @Param('version', OrdinalPipe) version: number,
    @Body() body: PilotGroundsDto,
    @Command() context: CommandContext,
  ) {
    return this.take(id, { type: 'ReturnSettlement', version, ...plain(body) }, context);
  }

  @Post('settlements/:version/approval')
  @Describe({
    summary: 'Approve the version for the own directorate',
    description:
      'With the approval of both directorates it is concluded: the state’s share becomes payouts, that of the others claims on record.',
    action: MAY['pilot.approve-settlement'],
    command: 'changes',
    example: {},
    problems: [
      'wrong-state',
      'settlement-version',
      'settlement-state',
      'settlement-outdated',
      'decision-flagged',
      'four-eyes',
      'other-directorate',
      'budget-exceeded',
      'reservation-abandoned',
      'pilot-historical',
      'settlement-unknown',
    ],
  })
  async approve(
    @Param('id') id: string,
    @Param('version', OrdinalPipe) version: number,
    @Body() body: SettlementNoteDto,
    @Command() context: CommandContext,
  ) {
    return respond(
      await this.commands.execute(new ApproveSettlement(id, { version, ...plain(body) }, context)),
    );
  }

  @Post('settlements/:version/upholding')
  @Describe({
    summary: 'Let a version stand in which somebody with a conflict had a part',
    description:
      'What waited is paid, and what was under way is approved. By a superior who had no part in it and did not measure, or by the stand-in named. Whoever will not uphold it has it calculated anew.',
    action: MAY['pilot.review-flagged'],
    command: 'changes',
    example: { grounds: 'The counts were checked against the register by others.' },
    problems: [
      'wrong-state',
      'decision-not-flagged',
      'not-stand-in',
      'four-eyes',
      'grounds-missing',
      'pilot-historical',
      'settlement-unknown',
    ],
  })
  uphold(
    @Param('id') id: string,
    @Param('version', OrdinalPipe) version: number,
    @Body() body: PilotGroundsDto,
    @Command() context: CommandContext,
  ) {
    return this.take(id, { type: 'UpholdSettlement', version, ...plain(body) }, context);
  }

  @Post('settlements/:version/stand-in')
  @Describe({
    summary: 'Name who looks at a flagged version where no superior may',
    action: MAY['pilot.name-stand-in'],
    command: 'changes',
    example: { person: 'beate', grounds: 'Both superiors have a conflict as well.' },
    problems: [
      'wrong-state',
      'decision-not-flagged',
      'four-eyes',
      'too-many-stand-ins',
      'grounds-missing',
      'pilot-historical',
      'settlement-unknown',
    ],
  })
  nameStandIn(
    @Param('id') id: string,
    @Param('version', OrdinalPipe) version: number,
    @Body() body: SettlementStandInDto,
    @Command() context: CommandContext,
  ) {
    return this.take(id, { type: 'NameSettlementStandIn', version, ...plain(body) }, context);
  }

  @Post('state-share')
  @TakesNoContent()
  @Describe({
    summary: 'Order once more what the state owes, after a payout was cancelled',
    action: MAY['pilot.order-state-share'],
    command: 'changes',
    problems: [
      'wrong-state',
      'settlement-unknown',
      'nothing-owed',
      'decision-flagged',
      'budget-exceeded',
      'reservation-abandoned',
      'pilot-historical',
    ],
  })
  async order(@Param('id') id: string, @NoContent() _: object, @Command() context: CommandContext) {
    return respond(await this.commands.execute(new OrderStateShare(id, {}, context)));
  }

  @Post('share-payments')
  @Describe({
    summary: 'Record that a payer other than the state has paid',
    description:
      'The same report again counts once, also without an `Idempotency-Key`; another payment of the payer has another reference. The day is that of the claim or later, and has come.',
    action: MAY['pilot.record-share-payment'],
    command: 'changes',
    example: { payer: 'town', amount: kroner(100), paidOn: EXAMPLE_DAY, reference: 'TOWN-1' },
    problems: [
      'wrong-state',
      'payer-unknown',
      'exceeds-share',
      'other-currency',
      'no-amount',
      'date-out-of-range',
      'reference-used',
      'pilot-historical',
      'settlement-unknown',
    ],
  })
  recordPayment(
    @Param('id') id: string,
    @Body() body: SharePaymentDto,
    @Report('reference') context: CommandContext,
  ) {
    return this.take(id, { type: 'RecordSharePayment', ...plain(body) }, context);
  }

  private async take(id: string, step: TakeSettlementStep['content'], context: CommandContext) {
    return respond(await this.commands.execute(new TakeSettlementStep(id, step, context)));
  }
}
