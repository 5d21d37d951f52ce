import { deadlineAfter } from '#calendar/deadlines.js';
import type { Duration } from '#calendar/duration.js';
import type { CalendarDate } from '#calendar/oslo.js';
import type { LimitationPart } from './parts.js';

/** Money that reached the payee and did not come back; minor units. */
export interface Settlement {
  readonly on: CalendarDate;
  readonly amount: number;
}

/** A part of what is claimed, and the day from which its limitation runs; minor units. */
export interface LimitationStartOfPart {
  readonly since: CalendarDate;
  readonly amount: number;
}

/**
 * From when the limitation of so much runs. What is kept beyond what is due was paid last: what was paid after the day of
 * what the claim rests on was wrongly paid and counts from its payment, what was paid by then from that day.
 */
export function startsOf(
  amount: number,
  settlements: readonly Settlement[],
  basis: { readonly on: CalendarDate | undefined; readonly today: CalendarDate },
): readonly LimitationStartOfPart[] {
  const byDay = new Map<CalendarDate, number>();
  const count = (since: CalendarDate, some: number) => byDay.set(since, (byDay.get(since) ?? 0) + some);
  let left = amount;
  for (const { on, amount: paid } of settlements.toSorted((a, b) => b.on.localeCompare(a.on))) {
    const some = Math.min(left, paid);
    left -= some;
    if (some > 0) count(basis.on === undefined || on > basis.on ? on : basis.on, some);
  }
  // Of what the bank has not settled yet nothing is known but what the claim rests on.
  if (left > 0) count(basis.on ?? basis.today, left);
  return [...byDay]
    .map(([since, some]) => ({ since, amount: some }))
    .toSorted((a, b) => a.since.localeCompare(b.since));
}

/** The parts of a claim, each with the last day on which it may be made. */
export function partsFrom(starts: readonly LimitationStartOfPart[], period: Duration): LimitationPart[] {
  return starts.map(({ since, amount }) => ({ amount, since, limitationDate: deadlineAfter(since, period) }));
}

/** The earliest of the parts' dates. */
export function firstDateOf(parts: readonly LimitationPart[]): CalendarDate | undefined {
  return parts.map(({ limitationDate }) => limitationDate).toSorted()[0];
}
