import { LRUCache } from 'lru-cache';
import { Temporal } from 'temporal-polyfill';

/** A calendar date, `YYYY-MM-DD`. */
export type CalendarDate = string;

/** A UTC instant, ISO 8601. */
export type Instant = string;

const OSLO = 'Europe/Oslo';

/** The days that every year has. */
const DAY = '(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)';
/** Instants of such days as clocks write them: these need no parser that knows all forms. */
const UTC = new RegExp(`^\\d{4}-${DAY}T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d{3})?Z$`);
/** Such days themselves, likewise. */
const PLAIN = new RegExp(`^(?:19|20)\\d{2}-${DAY}$`);
const DAY_MS = 24 * 3600 * 1000;
const HOUR = 'YYYY-MM-DDTHH'.length;

/** Dates by the hour they were asked for: the clock asks for the same one over and over. */
const dates = new LRUCache<string, CalendarDate>({ max: 1000 });

/** The calendar date in Norway at an instant: dates of law are dates there. */
export function dateInOslo(instant: Instant): CalendarDate {
  if (!UTC.test(instant) || instant < '1980') return dateAt(instant);
  // Norway's offset is whole hours, so all of an hour in UTC is on one day there.
  const hour = instant.slice(0, HOUR);
  let date = dates.get(hour);
  if (date === undefined) {
    date = dateAt(instant);
    dates.set(hour, date);
  }
  return date;
}

function dateAt(instant: Instant): CalendarDate {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(OSLO).toPlainDate().toString();
}

/** The budget year an instant falls in: the calendar year in Norway. */
export function budgetYearOf(instant: Instant): number {
  return yearOf(dateInOslo(instant));
}

/** The year of a calendar date. */
export function yearOf(date: CalendarDate): number {
  return Number(date.slice(0, 4));
}

/** The instant at which a calendar date begins in Norway. */
export function startOfDayInOslo(date: CalendarDate): Instant {
  return Temporal.PlainDate.from(date).toZonedDateTime(OSLO).toInstant().toString();
}

/** The calendar date so many days later. */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  if (PLAIN.test(date) && Number.isInteger(days))
    return new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, -'T00:00:00.000Z'.length);
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** How many days after one date another is. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return Temporal.PlainDate.from(from).until(to, { largestUnit: 'day' }).days;
}

/** Whether the text is a calendar date that exists. */
export function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text;
  } catch {
    return false;
  }
}

/** Whether the text is an instant with an offset, ISO 8601. */
export function isInstant(text: string): boolean {
  try {
    Temporal.Instant.from(text);
    return true;
  } catch {
    return false;
  }
}

/** Orders two instants like a sort function, whatever offset they are written with. */
export function compareInstants(a: Instant, b: Instant): number {
  if (UTC.test(a) && UTC.test(b)) return Math.sign(Date.parse(a) - Date.parse(b));
  return Temporal.Instant.compare(a, b);
}
