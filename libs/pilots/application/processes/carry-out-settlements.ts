import { Inject, Injectable } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { EventStore } from '#event-store/port.js';
import type { AppendedEvent } from '#eventsourcing/reactions.js';
import type { CommandContext } from '#eventsourcing/command.js';
import type { Position } from '#eventsourcing/event.js';
import { CancelPayout } from '#payouts/contract/commands.js';
import { FindPayout } from '#payouts/contract/queries.js';
import { EVENT_STORE } from '#platform/tokens.js';
import { positionOf, type Reaction, type ReactionContext } from '#processes/reaction.js';
import type { SettlementConcluded } from '../../contract/events.js';
import { stateOwes } from '../../domain/settlement/state.js';
import { CarryOutSettlement, WithholdStateShare } from '../settlements/carry-out-settlement.js';
import { LiabilityBudget } from '../settlements/liability-budget.js';
import { Reclaims } from '../settlements/reclaims.js';
import { SettledPilots } from '../settlements/settled-pilot.js';
import { Settlements } from '../settlements/settlements.js';

/** Payouts that cannot be stopped any more are claimed back. */
const ON_THEIR_WAY: ReadonlySet<string> = new Set(['with-the-bank', 'already-settled']);

/**
 * What both directorates concluded is carried out: where the state owes less than is on its way, that is stopped as far as
 * it can be; where it owes more, what is claimed back of it by now is taken back first; the rest is ordered or claimed back;
 * and what a final settlement does not need is free in the budget again.
 */
@Injectable()
export class CarryOutSettlements implements Reaction {
  readonly name = 'carry-out-settlements';
  readonly eventTypes = ['SettlementConcluded'];

  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly settled: SettledPilots,
    private readonly settlements: Settlements,
    private readonly liability: LiabilityBudget,
    private readonly reclaims: Reclaims,
    @Inject(EVENT_STORE) private readonly store: Pick<EventStore, 'compare'>,
  ) {}

  async react(event: AppendedEvent, context: ReactionContext): Promise<Position | undefined> {
    const { pilotId, version, budgetYear, final } = event.data as unknown as SettlementConcluded['data'];
    await this.stop(pilotId, version, context);
    await this.reclaims.withdraw(pilotId, context, (n) => [4 + 4 * n, 5 + 4 * n]);
    const content = { cause: version, budgetYear };
    const carried = await this.commands.execute(new CarryOutSettlement(pilotId, content, context.command(0)));
    const position = positionOf(carried);
    if (!final) return position;
    const settled = await this.settled.known(pilotId);
    const state = await this.settlements.find(pilotId);
    if (state.status === 'none' || state.concluded?.version !== version) return position;
    const released = positionOf(await this.liability.release(settled, state, context.command(1)));
    // Where nothing was to be let go it is a position from before the payout was opened.
    return this.store.compare(released, position) > 0 ? released : position;
  }

  /** Cancels orders that are not with the bank, the last one first, while more is on its way than is owed. */
  private async stop(pilotId: string, version: number, context: ReactionContext): Promise<void> {
    const before = await this.settlements.find(pilotId);
    if (before.status === 'none') return;
    for (const [index, { payoutId, withheld }] of [...[...before.orders].entries()].toReversed()) {
      const state = await this.settlements.find(pilotId);
      if (state.status === 'none' || stateOwes(state) >= 0) return;
      if (withheld > 0) continue;
      const cancelling = context.commandFor('cancel-payout', payoutId, 2 + 4 * index);
      const withholding = context.commandFor('withhold-state-share', payoutId, 3 + 4 * index);
      const grounds = `version ${version} of the settlement pays less`;
      const outcome = await this.commands.execute(new CancelPayout(payoutId, { grounds }, cancelling));
      if (outcome.ok) await this.withhold(pilotId, payoutId, withholding);
      else if (!ON_THEIR_WAY.has(outcome.refusal.code)) positionOf(outcome);
    }
  }

  /** Done here and not left to who follows cancellations: what comes next would claim back what is not paid. */
  private async withhold(pilotId: string, payoutId: string, context: CommandContext): Promise<void> {
    const payout = await this.queries.execute(new FindPayout(payoutId));
    if (payout === undefined) throw new Error(`payout ${payoutId} was cancelled and is not there`);
    const content = { payoutId, unpaid: payout.amount - payout.paid };
    positionOf(await this.commands.execute(new WithholdStateShare(pilotId, content, context)));
  }
}
