import type { DomainEvent, NewEvent, Position, RecordedEvent } from './event.js';

/** An event just appended, as its reactions see it. */
export type AppendedEvent = Omit<RecordedEvent, 'schemaVersion'>;

/** An event of a known type just appended: its type says what its data are. */
export type Appended<Event extends DomainEvent> = Event extends unknown
  ? Omit<AppendedEvent, 'type' | 'data'> & Event
  : never;

/** What became of an append that was announced: one of these is called, as soon as it is known. */
export interface Expectation {
  appended(events: readonly AppendedEvent[]): void;
  /** Another writer was faster. */
  refused(): void;
  /** It ended without an answer: the events may stand in the log. */
  unknown(): void;
}

/** What must follow from events at once. */
export interface Reactions {
  /** Announces an append, so that nothing that comes after it in the log is reacted to before it. */
  expect(stream: string, events: readonly NewEvent[]): Expectation;
  /** Does what must follow from events; answers the position of the last consequence, if there was one. */
  follow(events: readonly AppendedEvent[]): Promise<Position | undefined>;
}

/** Nothing follows at once. */
export const NO_REACTIONS: Reactions = {
  expect: () => ({ appended: () => undefined, refused: () => undefined, unknown: () => undefined }),
  follow: () => Promise.resolve(undefined),
};
