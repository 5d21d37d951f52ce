import type { Position, RecordedEvent } from '#eventsourcing/event.js';
import type { StreamStore } from '#eventsourcing/streams.js';

/** Position before the first event of any log. */
export const START: Position = '';

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
  /** Settles when the subscription has ended: resolves after `close`, rejects with the handler's error. */
  readonly done: Promise<void>;
  /** Stops after the batch under way. */
  close(): Promise<void>;
}

/** The log, whatever it is kept in. */
export interface EventStore extends StreamStore {
  /** Identity of this log, made when it was created: read models of another log are recognised by it. */
  readonly logId: string;
  readAll(options: ReadAllOptions): Promise<LogPage>;
  /** When the last event was recorded; the log never goes back behind it. `undefined` while it is empty. */
  lastRecordedAt(): Promise<string | undefined>;
  /** Single events by stream and revision, in the order asked for; a reference to nothing is left out. */
  readAt(references: readonly EventReference[]): Promise<RecordedEvent[]>;
  /** The streams of a category, `<category>-<id>`, in no order to rely on. */
  streamsOf(category: string): Promise<string[]>;
  /** The stored bytes, for export and proofs. */
  readStored(options: { readonly after?: Position; readonly limit: number }): Promise<StoredEvent[]>;
  /** Counts up to so many events after a position, without reading what they say. */
  count(options: { readonly after?: Position; readonly limit: number }): Promise<LogCount>;
  subscribe(options: SubscribeOptions): Subscription;
  /** Negative, zero or positive like a sort function. `START` is before everything. */
  compare(a: Position, b: Position): number;
  /** How many events lie after `from` up to and including `to` (an estimate where the store has no gapless positions). */
  distance(from: Position, to: Position): number;
  /** Whether the string is a position of this adapter's form. */
  isPosition(text: string): boolean;
  /** Whether it can be appended to now: after an outage a write of its own tells. */
  available(): Promise<boolean>;
  /** Finishes what was accepted, then lets go of all resources. */
  close(): Promise<void>;
}
