import type { NewEvent } from '#eventsourcing/event.js';
import { derivedId } from '#eventsourcing/ids.js';

/** One append of one event. */
export interface Append {
  readonly stream: string;
  readonly revision: number;
  readonly event: NewEvent;
}

const EVENTS_PER_STREAM = 8;
/** When all of it happens. */
export const SOME_INSTANT = '2026-03-02T08:15:30.123Z';

/** What one writer appends: stream after stream, an event at a time. */
export function workOf(round: number, writer: number, count: number): Append[] {
  return Array.from({ length: count }, (_, n) => {
    const caseId = derivedId('bench', round, writer, Math.floor(n / EVENTS_PER_STREAM));
    const id = derivedId('event', round, writer, n);
    const revision = n % EVENTS_PER_STREAM;
    return { stream: `application-${caseId}`, revision, event: someEvent(id, caseId) };
  });
}

/** Of the size and shape an application's events have. */
function someEvent(id: string, caseId: string): NewEvent {
  return {
    id,
    type: 'AssessmentRecorded',
    schemaVersion: 1,
    data: {
      criterion: 'benefit-for-nature',
      score: 4,
      comment: { $sealed: { kid: caseId, alg: 'A256GCM', iv: 'q83vEjRWeJCrze8S', ct: 'q83v'.repeat(20) } },
    },
    metadata: {
      actor: { subject: derivedId('subject', caseId), roles: ['caseworker'], organisation: '974760673' },
      caseId,
      commandId: id,
      commandHash: 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA',
      correlationId: id,
      occurredAt: SOME_INSTANT,
      regulationVersion: 'nature-2026/2',
    },
  };
}
