import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { dateInOslo } from '#calendar/oslo.js';
import type { Clock } from '#hosting/clock.js';
import type { Offer } from '#cqrs/offer.js';
import { CLOCK } from '#cqrs/tokens.js';
import { Payouts } from '../../application/payouts/payouts.js';
import { Recoveries } from '../../application/recoveries/recoveries.js';
import { OffersOfCase } from '../../contract/queries.js';
import { Ledger } from '../ledger.js';
import { RecoveryList } from '../recovery-list.js';
import { payoutOffers } from './payout-offers.js';
import { recoveryOffers } from './recovery-offers.js';

/** Answers {@link OffersOfCase}: which there are is read from the read models, where they stand from the log. */
@QueryHandler(OffersOfCase)
export class OffersOfCaseHandler implements IQueryHandler<OffersOfCase> {
  constructor(
    private readonly ledger: Ledger,
    private readonly list: RecoveryList,
    private readonly payouts: Payouts,
    private readonly recoveries: Recoveries,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ caseId, after }: OffersOfCase): Promise<readonly Offer[]> {
    const today = dateInOslo(this.clock.now());
    const offers: Offer[] = [];
    for (const { id } of (await this.ledger.ofCase(caseId, after)).items) {
      const state = await this.payouts.find(id);
      if (state.status !== 'none') offers.push(...payoutOffers(state, today));
    }
    for (const { id } of (await this.list.ofCase(caseId, after)).items) {
      const state = await this.recoveries.find(id);
      if (state.status !== 'none') offers.push(...recoveryOffers(state, today));
    }
    return offers;
  }
}
