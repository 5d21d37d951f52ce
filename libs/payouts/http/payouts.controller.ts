import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '#eventsourcing/command.js';
import type { Actor } from '#eventsourcing/event.js';
import { After } from '#http/after.js';
import { tagged } from '#http/answers.js';
import { Command, Report, respond } from '#http/commands.js';
import { Describe } from '#http/describe.js';
import { EXAMPLE_DAY } from '#http/examples.js';
import { AfterQuery } from '#http/list-query.js';
import { NoContent, TakesNoContent } from '#http/no-content.js';
import { pageRequest } from '#http/paging.js';
import { plain } from '#http/plain.js';
import { CurrentActor } from '#http/identity.js';
import { MAY } from '../access.js';
import { TakePayoutStep } from '../application/payouts/steps.js';
import { Ledger } from '../queries/ledger.js';
import { reported } from './payouts.content.js';
import {
  AcknowledgementDto,
  CancellationDto,
  PayoutNoteDto,
  PayoutsQuery,
  PayoutReturnDto,
  PayoutSettlementDto,
} from './payouts.dto.js';

/** Payouts: attested, approved by another person, instructed, settled or failed. */
@ApiTags('payouts')
@Controller('v1/payouts')
export class PayoutsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly ledger: Ledger,
  ) {}

  @Get()
  @Describe({
    summary: 'The ledger of payouts, by the day they fall due',
    action: MAY['payouts.read'],
    paged: true,
    after: true,
  })
  list(@Query() query: PayoutsQuery, @After() after: string | undefined, @CurrentActor() actor: Actor) {
    const filter = {
      caseId: query.case,
      schemeId: query.scheme,
      status: query.status,
      budgetYear: query.year === undefined ? undefined : Number(query.year),
    };
    return this.ledger.list(filter, pageRequest(query, 2), actor, after);
  }

  @Get(':id')
  @Describe({ summary: 'One payout, with the account it goes to', action: MAY['payouts.read'], after: true })
  async one(
    @Param('id') id: string,
    @Query() _: AfterQuery,
    @After() after: string | undefined,
    @CurrentActor() actor: Actor,
  ) {
    const payout = await this.ledger.one(id, actor, after);
    return tagged(payout, payout.revision);
  }

  @Post(':id/attestation')
  @Describe({
    summary: 'Attest: the payout may go',
    action: MAY['payout.attest'],
    command: 'changes',
    example: { note: 'The conditions of the first instalment are met.' },
    problems: ['wrong-state', 'payee-representative', 'decision-flagged'],
  })
  attest(@Param('id') id: string, @Body() body: PayoutNoteDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'AttestPayout', ...plain(body) }, context);
  }

  @Post(':id/approval')
  @Describe({
    summary: 'Approve what another person attested',
    action: MAY['payout.approve'],
    command: 'changes',
    example: {},
    problems: ['wrong-state', 'four-eyes', 'payee-representative', 'decision-flagged'],
  })
  approve(@Param('id') id: string, @Body() body: PayoutNoteDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'ApprovePayout', ...plain(body) }, context);
  }

  @Post(':id/instruction')
  @TakesNoContent()
  @Describe({
    summary: 'Hand the payout to the finance system',
    description:
      'What failed, came back or was left unpaid is handed over once more, under a new instruction id, once the instruction before has ended; never more than may be paid of the grant at that moment.',
    action: MAY['payout.instruct'],
    command: 'changes',
    problems: [
      'wrong-state',
      'instruction-open',
      'account-corrected',
      'decision-flagged',
      'nothing-payable',
      'decision-under-way',
    ],
  })
  instruct(@Param('id') id: string, @NoContent() _: object, @Command() context: CommandContext) {
    return this.take(id, { type: 'InstructPayout' }, context);
  }

  @Post(':id/acknowledgement')
  @Describe({
    summary: 'Report that the finance system took the instruction',
    action: MAY['payout.settle'],
    command: 'changes',
    example: {},
    problems: ['wrong-state', 'instruction-unknown', 'already-settled'],
  })
  acknowledge(@Param('id') id: string, @Body() body: AcknowledgementDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'AcknowledgePayout', ...plain(body) }, context);
  }

  @Post(':id/settlement')
  @Describe({
    summary: 'Report what became of the instruction: settled, settled in part, or failed',
    description:
      'The same report of money again (reference, amount and day) counts once, also without an `Idempotency-Key`; another movement of the payout has another reference. The day is that of the instruction or later, and has come.',
    action: MAY['payout.settle'],
    command: 'changes',
    examples: {
      settled: { status: 'settled', settledOn: EXAMPLE_DAY, bankReference: 'BANK-0001' },
    },
    problems: [
      'wrong-state',
      'instruction-unknown',
      'already-settled',
      'exceeds-amount',
      'no-amount',
      'other-currency',
      'date-out-of-range',
      'reference-used',
    ],
  })
  settle(
    @Param('id') id: string,
    @Body() body: PayoutSettlementDto,
    @Report('bankReference') context: CommandContext,
  ) {
    return this.take(id, reported(body), context);
  }

  @Post(':id/return')
  @Describe({
    summary: 'Report that the bank sent settled money back',
    description:
      'It no longer counts as settled: instruct again, or cancel. Of a cancelled payout what was settled can come back too: it stays cancelled. The same report again counts once, also without an `Idempotency-Key`; another movement of the payout has another reference. What comes back was settled by that day, and the day has come.',
    action: MAY['payout.settle'],
    command: 'changes',
    example: { returnedOn: EXAMPLE_DAY, bankReference: 'BANK-0002', reasonCode: 'AC04' },
    problems: [
      'wrong-state',
      'instruction-unknown',
      'exceeds-settled',
      'no-amount',
      'other-currency',
      'date-out-of-range',
      'reference-used',
    ],
  })
  giveBack(
    @Param('id') id: string,
    @Body() body: PayoutReturnDto,
    @Report('bankReference') context: CommandContext,
  ) {
    return this.take(id, { type: 'ReturnPayout', ...plain(body) }, context);
  }

  @Post(':id/cancellation')
  @Describe({
    summary: 'Cancel what is not with the bank, with grounds',
    description:
      'Before it is instructed, or after it failed or was returned; once more where some of it came back since, which is not paid again then.',
    action: MAY['payout.cancel'],
    command: 'changes',
    example: { grounds: 'The recipient gave the project up.' },
    problems: ['with-the-bank', 'already-settled', 'already-cancelled'],
  })
  cancel(@Param('id') id: string, @Body() body: CancellationDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'CancelPayout', ...plain(body) }, context);
  }

  private async take(id: string, step: TakePayoutStep['content'], context: CommandContext) {
    return respond(await this.commands.execute(new TakePayoutStep(id, step, context)));
  }
}
