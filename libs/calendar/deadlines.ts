import { Temporal } from 'temporal-polyfill';
import type { Duration } from './duration.js';
import { isWorkingDay } from './holidays.js';
import { addDays, startOfDayInOslo, type CalendarDate, type Instant } from './oslo.js';

/**
 * The last day of a period that an event on `from` starts. The day of the event is not counted; weeks end on the same
 * weekday, months and years on the same date or, where the month has none, on its last day; an end on a Saturday,
 * Sunday or public holiday moves to the next working day.
 * Sources: domstolloven (Courts of Justice Act) §§ 148–149, to which forvaltningsloven (Public Administration Act) § 30 refers.
 */
export function deadlineAfter(from: CalendarDate, duration: Duration): CalendarDate {
  let day = Temporal.PlainDate.from(from).add(duration, { overflow: 'constrain' }).toString();
  while (!isWorkingDay(day)) day = addDays(day, 1);
  return day;
}

/** The instant at which a deadline that ends with the given day has passed: midnight in Norway. */
export function instantAfterDay(date: CalendarDate): Instant {
  return startOfDayInOslo(addDays(date, 1));
}
