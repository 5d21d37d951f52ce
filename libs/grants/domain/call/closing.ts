import { instantAfterDay } from '#calendar/deadlines.js';
import { addDays, compareInstants, dateInOslo, type CalendarDate } from '#calendar/oslo.js';
import { faultOfArrival, type Arrival } from '#eventsourcing/arrivals.js';
import { refusal, type Refusal } from '#eventsourcing/refusal.js';
import type { CallAnnounced } from '../../contract/events.js';
import { no } from './refusals.js';
import type { AnnouncedCall } from './state.js';

/** As much of a call as decides whether it takes applications; one just announced has neither of the last two. */
export type OpenCall = CallAnnounced['data'] & Partial<Pick<AnnouncedCall, 'status' | 'dispensations'>>;

/**
 * Why an organisation cannot submit at an instant: the opening instant is inside, the closing instant is not. Closing
 * is judged by the instant and not by the timer, which may be late; a dispensation moves it for its organisation.
 */
export function closedAt(
  { opensAt, closesAt, status, dispensations }: OpenCall,
  now: string,
  organisation?: string,
): Refusal<'call-not-open' | 'call-closed' | 'call-cancelled'> | undefined {
  if (status === 'cancelled') return no.cancelled();
  if (compareInstants(now, opensAt) < 0)
    return refusal('conflict', 'call-not-open', `the call opens at ${opensAt}`);
  if (compareInstants(now, closesAt) < 0) return undefined;
  const dispensed = organisation === undefined ? undefined : dispensations?.get(organisation);
  if (!dispensed) return no.closed(closesAt);
  return compareInstants(now, dispensed.until) < 0 ? undefined : no.closed(dispensed.until);
}

/**
 * Why an application that came outside the portal is not taken in: its organisation has a dispensation, by whose last
 * day it was posted, sent or said.
 */
export function closedToArrival(
  { opensAt, status, dispensations }: OpenCall,
  arrival: Arrival,
  { organisation, today }: { readonly organisation: string; readonly today: CalendarDate },
): Refusal<'dispensation-missing' | 'call-closed' | 'call-cancelled' | 'date-out-of-range'> | undefined {
  if (status === 'cancelled') return no.cancelled();
  const dispensed = dispensations?.get(organisation);
  if (!dispensed)
    return refusal(
      'conflict',
      'dispensation-missing',
      'what comes outside the portal is taken in by dispensation, and the organisation has none',
    );
  const opening = { what: 'the opening of the call', day: dateInOslo(opensAt) };
  const fault = faultOfArrival(arrival, today, opening);
  if (fault) return fault;
  const beganOn = instantAfterDay(addDays(arrival.sentOn, -1));
  return compareInstants(beganOn, dispensed.until) < 0 ? undefined : no.closed(dispensed.until);
}
