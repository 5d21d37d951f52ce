import type { Position, RecordedEvent } from '#eventsourcing/event.js';
import type { StreamStore } from '#eventsourcing/streams.js';

/** Position before the first event of any log. */
export const START: Position = '';

/** What one log can promise and another cannot: whoever relies on one of these asks. */
export interface LogPromises {
  /** `distance` counts the events between two positions; elsewhere it estimates them. */
  readonly exactDistance: boolean;
  /** `recordedAt` never goes back along the whole log; elsewhere only along each stream. */
  readonly oneOrderOfRecordedAt: boolean;
  /** How many bytes the stored forms of all events of one append may take together; any number when left out. */
  readonly maxAppendBytes?: number;
}

/** A position to go on from that the log does not reach: it is of another log, or of this one before it was restored. */
export class PositionBeyondEnd extends Error {
  readonly code = 'position-beyond-end';
  constructor(
    readonly position: Position,
    readonly head: Position,
  ) {
    super(`position ${position} lies beyond the end of the log, which is ${head || 'empty'}`);
    this.name = 'PositionBeyondEnd';
  }
}

/** Reading bounds over the whole log. */
export interface ReadAllOptions {
  /** Events after this position; from the start when left out. */
  readonly after?: Position;
  /** Only these event types. */
  readonly types?: readonly string[];
  readonly limit: number;
}

/** One page of the log. */
export interface LogPage {
  readonly events: readonly RecordedEvent[];
  /**
   * Position up to which the log was looked through: the next page reads after it, also when a type filter left
   * nothing. With a filter a page may be short of its limit before the head; `atHead` tells, not its length.
   */
  readonly position: Position;
  /** True when the page reaches the head the log had when it was read. */
  readonly atHead: boolean;
}

/** An event in the bytes it is stored in: RFC 8785 canonical JSON, the same from every adapter. */
export interface StoredEvent {
  readonly position: Position;
  readonly bytes: Uint8Array;
}

/** What a part of the log holds. */
export interface LogCount {
  readonly events: number;
  /** Streams that begin in this part. */
  readonly streams: number;
  /** How many events of each type. */
  readonly types: Readonly<Record<string, number>>;
  /** Position up to which was counted. */
  readonly position: Position;
}

/** Which part of the log to count. */
export interface CountOptions {
  /** Events after this position; from the start when left out. */
  readonly after?: Position;
  /** Up to and including this position; to the head when left out. */
  readonly upTo?: Position;
  readonly limit: number;
}

/** Where one event stands. */
export interface EventReference {
  readonly stream: string;
  readonly revision: number;
}

/**
 * Handles one batch; the next one is not read before this one is done (back-pressure).
 * A batch may hold no events: then the log has moved on to its position by events of other types.
 */
export type BatchHandler = (batch: LogPage) => Promise<void>;

/** What to follow and from where. */
export interface SubscribeOptions {
  readonly after?: Position;
  readonly types?: readonly string[];
  /** Largest batch handed over; 500 when left out. */
  readonly batchSize?: number;
  readonly handle: BatchHandler;
}

/** A running subscription: catches up, then stays live, until it is closed or its handler throws. */
export interface Subscription {
  /**
   * Settles when the subscription has ended: resolves after `close`, rejects with the handler's error, or with
   * `PositionBeyondEnd` where it was to begin at none of the log's positions.
   */
  readonly done: Promise<void>;
  /** Stops after the batch under way. */
  close(): Promise<void>;
}

/** The log, whatever it is kept in. */
export interface EventStore extends StreamStore {
  /** Identity of this log, made when it was created: read models of another log are recognised by it. */
  readonly logId: string;
  readonly promises: LogPromises;
  readAll(options: ReadAllOptions): Promise<LogPage>;
  /**
   * When the last event was recorded; `undefined` while the log is empty. The log never goes back behind it where its
   * `recordedAt` have one order; elsewhere its streams may, by as much as the clocks of its writers differ.
   */
  lastRecordedAt(): Promise<string | undefined>;
  /** Single events by stream and revision, in the order asked for; a reference to nothing is left out. */
  readAt(references: readonly EventReference[]): Promise<RecordedEvent[]>;
  /** The streams of a category, `<category>-<id>`, in no order to rely on. */
  streamsOf(category: string): Promise<string[]>;
  /** The stored bytes, for export and proofs. */
  readStored(options: { readonly after?: Position; readonly limit: number }): Promise<StoredEvent[]>;
  /** Counts up to so many events after a position, and up to another. */
  count(options: CountOptions): Promise<LogCount>;
  subscribe(options: SubscribeOptions): Subscription;
  /** Negative, zero or positive like a sort function. `START` is before everything. */
  compare(a: Position, b: Position): number;
  /**
   * How many events lie after `from` up to and including `to`. An estimate where the log does not promise
   * `exactDistance`, but never none where there are some, nor some where there are none.
   */
  distance(from: Position, to: Position): number;
  /** Whether the string is a position of this adapter's form. */
  isPosition(text: string): boolean;
  /** Whether it can be appended to now: after an outage a write of its own tells. */
  available(): Promise<boolean>;
  /** Finishes what was accepted, then lets go of all resources. */
  close(): Promise<void>;
}
