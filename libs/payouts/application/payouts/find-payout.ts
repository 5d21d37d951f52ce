import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { FindPayout } from '../../contract/queries.js';
import { paidOf } from '../../domain/payout/state.js';
import { Payouts } from './payouts.js';

/** Answers {@link FindPayout}. */
@QueryHandler(FindPayout)
export class FindPayoutHandler implements IQueryHandler<FindPayout> {
  constructor(private readonly payouts: Payouts) {}

  async execute({ payoutId }: FindPayout) {
    const state = await this.payouts.find(payoutId);
    if (state.status === 'none') return undefined;
    return { status: state.status, amount: state.order.amount.amount, paid: paidOf(state) };
  }
}
