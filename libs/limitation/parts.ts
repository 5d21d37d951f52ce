import type { CalendarDate } from '#calendar/oslo.js';

/** A part of a claim with a limitation of its own, as the claim is opened with it. */
export interface LimitationPart {
  /** Minor units. */
  readonly amount: number;
  /** Calendar date from which its limitation runs. */
  readonly since: CalendarDate;
  /** Calendar date after which it is barred. */
  readonly limitationDate: CalendarDate;
}

/** A part of a claim as it stands: for the recovery's stream, and for who lists it. Numbered by its place, from 1. */
export interface RunningPart {
  /** What of it is due back still, or owed; minor units. */
  readonly amount: number;
  /** Calendar date; not on record of claims that had no parts. */
  readonly since?: CalendarDate | undefined;
  /** The date it was opened with. */
  readonly first?: CalendarDate | undefined;
  /** Calendar date after which it is barred; none where no limitation runs. */
  readonly limitationDate?: CalendarDate | undefined;
  readonly barred: boolean;
}

/** Another date of a part, by its number. */
export interface PartDate {
  readonly part: number;
  readonly limitationDate: CalendarDate;
}

/** The parts a claim is opened with: one, where it says nothing of parts. */
export function openingParts(order: {
  readonly amount: { readonly amount: number };
  readonly limitationDate?: CalendarDate | undefined;
  readonly limitationParts?: readonly LimitationPart[] | undefined;
}): readonly RunningPart[] {
  const { limitationDate, limitationParts } = order;
  if (!limitationParts)
    return [{ amount: order.amount.amount, first: limitationDate, limitationDate, barred: false }];
  return limitationParts.map((each) => ({ ...each, first: each.limitationDate, barred: false }));
}

/** After so much was repaid: what is barred first goes first, what is barred already last. */
export function withRepaid(parts: readonly RunningPart[], amount: number): readonly RunningPart[] {
  return without(parts, amount, (a, b) => Number(a.barred) - Number(b.barred) || byDate(a, b));
}

/** After so much of what is barred already was repaid, or came back. */
export function withoutBarred(parts: readonly RunningPart[], amount: number): readonly RunningPart[] {
  return without(parts, amount, (a, b) => Number(b.barred) - Number(a.barred) || byDate(a, b));
}

/** After so much less is claimed: what is barred last goes first. */
export function withLess(parts: readonly RunningPart[], amount: number): readonly RunningPart[] {
  return without(parts, amount, (a, b) => Number(a.barred) - Number(b.barred) || byDate(b, a));
}

/** Once so much is claimed: what was barred by then is no part of the claim. */
export function withClaimed(parts: readonly RunningPart[], claimed: number): readonly RunningPart[] {
  const claimable = parts.map((each) => (each.barred ? { ...each, amount: 0 } : each));
  return withLess(claimable, totalOf(claimable) - claimed);
}

/** With other dates, to which they run although they were barred; all that is left to the one date where no part is named. */
export function withDates(
  parts: readonly RunningPart[],
  { limitationDate, parts: dates }: { limitationDate: CalendarDate; parts?: readonly PartDate[] | undefined },
): readonly RunningPart[] {
  return parts.map((each, index) => {
    const date = dates ? dates.find(({ part }) => part === index + 1)?.limitationDate : limitationDate;
    return date === undefined ? each : { ...each, limitationDate: date, barred: false };
  });
}

/** Once some of them are barred, by their numbers. */
export function withBarred(
  parts: readonly RunningPart[],
  numbers: readonly number[],
): readonly RunningPart[] {
  return parts.map((each, index) => (numbers.includes(index + 1) ? { ...each, barred: true } : each));
}

/** Minor units of the parts that are barred. */
export function barredIn(parts: readonly RunningPart[]): number {
  return totalOf(parts.filter(({ barred }) => barred));
}

/** The earliest date of what is left and not barred; where nothing is, the date as it was. */
export function dateOf<Date extends CalendarDate | null | undefined>(
  parts: readonly RunningPart[],
  before: Date,
): CalendarDate | Date {
  const open = parts.filter(({ amount, barred }) => amount > 0 && !barred).toSorted(byDate);
  return open[0]?.limitationDate ?? before;
}

function totalOf(parts: readonly RunningPart[]): number {
  return parts.reduce((all, { amount }) => all + amount, 0);
}

function byDate(a: RunningPart, b: RunningPart): number {
  return (a.limitationDate ?? '9').localeCompare(b.limitationDate ?? '9');
}

function without(
  parts: readonly RunningPart[],
  amount: number,
  order: (a: RunningPart, b: RunningPart) => number,
): readonly RunningPart[] {
  const less = new Map<RunningPart, number>();
  let left = amount;
  for (const each of parts.toSorted(order)) {
    const some = Math.min(left, each.amount);
    less.set(each, some);
    left -= some;
  }
  return parts.map((each) => ({ ...each, amount: each.amount - less.get(each)! }));
}
