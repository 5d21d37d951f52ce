import type { RecordedEvent } from '#eventsourcing/event.js';
import type { ExpectedRevision } from '#eventsourcing/streams.js';
import type { PreparedEvent } from '../prepared.js';

/** What a writer thread is started with. */
export interface WriterOptions {
  readonly file: string;
  /** Milliseconds added to the clock that sets `recordedAt`; in shared memory where it may move. */
  readonly clockOffset: number | BigInt64Array;
}

/** One append on its way to the writer; without events it only tries whether the log can be written. */
export interface AppendRequest {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly PreparedEvent[];
}

/** What became of one append; positions as counts. */
export type AppendReply =
  | {
      readonly revision: number;
      readonly position: number;
      readonly recordedAt: string;
      /** The events as they stand there, when they stood there before. */
      readonly stored?: readonly RecordedEvent[];
    }
  | { readonly actual: number }
  | { readonly unavailable: string };

/** To the writer: a batch of appends, answered by one message of as many replies, or the end. */
export type ToWriter = readonly AppendRequest[] | 'close';

/** The replies to one batch. */
export interface Replies {
  readonly replies: readonly AppendReply[];
  /** Milliseconds the commit took for each append it held. */
  readonly perAppend: number;
}

/** From the writer: it is ready, or the replies to the oldest batch not yet answered. */
export type FromWriter = 'ready' | Replies;
