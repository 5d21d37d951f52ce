import type { NewEvent, RecordedEvent } from '#eventsourcing/event.js';

/** What tells one event of a command from another, and one command under a key from another under the same key. */
export interface Identity {
  readonly id: string;
  readonly commandHash: string;
}

/** The identity of an event. */
export function identityOf({ id, metadata }: Pick<NewEvent, 'id' | 'metadata'>): Identity {
  return { id, commandHash: metadata.commandHash };
}

/**
 * Whether events were stored before: each by the same id and of the same command. Two copies of a command differ in
 * what they were sealed with and in when they were recorded; another command under the same id is not the same.
 */
export function areSame(
  stored: readonly RecordedEvent[],
  events: readonly Pick<NewEvent, 'id' | 'metadata'>[],
): boolean {
  return (
    stored.length === events.length &&
    stored.every((event, index) => isSame(event, identityOf(events[index]!)))
  );
}

/** Whether an event is the stored form of the one with this identity. */
export function isSame(stored: RecordedEvent, { id, commandHash }: Identity): boolean {
  return stored.id === id && stored.metadata.commandHash === commandHash;
}
