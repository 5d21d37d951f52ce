import { Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { FindPayout, type PayoutStanding } from '#payouts/contract/queries.js';
import type { AcceptedAward } from '../../domain/award/state.js';

/** How a released instalment stands with the bank. */
type Payment = Pick<PayoutStanding, 'paid' | 'finished'>;

/** What was paid of awards. */
@Injectable()
export class Payments {
  constructor(private readonly queries: QueryBus) {}

  /** How one payout stands; one that is released and not opened yet is unpaid. */
  async of(payoutId: string): Promise<Payment> {
    return (await this.queries.execute(new FindPayout(payoutId))) ?? { paid: 0, finished: false };
  }

  /** How the released instalments of an award stand, by instalment. */
  async ofAward({ released }: AcceptedAward): Promise<ReadonlyMap<number, Payment>> {
    const payments = await Promise.all(
      released.map(async ({ number, payoutId }) => [number, await this.of(payoutId)] as const),
    );
    return new Map(payments);
  }
}
