import type { NewEvent, Position } from '#eventsourcing/event.js';
import type { AppendResult, ExpectedRevision, ReadStreamOptions } from '#eventsourcing/streams.js';
import { StoreUnavailable } from '#eventsourcing/streams.js';
import {
  comparePositions,
  distanceBetween,
  isPosition,
  PROMISES_OF_ONE_WRITER,
} from '../counting-positions.js';
import { Following } from '../following.js';
import type {
  CountOptions,
  EventReference,
  EventStore,
  ReadAllOptions,
  SubscribeOptions,
  Subscription,
} from '../port.js';
import { START } from '../port.js';
import { prepare } from '../prepared.js';
import { SharedTail } from '../shared-tail.js';
import { Growth } from './growth.js';
import { LogReader } from './log-reader.js';
import { Tails } from './tails.js';
import { WriterThread } from './writer-thread.js';

/** How to open a log in SQLite. */
export interface SqliteStoreOptions {
  readonly file: string;
  /** Milliseconds added to the clock that sets `recordedAt`; in shared memory where it may move. */
  readonly clockOffset?: number | BigInt64Array;
  /** Hears when the thread that writes the log ended without being asked to: nothing can be appended any more. */
  readonly onLost?: (error: Error) => void;
}

/** Opens the log to read and write, creating it when it is not there; one process at a time. @throws StoreUnavailable */
export async function openSqliteStore({
  file,
  clockOffset = 0,
  onLost,
}: SqliteStoreOptions): Promise<EventStore> {
  const writer = await WriterThread.start({ file, clockOffset }, onLost);
  try {
    return new SqliteStore(file, new LogReader(file), writer);
  } catch (error) {
    await writer.close();
    throw error;
  }
}

/** Opens an existing log to read, beside its writer in another thread or process. @throws StoreUnavailable */
export function openSqliteReader({ file }: { readonly file: string }): Promise<EventStore> {
  return new Promise((resolve) => resolve(new SqliteStore(file, new LogReader(file))));
}

class SqliteStore implements EventStore {
  readonly logId: string;
  readonly promises = PROMISES_OF_ONE_WRITER;
  readonly compare = comparePositions;
  readonly distance = distanceBetween;
  readonly isPosition = isPosition;
  private readonly followed: SharedTail;
  private readonly tails = new Tails();
  private readonly subscriptions = new Set<Subscription>();

  constructor(
    file: string,
    private readonly reader: LogReader,
    private readonly writer?: WriterThread,
  ) {
    this.logId = reader.logId;
    const growth = new Growth(file);
    const log = {
      readAll: (page: ReadAllOptions) => this.readAll(page),
      head: () => this.head(),
      compare: comparePositions,
      onGrowth: growth.listen.bind(growth),
    };
    this.followed = new SharedTail(log);
  }

  async append(
    stream: string,
    expected: ExpectedRevision,
    events: readonly NewEvent[],
  ): Promise<AppendResult> {
    const { writer } = this;
    if (!writer) throw new StoreUnavailable('the log is open for reading only');
    const request = { stream, expected, events: prepare(stream, events) };
    return this.tails.during(stream, () => writer.append(request));
  }

  async readStream(stream: string, options: ReadStreamOptions = {}) {
    const read = () => this.reader.readStream(stream, options);
    const onwards = this.writer && options.direction !== 'backwards';
    return onwards ? this.tails.read(stream, options, read) : read();
  }

  async readAll(options: ReadAllOptions) {
    return this.reader.readAll(options);
  }

  async readAt(references: readonly EventReference[]) {
    return this.reader.readAt(references);
  }

  async streamsOf(category: string) {
    return this.reader.streamsOf(category);
  }

  async readStored({ after = START, limit }: { readonly after?: Position; readonly limit: number }) {
    return this.reader.readStored(after, limit);
  }

  async lastRecordedAt() {
    return this.reader.lastRecordedAt();
  }

  async count({ after = START, upTo, limit }: CountOptions) {
    return this.reader.count(after, limit, upTo);
  }

  async head(): Promise<Position> {
    return this.reader.head();
  }

  subscribe(options: SubscribeOptions): Subscription {
    const subscription = new Following(this.followed, options);
    this.subscriptions.add(subscription);
    const forget = () => this.subscriptions.delete(subscription);
    subscription.done.then(forget, forget);
    return subscription;
  }

  available(): Promise<boolean> {
    return this.writer?.available() ?? Promise.resolve(false);
  }

  async close(): Promise<void> {
    await Promise.all([...this.subscriptions].map((subscription) => subscription.close()));
    // The reader first: the last connection to close folds the write-ahead log into the file, and a reader could not.
    this.reader.close();
    await this.writer?.close();
  }
}
