import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '#eventsourcing/command.js';
import type { Actor } from '#eventsourcing/event.js';
import { After } from '#http/after.js';
import { Command, respond } from '#http/commands.js';
import { Describe } from '#http/describe.js';
import { EXAMPLE_YEAR, kroner } from '#http/examples.js';
import { AfterQuery } from '#http/list-query.js';
import { sameCurrency } from '#http/money.js';
import { plain } from '#http/plain.js';
import { CurrentActor } from '#http/identity.js';
import { MAY } from '../access.js';
import { TakeBudgetStep } from '../application/steps.js';
import { BudgetOverview } from '../queries/budget-overview.js';
import { AppropriationDto, CommitmentAuthorityDto } from './budget.dto.js';

/** A scheme's budget: its two limits, what is reserved, what is paid. */
@ApiTags('budgets')
@Controller('v1/budgets')
export class BudgetsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly overview: BudgetOverview,
  ) {}

  @Get(':scheme')
  @Describe({
    summary: 'The budget of a scheme, year by year',
    description:
      '`reserved` is gross: a payout does not reduce it. `carried` is what commitments of the year before hold of the money transferred into the year. `free` is what can still be committed for payment in the year, without what went on to the next one; it is below 0 where commitments stand on an authority and the year has no appropriation yet. Authorities are never added up. Money counts in the year in which it was `settled`, and in which it was `returned`, whenever it was due: the commitment moves with it. `left` is what was given and not paid; `overdrawn` is what was paid or went on to the next year, or is bound, beyond what was given.',
    action: MAY['budget.read'],
    after: true,
  })
  read(
    @Param('scheme') scheme: string,
    @Query() _: AfterQuery,
    @After() after: string | undefined,
    @CurrentActor() actor: Actor,
  ) {
    return this.overview.of(scheme, actor, after);
  }

  @Post(':scheme/appropriations')
  @Describe({
    summary: 'Set or revise the appropriation of a year',
    description:
      'Never below what is reserved for the year. `transferredIn` is at most what is left of the year before, given and not paid, and only where its appropriation is `transferable`; for the years before the first recorded one whoever sets it vouches.',
    action: MAY['budget.set'],
    command: 'changes',
    example: {
      year: EXAMPLE_YEAR,
      amount: kroner(16_000_000),
      transferredIn: kroner(0),
      transferable: true,
      reference: 'Prop. 1 S, chapter 621 post 70',
    },
    problems: ['below-reserved', 'beyond-left', 'beyond-numbers', 'not-transferable', 'other-currency'],
  })
  appropriate(
    @Param('scheme') scheme: string,
    @Body() body: AppropriationDto,
    @Command() context: CommandContext,
  ) {
    const { amount, transferredIn } = body;
    sameCurrency(amount.currency, { '/amount': amount, '/transferredIn': transferredIn });
    return this.take(scheme, { type: 'SetAppropriation', ...plain(body) }, context);
  }

  @Post(':scheme/commitment-authorities')
  @Describe({
    summary: 'Set or revise the commitment authority given for a year',
    description: 'It bounds the obligations that fall due after that year, old and new together.',
    action: MAY['budget.set'],
    command: 'changes',
    example: {
      year: EXAMPLE_YEAR,
      amount: kroner(8_000_000),
      reference: 'Prop. 1 S, chapter 621 post 70',
    },
    problems: ['below-reserved', 'other-currency'],
  })
  authorise(
    @Param('scheme') scheme: string,
    @Body() body: CommitmentAuthorityDto,
    @Command() context: CommandContext,
  ) {
    return this.take(scheme, { type: 'SetCommitmentAuthority', ...plain(body) }, context);
  }

  private async take(scheme: string, step: TakeBudgetStep['content'], context: CommandContext) {
    return respond(await this.commands.execute(new TakeBudgetStep(scheme, step, context)));
  }
}
