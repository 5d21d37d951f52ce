import type { AwardTerms } from '../../contract/events.js';
import type { AcceptedAward } from './state.js';

/** What is reserved of the award, with one more reservation where an event names one. */
export function reservedWith(
  { reservations }: AcceptedAward,
  reservationId: string | undefined,
  budgetYear: number | undefined,
): AcceptedAward['reservations'] {
  return reservationId === undefined || budgetYear === undefined
    ? reservations
    : reservations.push({ reservationId, budgetYear });
}

/** A later decision's conditions have numbers of earlier ones, and are other conditions. */
export function withoutFulfilled(state: AcceptedAward): AcceptedAward {
  const conditions = state.conditions.map((each) =>
    each.amendment === undefined ? { ...each, fulfilled: false } : each,
  );
  return { ...state, conditions };
}

/** The award under the terms of an event; conditions that were fulfilled stay so. */
export function withTerms(state: AcceptedAward, terms: AwardTerms): AcceptedAward {
  const { amount, schedule, reservationId, budgetYear } = terms;
  const fulfilled = new Set(state.conditions.filter((each) => each.fulfilled).map(({ number }) => number));
  return {
    ...state,
    amount: amount.amount,
    schedule,
    conditions: terms.conditions.map((each) => ({ ...each, fulfilled: fulfilled.has(each.number) })),
    reservations: reservedWith(state, reservationId, budgetYear),
    ...(terms.levelled ? { levelled: true as const } : {}),
  };
}
