import { Temporal } from 'temporal-polyfill';
import { addDays, yearOf, type CalendarDate } from './oslo.js';

/** Easter Sunday of a year, by the Butcher–Meeus computus for the Gregorian calendar. */
export function easterSunday(year: number): CalendarDate {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const monthAndDay = h + l - 7 * m + 114;
  const month = Math.floor(monthAndDay / 31);
  return Temporal.PlainDate.from({ year, month, day: (monthAndDay % 31) + 1 }).toString();
}

/**
 * The public holidays of a year that are named by law, in order; every Sunday is one besides.
 * Sources: law on public holidays of 24 February 1995 no. 12 § 2, law on 1 and 17 May of 26 April 1947 no. 1 § 1.
 */
export function publicHolidays(year: number): readonly CalendarDate[] {
  const easter = easterSunday(year);
  const movable = [-3, -2, 0, 1, 39, 49, 50].map((days) => addDays(easter, days));
  const fixed = ['01-01', '05-01', '05-17', '12-25', '12-26'].map((day) => `${year}-${day}`);
  return [...new Set([...movable, ...fixed])].toSorted();
}

/** Whether a day is neither a Saturday, a Sunday nor a public holiday. */
export function isWorkingDay(date: CalendarDate): boolean {
  const saturday = 6;
  if (Temporal.PlainDate.from(date).dayOfWeek >= saturday) return false;
  return !publicHolidays(yearOf(date)).includes(date);
}
