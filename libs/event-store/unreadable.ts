import type { EventMetadata, RecordedEvent } from '#eventsourcing/event.js';
import { UnreadableEvent } from '#eventsourcing/streams.js';

/** What is known of an event without reading it. */
export type Place = Pick<RecordedEvent, 'position' | 'stream' | 'revision' | 'type'>;

const NAMELESS = 'unreadable-';

/** An event whose body cannot be read: those it does not concern go on, those it does get the error. */
export function unreadable(
  { position, stream, revision, type }: Place,
  reason: string,
  near: RecordedEvent | undefined,
  options?: ErrorOptions,
): RecordedEvent {
  const error = new UnreadableEvent({ position, stream, revision, type }, reason, options);
  return {
    position,
    stream,
    revision,
    type,
    id: `${NAMELESS}${position}`,
    schemaVersion: 0,
    metadata: near?.metadata.caseId === undefined ? UNKNOWN : { ...UNKNOWN, caseId: near.metadata.caseId },
    unreadable: { error, near },
    get data(): never {
      throw error;
    },
  };
}

/** Whether the id was given to an event because its own could not be read. */
export function isNameless(id: string): boolean {
  return id.startsWith(NAMELESS);
}

/** The events, all of which can be read. @throws UnreadableEvent */
export function allReadable(events: RecordedEvent[]): RecordedEvent[] {
  for (const { unreadable: found } of events) if (found) throw found.error;
  return events;
}

/** The event a body holds, without its position; why not, when it holds none. */
export function eventIn(body: string): RecordedEvent | string {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return 'is not JSON';
  }
  return isEvent(value) ? value : 'is no event';
}

function isEvent(value: unknown): value is RecordedEvent {
  if (!isObject(value) || !isObject(value['data']) || !isObject(value['metadata'])) return false;
  const { id, type, stream, revision, schemaVersion } = value;
  return (
    typeof id === 'string' &&
    typeof type === 'string' &&
    typeof stream === 'string' &&
    typeof revision === 'number' &&
    typeof schemaVersion === 'number' &&
    isMetadata(value['metadata'])
  );
}

function isMetadata({ actor, commandId, correlationId, occurredAt, recordedAt }: Members): boolean {
  const texts = [commandId, correlationId, occurredAt, recordedAt];
  return isObject(actor) && texts.every((text) => typeof text === 'string');
}

type Members = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const UNKNOWN: EventMetadata = {
  actor: { subject: '', roles: [] },
  commandId: '',
  commandHash: '',
  correlationId: '',
  occurredAt: '',
  recordedAt: '',
};
