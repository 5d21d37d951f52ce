import type { Decision } from '#eventsourcing/decider.js';
import { refusal, type Refusal } from '#eventsourcing/refusal.js';
import type { BudgetEvent } from '../contract/events.js';
import { MOST_GIVEN, type Excess } from './limits.js';

/** Why a budget refuses. */
export type BudgetRefusal = Refusal<
  | 'budget-exceeded'
  | 'below-reserved'
  | 'beyond-left'
  | 'not-transferable'
  | 'beyond-numbers'
  | 'other-currency'
  | 'reservation-unknown'
  | 'reservation-released'
>;

/** What a budget answers. */
export type Answer = Decision<BudgetEvent, BudgetRefusal>;

/** The budget is kept in another currency. */
export function otherCurrency(kept: string, given: string) {
  return refusal('conflict', 'other-currency', `the budget is kept in ${kept}, not ${given}`);
}

/** A limit is too low for what is asked. */
export function exceeded(excess: Excess, currency: string) {
  const { limit, year, available, needed } = excess;
  return refusal(
    'conflict',
    'budget-exceeded',
    `the ${limit} of ${year} has ${available} free, ${needed} is needed (minor units, ${currency})`,
    { ...excess, currency },
  );
}

/** The sums would leave the exact integers. */
export function beyondNumbers() {
  const detail = `all years of a budget may have ${MOST_GIVEN} together, in minor units`;
  return refusal('invalid', 'beyond-numbers', detail, { limit: MOST_GIVEN });
}

/** There is no such reservation. */
export function unknown(reservationId: string) {
  return refusal('not-found', 'reservation-unknown', `there is no reservation ${reservationId}`);
}

/** The reservation was let go. */
export function released(reservationId: string) {
  return refusal('conflict', 'reservation-released', `reservation ${reservationId} was released`);
}

/** More is reserved than would be given. */
export function belowReserved(detail: string, reserved: number, amount: number) {
  return refusal('conflict', 'below-reserved', detail, { reserved, amount });
}

/** More is transferred than is left of the year before. */
export function beyondLeft(year: number, left: number, transferredIn: number) {
  const detail = `${left} of ${year} is left: given and not paid (minor units), ${transferredIn} was to be transferred`;
  return refusal('conflict', 'beyond-left', detail, { year, left, transferredIn });
}

/** The appropriation of the year before may not be transferred. */
export function notTransferable(year: number) {
  const detail = `the appropriation of ${year} may not be transferred to the next year`;
  return refusal('conflict', 'not-transferable', detail, { year });
}

/** Less would be left of the year than went on to the next one. */
export function leavesLess(year: number, left: number, transferredIn: number) {
  const detail = `${transferredIn} of ${year} was transferred to the next year and only ${left} would be left (minor units): lower what was transferred first`;
  return refusal('conflict', 'beyond-left', detail, { year, left, transferredIn });
}

/** The appropriation is to be one that may not be transferred, and some of it went on to the next year. */
export function wentOn(year: number, transferredIn: number) {
  const detail = `${transferredIn} of ${year} was transferred to the next year (minor units): take that back first`;
  return refusal('conflict', 'not-transferable', detail, { year, transferredIn });
}
