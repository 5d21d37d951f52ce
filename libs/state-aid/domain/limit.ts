import type { Duration } from '#calendar/duration.js';
import { liesIn, spanUpTo, type Days } from '#calendar/windows.js';
import { MOST_EURO_CENTS } from '#money/exchange.js';
import type { PreviousAid } from '../contract/events.js';

/** Aid on its day, in euro cents. */
export type Dated = Pick<PreviousAid, 'grantedOn' | 'amountEuroCents'>;

/** The window in which new aid would exceed a limit; all amounts in euro cents. */
export interface Excess {
  readonly window: Days;
  readonly previous: number;
  /** What could be granted still, never below 0. */
  readonly free: number;
}

/** The aid that lies in the window up to a day, that day included. */
export function inWindow<Aid extends Dated>(all: readonly Aid[], upTo: string, window: Duration): Aid[] {
  const days = spanUpTo(upTo, window);
  return all.filter(({ grantedOn }) => liesIn(grantedOn, days));
}

/**
 * Where new aid does not fit: in the window that ends with its own day, or in one that ends with later aid and
 * reaches back to it. Judging both makes the order in which aid is recorded indifferent.
 */
export function excessOf(
  all: readonly Dated[],
  { grantedOn, amountEuroCents }: Dated,
  { limitEuroCents: limit, window }: { readonly limitEuroCents: number; readonly window: Duration },
): Excess | undefined {
  const later = all.map((aid) => aid.grantedOn).filter((day) => day > grantedOn);
  for (const day of [grantedOn, ...later]) {
    const days = spanUpTo(day, window);
    if (!liesIn(grantedOn, days)) continue;
    const previous = together(inWindow(all, day, window));
    if (previous + amountEuroCents > limit)
      return { window: days, previous, free: Math.max(0, limit - previous) };
  }
  return undefined;
}

/** All of it together; what is beyond the exact integers is beyond every limit, however much more it is. */
export function together(aid: readonly Dated[]): number {
  return aid.reduce(
    (all, { amountEuroCents }) => Math.min(all + amountEuroCents, Number.MAX_SAFE_INTEGER - MOST_EURO_CENTS),
    0,
  );
}
