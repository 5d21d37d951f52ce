import { Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { FindPayout } from '#payouts/contract/queries.js';
import { stateOwes } from '../../domain/settlement/state.js';
import { Reclaims } from './reclaims.js';
import { Settlements } from './settlements.js';

/** Final settlements that are concluded, with the state's share paid or paid back. */
@Injectable()
export class FinishedSettlements {
  constructor(
    private readonly settlements: Settlements,
    private readonly queries: QueryBus,
    private readonly reclaims: Reclaims,
  ) {}

  /** Whether a pilot's is among them. */
  async has(pilotId: string): Promise<boolean> {
    const state = await this.settlements.find(pilotId);
    if (state.status !== 'concluded' || !state.current.final || stateOwes(state) !== 0) return false;
    for (const { payoutId, amount, withheld } of state.orders) {
      const payout = await this.queries.execute(new FindPayout(payoutId));
      if (payout === undefined || payout.paid < amount - withheld) return false;
    }
    return !(await this.reclaims.anyOpen(state));
  }
}
