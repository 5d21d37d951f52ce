import { yearOf } from '#calendar/oslo.js';
import type { PayoutCancelled, PayoutSettled, YearPart } from '../../contract/events.js';
import type { KnownPayout } from './state.js';

/**
 * A settlement by the budget year it counts in, which is that of its day, and what of it the commitment held for other
 * years. Amounts in minor units.
 */
export function countedIn(
  settledOn: string,
  amount: number,
  state: KnownPayout,
): Pick<PayoutSettled['data'], 'budgetYear' | 'movedFrom'> {
  const budgetYear = yearOf(settledOn);
  const movedFrom = taken(amount, budgetYear, heldFor(state)).filter(({ year }) => year !== budgetYear);
  return { budgetYear, ...(movedFrom.length === 0 ? {} : { movedFrom }) };
}

/** What is not paid and the commitment holds for other years than the payout's, with that commitment. */
export function heldElsewhere(
  state: KnownPayout,
): Pick<PayoutCancelled['data'], 'commitmentId' | 'movedFrom'> {
  return elsewhere(heldFor(state), state);
}

/** What of these parts the commitment holds for other years than the payout's, with that commitment. */
export function elsewhere(
  parts: readonly YearPart[],
  { order }: KnownPayout,
): Pick<PayoutCancelled['data'], 'commitmentId' | 'movedFrom'> {
  const { budgetYear, commitmentId } = order;
  const movedFrom = parts.filter(({ year, amount }) => year !== budgetYear && amount > 0);
  return movedFrom.length === 0 ? {} : { commitmentId, movedFrom };
}

/**
 * For which years the commitment holds what is not paid: for that of the payout, and what came back for the year in which
 * it did, whose money it then was.
 */
function heldFor({ order, movements }: KnownPayout): readonly YearPart[] {
  let held: readonly YearPart[] = [{ year: order.budgetYear, amount: order.amount.amount }];
  for (const { kind, year, amount } of movements)
    held = kind === 'returned' ? [...held, { year, amount }] : less(held, taken(amount, year, held));
  return held;
}

/** Whose years a payment in a year takes: its own first, then the earliest. */
function taken(amount: number, inYear: number, held: readonly YearPart[]): YearPart[] {
  let left = amount;
  const found = new Map<number, number>();
  const own = ({ year }: YearPart) => (year === inYear ? 0 : 1);
  for (const { year, amount: has } of held.toSorted((a, b) => own(a) - own(b) || a.year - b.year)) {
    const part = Math.min(left, has);
    if (part > 0) found.set(year, (found.get(year) ?? 0) + part);
    left -= part;
  }
  return [...found].map(([year, part]) => ({ year, amount: part }));
}

function less(held: readonly YearPart[], parts: readonly YearPart[]): YearPart[] {
  const left = new Map<number, number>();
  for (const { year, amount } of held) left.set(year, (left.get(year) ?? 0) + amount);
  for (const { year, amount } of parts) left.set(year, (left.get(year) ?? 0) - amount);
  return [...left].map(([year, amount]) => ({ year, amount }));
}
