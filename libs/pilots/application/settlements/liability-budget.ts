import { Injectable } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { AdjustCommitment } from '#budget/contract/commands.js';
import { FindCommitment } from '#budget/contract/queries.js';
import type { CommandContext, Outcome } from '#eventsourcing/command.js';
import { providedFor, orderedByYear } from '../../domain/settlement/liability.js';
import type { KnownSettlement } from '../../domain/settlement/state.js';
import type { SettledPilot } from './settled-pilot.js';

/** A further payment of the state's share. */
export interface FurtherPayment {
  /** Minor units; 0 or less needs nothing. */
  readonly more: number;
  readonly budgetYear: number;
  /** Id of the raise, which is taken back where nothing comes to stand on it. */
  readonly raise: string;
}

/** The commitment that holds the state's liability under a contract. */
@Injectable()
export class LiabilityBudget {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  /** Sees to it that a further payment is reserved in its year. Refused with `budget-exceeded` where it has no room. */
  async provide(
    settled: SettledPilot,
    { orders }: KnownSettlement,
    { more, budgetYear, raise }: FurtherPayment,
    context: CommandContext,
  ): Promise<Outcome> {
    const reserved = await this.reservedFor(settled);
    const payments = providedFor(reserved, [...orders], { more, budgetYear });
    const grounds = 'the state’s share of a settlement is paid this year';
    return this.adjust(settled, { payments, budgetYear, grounds, raise }, context);
  }

  /** Lets go of what the final settlement does not need. */
  async release(
    settled: SettledPilot,
    { orders }: KnownSettlement,
    context: CommandContext,
  ): Promise<Outcome> {
    const grounds = 'the final settlement is concluded: no more falls due';
    return this.adjust(settled, { payments: orderedByYear([...orders]), grounds }, context);
  }

  private adjust(
    { pilot, reservationId }: SettledPilot,
    content: Omit<AdjustCommitment['content'], 'reservationId'>,
    context: CommandContext,
  ): Promise<Outcome> {
    return this.commands.execute(
      new AdjustCommitment(pilot.schemeId, { reservationId, ...content }, context),
    );
  }

  private async reservedFor({ pilot, reservationId }: SettledPilot) {
    const commitment = await this.queries.execute(new FindCommitment(pilot.schemeId, reservationId));
    if (commitment === undefined) throw new Error(`the liability of pilot ${pilot.pilotId} is not reserved`);
    return commitment.planned;
  }
}
