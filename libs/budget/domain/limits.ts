import { sum } from '#money/money.js';
import type { YearAmount } from '../contract/events.js';

/** What parliament has given for one year, minor units. */
export interface YearFrame {
  readonly appropriation: number;
  readonly transferredIn: number;
  readonly commitmentAuthority: number;
  /** An appropriation was recorded, be it 0. */
  readonly isRecorded?: boolean | undefined;
  /** Whether what is left of it may be transferred; undefined where nobody said. */
  readonly transferable?: boolean | undefined;
}

/** The frame of a year for which nothing was decided. */
export const NO_FRAME: YearFrame = { appropriation: 0, transferredIn: 0, commitmentAuthority: 0 };

/** Minor units, all years together: what is given twice over and what is reserved add up exactly below 2^53. */
export const MOST_GIVEN = 2_000_000_000_000_000;

/** What a budget holds of each year: its frames, and what is reserved for payment in it. */
export interface Years {
  readonly frames: ReadonlyMap<number, YearFrame>;
  /** Minor units by the year they fall due. */
  readonly reserved: ReadonlyMap<number, number>;
}

/** One of the two limits, and how far a commitment goes beyond it; amounts in minor units. */
export interface Excess {
  readonly limit: 'appropriation' | 'commitment-authority';
  readonly year: number;
  readonly available: number;
  readonly needed: number;
}

/**
 * Of the money transferred into a year, what commitments of the year before hold: they were not paid in time, so the
 * money that was to pay them is not free in the new year either. In a new year carried commitments are charged first.
 */
export function carriedInto(years: Years, year: number): number {
  const { transferredIn } = frameIn(years, year);
  const before = given(years, year - 1);
  // Nothing known of the year before: whoever set the transfer vouches that it is free.
  if (transferredIn === 0 || before === 0) return 0;
  const beyond = chargedTo(years, year - 1) + transferredIn - before;
  return Math.min(transferredIn, Math.max(0, beyond));
}

/** What is charged to a year: commitments carried into it, and those that fall due in it. */
export function chargedTo(years: Years, year: number): number {
  return carriedInto(years, year) + (years.reserved.get(year) ?? 0);
}

/** What of a year's money can still be committed; what went on to the next year is there, not here. Below 0: overdrawn. */
export function freeFor(years: Years, year: number): number {
  const left = given(years, year) - chargedTo(years, year);
  const { transferredIn } = frameIn(years, year + 1);
  return left - Math.min(Math.max(0, left), transferredIn);
}

/**
 * Checks what changes in each year against the two limits, which are never pooled:
 * payments due in the budget year ≤ appropriation + transferred; obligations due later, old and new together,
 * ≤ the commitment authority given for the budget year. What is taken away (below 0) is free for what is added.
 */
export function excessOf(
  budgetYear: number,
  changes: readonly YearAmount[],
  before: Years,
): Excess | undefined {
  const years = afterTaking(before, changes);
  for (const { year, amount } of changes) {
    const bound = year === budgetYear || (year > budgetYear && frameIn(years, year).appropriation > 0);
    // A later year nothing was appropriated for yet is bound by the commitment authority alone.
    if (!bound || amount <= 0) continue;
    const available = freeFor(years, year);
    if (amount > available) return { limit: 'appropriation', year, available, needed: amount };
  }
  const needed = laterThan(budgetYear, changes);
  const outstanding = laterThan(
    budgetYear,
    [...before.reserved].map(([year, amount]) => ({ year, amount })),
  );
  const available = frameIn(before, budgetYear).commitmentAuthority - outstanding;
  if (needed > 0 && needed > available)
    return { limit: 'commitment-authority', year: budgetYear, available, needed };
  return undefined;
}

/** Payments by year; what was due before the budget year is paid in it. */
export function chargedYears(budgetYear: number, payments: readonly YearAmount[]): YearAmount[] {
  return byYear(payments.map(({ year, amount }) => ({ year: Math.max(year, budgetYear), amount })));
}

/**
 * What an adjustment adds to each year, below 0 where it takes away: what is added to a year that is over is paid in the
 * budget year, what is taken from one gives nothing back to this year.
 */
export function changedYears(
  budgetYear: number,
  before: readonly YearAmount[],
  after: readonly YearAmount[],
): YearAmount[] {
  const changes = byYear([...after, ...before.map(({ year, amount }) => ({ year, amount: -amount }))]);
  return byYear(
    changes.map(({ year, amount }) => ({ year: amount > 0 ? Math.max(year, budgetYear) : year, amount })),
  ).filter(({ amount }) => amount !== 0);
}

/** The payments after what was added to them. */
export function withChanges(payments: readonly YearAmount[], changes: readonly YearAmount[]): YearAmount[] {
  return byYear([...payments, ...changes]).filter(({ amount }) => amount !== 0);
}

/** What payments were, and what is needed of them now if that is more. */
export function restored(were: readonly YearAmount[], needed: readonly YearAmount[]): YearAmount[] {
  const [then, least] = [yearly(were), yearly(needed)];
  return byYear([...were, ...needed])
    .map(({ year }) => ({ year, amount: Math.max(then.get(year) ?? 0, least.get(year) ?? 0) }))
    .filter(({ amount }) => amount !== 0);
}

/** The payments without what they come to more than others, taken off where they are above those, the latest year first. */
export function withoutSurplus(payments: readonly YearAmount[], others: readonly YearAmount[]): YearAmount[] {
  const floor = yearly(others);
  let surplus = sum(payments.map(({ amount }) => amount)) - sum(others.map(({ amount }) => amount));
  return byYear(payments)
    .toReversed()
    .map(({ year, amount }) => {
      const less = Math.max(0, Math.min(surplus, amount - (floor.get(year) ?? 0)));
      surplus -= less;
      return { year, amount: amount - less };
    })
    .filter(({ amount }) => amount !== 0)
    .toReversed();
}

function yearly(payments: readonly YearAmount[]): ReadonlyMap<number, number> {
  return new Map(byYear(payments).map(({ year, amount }) => [year, amount]));
}

function byYear(payments: readonly YearAmount[]): YearAmount[] {
  const sums = new Map<number, number>();
  for (const { year, amount } of payments) sums.set(year, (sums.get(year) ?? 0) + amount);
  return [...sums].map(([year, amount]) => ({ year, amount })).toSorted((a, b) => a.year - b.year);
}

function frameIn({ frames }: Years, year: number): YearFrame {
  return frames.get(year) ?? NO_FRAME;
}

/** Minor units given for a year: appropriated, and transferred from the year before. */
export function given(years: Years, year: number): number {
  const { appropriation, transferredIn } = frameIn(years, year);
  return appropriation + transferredIn;
}

function afterTaking(years: Years, changes: readonly YearAmount[]): Years {
  const taken = changes.filter(({ amount }) => amount < 0);
  if (taken.length === 0) return years;
  const reserved = new Map(years.reserved);
  for (const { year, amount } of taken) reserved.set(year, (reserved.get(year) ?? 0) + amount);
  return { ...years, reserved };
}

function laterThan(budgetYear: number, payments: readonly YearAmount[]): number {
  let amount = 0;
  for (const payment of payments) if (payment.year > budgetYear) amount += payment.amount;
  return amount;
}
