import { accept } from '#eventsourcing/decider.js';
import type { BudgetEvent, PaidBackBooked, PaymentBooked } from '../contract/events.js';
import type { Answer } from './refusals.js';
import type { Budget } from './state.js';

/** Money of the scheme was paid, or came back. */
interface BookPayment {
  readonly type: 'BookPayment';
  readonly payment: PaymentBooked['data'];
}

/**
 * It counts in its year, and what the commitment held for other years it holds for that one: a fact, so no limit refuses
 * it, and a year may be overdrawn by it. Again changes nothing.
 */
function book({ payment: { movedFrom, ...payment } }: BookPayment, state: Budget): Answer {
  if (state.booked.has(payment.payment)) return accept<BudgetEvent>();
  const held = state.reservations.get(payment.reservationId);
  const moves = movedFrom !== undefined && held?.released === false && !held.moves.has(payment.payment);
  return accept<BudgetEvent>({
    type: 'PaymentBooked',
    data: { ...payment, ...(moves ? { movedFrom } : {}) },
  });
}

/** What was repaid on a claim of the scheme was paid back. */
interface BookPaidBack {
  readonly type: 'BookPaidBack';
  readonly paidBack: PaidBackBooked['data'];
}

/** A fact as well: it is held for its year from now on, which may be overdrawn by it. Again changes nothing. */
function bookBack({ paidBack }: BookPaidBack, state: Budget): Answer {
  return state.booked.has(paidBack.payment)
    ? accept<BudgetEvent>()
    : accept<BudgetEvent>({ type: 'PaidBackBooked', data: paidBack });
}

/** What is paid. */
export const paying = { BookPayment: book, BookPaidBack: bookBack };
