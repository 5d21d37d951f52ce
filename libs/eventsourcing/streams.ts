import type { NewEvent, Position, RecordedEvent } from './event.js';

/** The revision a writer expects the stream to have: that of its last event, none at all, or any. */
export type ExpectedRevision = number | 'no-stream' | 'any';

/** Where an append ended. */
export interface AppendResult {
  /** Revision of the stream's last event. */
  readonly revision: number;
  /** Position of that event in the log. */
  readonly position: Position;
  /** The `recordedAt` the store set on every event of this append. */
  readonly recordedAt: string;
  /**
   * The events as they stand in the log, where they were there before: those handed over may be a copy of the same
   * command, sealed anew, and what is stored counts.
   */
  readonly stored?: readonly RecordedEvent[];
}

/** Reading bounds within one stream. */
export interface ReadStreamOptions {
  /** First revision to read; forwards from 0 and backwards from the end when left out. */
  readonly from?: number;
  readonly direction?: 'forwards' | 'backwards';
  readonly limit?: number;
}

/** As much of a log as command handling needs; the event store's port extends it. */
export interface StreamStore {
  /**
   * Appends all events or none. Events that stand just there already, with the same ids and the same commands' hashes,
   * are not appended again: the answer is the one given before.
   * @throws WrongExpectedRevision the stream has moved on; @throws StoreUnavailable;
   * @throws EventTooLarge, AppendTooLarge before anything is sent
   */
  append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<AppendResult>;
  /** Events of one stream in order; empty when there is no such stream. @throws UnreadableEvent */
  readStream(stream: string, options?: ReadStreamOptions): Promise<RecordedEvent[]>;
  /** Position of the last event in the log. */
  head(): Promise<Position>;
}

/** The stream is not at the revision the writer expected. */
export class WrongExpectedRevision extends Error {
  readonly code = 'wrong-expected-revision';
  constructor(
    readonly stream: string,
    readonly expected: ExpectedRevision,
    /** Revision of the stream's last event, -1 when it has none. */
    readonly actual: number,
  ) {
    super(`stream ${stream} is at revision ${actual}, expected ${expected}`);
    this.name = 'WrongExpectedRevision';
  }
}

/** The log cannot be reached or written now; nothing was appended as far as is known. */
export class StoreUnavailable extends Error {
  readonly code = 'store-unavailable';
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StoreUnavailable';
  }
}

/** An event's stored form exceeds the store's limit. */
export class EventTooLarge extends Error {
  readonly code = 'event-too-large';
  constructor(
    readonly type: string,
    readonly bytes: number,
    readonly limit: number,
  ) {
    super(`event ${type} takes ${bytes} bytes, the limit is ${limit}`);
    this.name = 'EventTooLarge';
  }
}

/** The events of one append are too large together for the store; nothing of it was sent. */
export class AppendTooLarge extends Error {
  readonly code = 'append-too-large';
  constructor(
    readonly events: number,
    readonly bytes: number,
    readonly limit: number,
  ) {
    super(
      `an append of ${events} events takes ${bytes} bytes, the limit is ${limit} for all of them together`,
    );
    this.name = 'AppendTooLarge';
  }
}

/** What is stored at a place of the log is no event this program can read; nothing that needs it can be answered. */
export class UnreadableEvent extends Error {
  readonly code = 'unreadable-event';
  constructor(
    { type, stream, revision, position }: Pick<RecordedEvent, 'type' | 'stream' | 'revision' | 'position'>,
    /** In words that follow the name of the event; never of what it says. */
    reason: string,
    options?: ErrorOptions,
  ) {
    super(`${type} at ${stream}/${revision} ${reason} (position ${position})`, options);
    this.name = 'UnreadableEvent';
    this.position = position;
  }

  readonly position: Position;
}
