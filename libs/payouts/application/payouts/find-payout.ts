import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { FindPayout } from '../../contract/queries.js';
import { instructionsOf, isFinished, paidOf, settlementsOf, underWayOf } from '../../domain/payout/state.js';
import { Payouts } from './payouts.js';

@QueryHandler(FindPayout)
export class FindPayoutHandler implements IQueryHandler<FindPayout> {
  constructor(private readonly payouts: Payouts) {}

  async execute({ payoutId }: FindPayout) {
    const state = await this.payouts.find(payoutId);
    if (state.status === 'none') return undefined;
    const { status, order, cancelledBy } = state;
    return {
      status,
      amount: order.amount.amount,
      paid: paidOf(state),
      settlements: settlementsOf(state),
      underWay: underWayOf(state),
      instructions: instructionsOf(state),
      finished: isFinished(state),
      cancelled: status === 'cancelled',
      byPerson: cancelledBy !== undefined,
    };
  }
}
