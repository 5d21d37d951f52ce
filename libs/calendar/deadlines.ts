import { Temporal } from 'temporal-polyfill';
import type { Period } from './duration.js';
import { isWorkingDay } from './holidays.js';
import { addDays, startOfDayInOslo, type CalendarDate, type Instant } from './oslo.js';

/**
 * The last day of a period that an event on `from` starts. The day of the event is not counted; weeks end on the same
 * weekday, months and years on the same date or, where the month has none, on its last day; an end on a Saturday,
 * Sunday or public holiday moves to the next working day.
 * Working days are counted one by one.
 * Sources: domstolloven (Courts of Justice Act) §§ 148–149, to which forvaltningsloven (Public Administration Act) § 30 refers.
 */
export function deadlineAfter(from: CalendarDate, period: Period): CalendarDate {
  if ('workingDays' in period) return workingDayAfter(from, period.workingDays);
  return workingDayFrom(Temporal.PlainDate.from(from).add(period, { overflow: 'constrain' }).toString());
}

function workingDayAfter(from: CalendarDate, count: number): CalendarDate {
  let day = from;
  for (let counted = 0; counted < count; counted++) day = workingDayFrom(addDays(day, 1));
  return day;
}

function workingDayFrom(first: CalendarDate): CalendarDate {
  let day = first;
  while (!isWorkingDay(day)) day = addDays(day, 1);
  return day;
}

/** The instant at which a deadline that ends with the given day has passed: midnight in Norway. */
export function instantAfterDay(date: CalendarDate): Instant {
  return startOfDayInOslo(addDays(date, 1));
}
