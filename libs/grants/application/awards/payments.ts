import { Inject, Injectable } from '@nestjs/common';
import type { EventStore } from '#event-store/port.js';
import type { Money } from '#money/money.js';
import { payoutStream } from '#payouts/contract/events.js';
import { EVENT_STORE } from '#cqrs/tokens.js';
import type { AcceptedAward } from '../../domain/award/state.js';

/** How a payout stands, as its stream tells. */
export interface Payment {
  /** Minor units the bank paid and did not return. */
  readonly paid: number;
  /** Settled in full or cancelled: nothing more happens to it. */
  readonly finished: boolean;
}

/** What was paid of awards, decided from the payouts' streams. */
@Injectable()
export class Payments {
  constructor(@Inject(EVENT_STORE) private readonly store: Pick<EventStore, 'readStream'>) {}

  /** How one payout stands. */
  async of(payoutId: string): Promise<Payment> {
    let payment: Payment = { paid: 0, finished: false };
    for (const { type, data } of await this.store.readStream(payoutStream(payoutId))) {
      const amount = (data['amount'] as unknown as Money | undefined)?.amount ?? 0;
      if (type === 'PayoutSettled') payment = { paid: payment.paid + amount, finished: true };
      if (type === 'PayoutPartiallySettled') payment = { paid: payment.paid + amount, finished: false };
      if (type === 'PayoutReturned') payment = { paid: payment.paid - amount, finished: false };
      if (type === 'PayoutCancelled') payment = { ...payment, finished: true };
    }
    return payment;
  }

  /** How the released instalments of an award stand, by instalment. */
  async ofAward({ released }: AcceptedAward): Promise<ReadonlyMap<number, Payment>> {
    const payments = await Promise.all(
      released.map(async ({ number, payoutId }) => [number, await this.of(payoutId)] as const),
    );
    return new Map(payments);
  }
}
