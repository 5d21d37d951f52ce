import type { NewEvent } from '#eventsourcing/event.js';
import { EventTooLarge } from '#eventsourcing/streams.js';
import type { OpenForm } from './canonical.js';
import { openForm } from './canonical.js';
import { type Identity, identityOf } from './same-events.js';

/** Largest stored form of an event, in bytes. */
export const EVENT_LIMIT = 1024 * 1024;

/** An event but for what its writer adds. */
export interface PreparedEvent extends Identity {
  readonly type: string;
  readonly form: OpenForm;
}

const RECORDED_AT_BYTES = '2026-01-01T00:00:00.000Z'.length;
const REVISION_BYTES = 1;

/** Brings events into their stored form. @throws EventTooLarge, TypeError for what JSON cannot carry */
export function prepare(stream: string, events: readonly NewEvent[]): PreparedEvent[] {
  if (stream === '' || events.length === 0) throw new RangeError('an append needs a stream and an event');
  return events.map((event) => {
    const form = openForm(stream, event);
    const bytes = sizeOf(form);
    if (bytes > EVENT_LIMIT) throw new EventTooLarge(event.type, bytes, EVENT_LIMIT);
    return { ...identityOf(event), type: event.type, form };
  });
}

/** Size of the stored form, as that of a stream's first event: the limit shall not depend on the revision. */
export function sizeOf({ beforeRecordedAt, beforeRevision, end }: OpenForm): number {
  const texts =
    Buffer.byteLength(beforeRecordedAt) + Buffer.byteLength(beforeRevision) + Buffer.byteLength(end);
  return texts + RECORDED_AT_BYTES + REVISION_BYTES;
}
