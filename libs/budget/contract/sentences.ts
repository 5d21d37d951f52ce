import { formatMoney } from '#money/format.js';
import type { SentencesOf } from '#cqrs/queries/sentence.js';
import type { CommitmentAdjusted, CommitmentReleased, CommitmentReserved } from './events.js';

/** What of a budget stands in a case. */
export type BookingEvent = CommitmentReserved | CommitmentAdjusted | CommitmentReleased;

/** What the budget's bookings tell. */
export const BOOKING_SENTENCES: SentencesOf<BookingEvent> = {
  CommitmentReserved: {
    what: ({ total, currency, payments }) =>
      `${formatMoney({ amount: total, currency })} was reserved in the budget (${years(payments, currency)})`,
    inner: 'Money was reserved in the budget',
  },
  CommitmentAdjusted: {
    what: ({ total, currency, payments }) =>
      `${formatMoney({ amount: total, currency })} is reserved in the budget from now on` +
      (payments.length === 0 ? '' : ` (${years(payments, currency)})`),
    why: ({ grounds }) => grounds,
    inner: 'Money reserved in the budget was adjusted',
  },
  CommitmentReleased: {
    what: ({ total, currency, payments }) =>
      `${formatMoney({ amount: total, currency })} is free in the budget again (${years(payments, currency)})`,
    why: ({ grounds }) => grounds,
    inner: 'Money reserved in the budget is free again',
  },
};

function years(
  payments: readonly { readonly year: number; readonly amount: number }[],
  currency: string,
): string {
  return payments.map(({ year, amount }) => `${year}: ${formatMoney({ amount, currency })}`).join(', ');
}
