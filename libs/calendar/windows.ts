import { Temporal } from 'temporal-polyfill';
import type { Duration } from './duration.js';
import { addDays, type CalendarDate } from './oslo.js';

/** A span of days, the first and the last included. */
export interface Days {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
}

/**
 * The span of this length that ends with a day: three years up to 10 May 2026 begin on 11 May 2023. Where the month
 * has no such day, its last one stands for it.
 */
export function spanUpTo(last: CalendarDate, duration: Duration): Days {
  const before = Temporal.PlainDate.from(last).subtract(duration, { overflow: 'constrain' }).toString();
  return { from: addDays(before, 1), to: last };
}

/** How many days a span has. */
export function daysOf({ from, to }: Days): number {
  return Temporal.PlainDate.from(from).until(to, { largestUnit: 'day' }).days + 1;
}

/** Whether a day lies in a span. */
export function liesIn(day: CalendarDate, { from, to }: Days): boolean {
  return from <= day && day <= to;
}
