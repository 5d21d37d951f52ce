import type { RecordedEvent } from '#eventsourcing/event.js';
import type { LateSubmissionAllowed } from '../contract/events.js';
import { CALL_SENTENCES } from './sentences/calls.js';

/** The events of a call that an applicant's case tells: what concerns all, and dispensations of their own. */
export function callEventsOfCase(call: readonly RecordedEvent[], applicant: string): RecordedEvent[] {
  return call.filter(
    ({ type, data }) =>
      Object.hasOwn(CALL_SENTENCES, type) &&
      (type !== 'LateSubmissionAllowed' ||
        (data as unknown as LateSubmissionAllowed['data']).organisation === applicant),
  );
}
