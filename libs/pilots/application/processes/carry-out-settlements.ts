import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { EventStore } from '#event-store/port.js';
import type { Appended } from '#eventsourcing/reactions.js';
import type { Position } from '#eventsourcing/event.js';
import { EVENT_STORE } from '#cqrs/tokens.js';
import { positionOf, type Reaction, type ReactionContext } from '#processes/reaction.js';
import type { SettlementConcluded } from '../../contract/events.js';
import { LiabilityBudget } from '../settlements/liability-budget.js';
import { Reclaims } from '../settlements/reclaims.js';
import { SettledPilots } from '../settlements/settled-pilot.js';
import { Settlements } from '../settlements/settlements.js';
import { StateShareOrders } from '../settlements/state-share-orders.js';
import { TakeSettlementStep } from '../settlements/steps.js';

/**
 * What both directorates concluded is carried out: where the state owes less than is on its way, that is stopped as far as
 * it can be; where it owes more, what is claimed back of it by now is taken back first; the rest is ordered or claimed back;
 * and what a final settlement does not need is free in the budget again.
 */
@Injectable()
export class CarryOutSettlements implements Reaction<SettlementConcluded> {
  readonly name = 'carry-out-settlements';
  readonly eventTypes = ['SettlementConcluded'] as const;

  constructor(
    private readonly commands: CommandBus,
    private readonly settled: SettledPilots,
    private readonly settlements: Settlements,
    private readonly liability: LiabilityBudget,
    private readonly orders: StateShareOrders,
    private readonly reclaims: Reclaims,
    @Inject(EVENT_STORE) private readonly store: Pick<EventStore, 'compare'>,
  ) {}

  async react(event: Appended<SettlementConcluded>, context: ReactionContext): Promise<Position | undefined> {
    const { pilotId, version, budgetYear, final } = event.data;
    await this.orders.stop(pilotId, context, (n) => [2 + 4 * n, 3 + 4 * n]);
    await this.reclaims.withdraw(pilotId, context, (n) => [4 + 4 * n, 5 + 4 * n]);
    const step = { type: 'CarryOutStateShare', cause: version, budgetYear } as const;
    const carried = await this.commands.execute(new TakeSettlementStep(pilotId, step, context.command(0)));
    const position = positionOf(carried);
    if (!final) return position;
    const settled = await this.settled.known(pilotId);
    const state = await this.settlements.find(pilotId);
    if (state.status === 'none' || state.concluded?.version !== version) return position;
    const released = positionOf(await this.liability.release(settled, state, context.command(1)));
    // Where nothing was to be let go it is a position from before the payout was opened.
    return this.store.compare(released, position) > 0 ? released : position;
  }
}
