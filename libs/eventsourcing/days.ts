import { dateInOslo, type CalendarDate } from '#calendar/oslo.js';
import type { DomainEvent, EventMetadata } from './event.js';
import { refusal, type Refusal } from './refusal.js';

/** A day on which, as somebody says, something happened. */
export interface SaidDay {
  /** The member of the command that says it. */
  readonly member: string;
  readonly day: CalendarDate;
  readonly today: CalendarDate;
  /** What it answers to, and the day of that; none where it is not known. */
  readonly after?: { readonly what: string; readonly day: CalendarDate | undefined } | undefined;
}

/** Why nothing can have happened on that day: it has not come, or it lies before what it answers to. */
export function faultOfDay({ member, day, today, after }: SaidDay): Refusal<'date-out-of-range'> | undefined {
  const said = { member, day, today };
  if (day > today)
    return refusal(
      'invalid',
      'date-out-of-range',
      `${member}: ${day} has not come yet, it is ${today}`,
      said,
    );
  if (after?.day === undefined || day >= after.day) return undefined;
  const detail = `${member}: ${day} is before ${after.what} on ${after.day}`;
  return refusal('invalid', 'date-out-of-range', detail, { ...said, earliest: after.day });
}

/**
 * The day of what an event tells: as it says, but not after the day on which it was said, which also stands for what
 * events from before they bore a day leave out. Undefined where it says none and is not on record yet.
 */
export function dayOf(event: DomainEvent, said: CalendarDate): CalendarDate;
export function dayOf(event: DomainEvent, said: CalendarDate | undefined): CalendarDate | undefined;
export function dayOf(event: DomainEvent, said: CalendarDate | undefined): CalendarDate | undefined {
  const recorded = isRecorded(event) ? dateInOslo(event.metadata.occurredAt) : undefined;
  if (said === undefined || recorded === undefined) return said ?? recorded;
  return said < recorded ? said : recorded;
}

function isRecorded(event: DomainEvent): event is DomainEvent & { readonly metadata: EventMetadata } {
  return 'metadata' in event;
}
