import type { NewEvent, Position, RecordedEvent } from '#eventsourcing/event.js';
import type { AppendResult, ExpectedRevision, ReadStreamOptions } from '#eventsourcing/streams.js';
import { StoreUnavailable } from '#eventsourcing/streams.js';
import type {
  CountOptions,
  EventReference,
  EventStore,
  LogPromises,
  ReadAllOptions,
  SubscribeOptions,
  Subscription,
} from '../port.js';
import { Appending, MOST_BYTES } from './appending.js';
import { Categories } from './categories.js';
import { Connection, type LogLogger } from './connection.js';
import { LogIdentity } from './identity.js';
import { KnownEnds } from './known-ends.js';
import { LiveTail } from './live-tail.js';
import { PersistentFollowing } from './persistent-following.js';
import { comparePositions, isPosition } from './positions.js';
import { Progress } from './progress.js';
import { Reading } from './reading.js';
import { Names } from './wire.js';

/** How to open a log in EventStoreDB. */
export interface EventStoreDbOptions {
  /** `esdb://…`; with a user whose rights include reading everything, where the server has users. */
  readonly connection: string;
  /** Begins the names of the log's streams on the server. */
  readonly log?: string;
  /** UTC instant it is, for `recordedAt`. */
  readonly now: () => string;
  readonly logger?: LogLogger;
  /** Milliseconds a single call may take before it is tried again. */
  readonly deadline?: number;
  /** Milliseconds an append or a read is tried altogether, before it is said that the log cannot be reached. */
  readonly within?: number;
  /** Milliseconds between looks for events that a subscription should have told of. */
  readonly lookAgain?: number;
}

/** Longer than an election of a leader takes, and a server's start. */
const WITHIN = 25_000;
const DEADLINE = 5000;
const SILENT: LogLogger = { warn: () => undefined };

/** Opens the log, creating it when it is not there; any number of processes may. @throws StoreUnavailable, TypeError */
export async function openEventStoreDb({
  connection: address,
  log = 'tilsagn',
  now,
  logger = SILENT,
  deadline = DEADLINE,
  within = WITHIN,
  lookAgain,
}: EventStoreDbOptions): Promise<EventStore> {
  const names = new Names(log);
  const connection = new Connection({ connection: address, deadline, within, logger });
  try {
    const identity = await LogIdentity.open(connection, names.log);
    return new EventStoreDbStore(connection, names, identity, now, lookAgain);
  } catch (error) {
    await connection.close();
    throw error;
  }
}

class EventStoreDbStore implements EventStore {
  readonly logId: string;
  readonly promises: LogPromises = {
    exactDistance: false,
    oneOrderOfRecordedAt: false,
    maxAppendBytes: MOST_BYTES,
  };
  readonly compare = comparePositions;
  readonly isPosition = isPosition;
  private readonly progress = new Progress();
  private readonly ends = new KnownEnds();
  private readonly reading: Reading;
  private readonly appending: Appending;
  private readonly categories: Categories;
  private readonly tail: LiveTail;
  private readonly subscriptions = new Set<Subscription>();
  private troubled = false;
  private closed = false;

  constructor(
    private readonly connection: Connection,
    names: Names,
    private readonly identity: LogIdentity,
    now: () => string,
    lookAgain?: number,
  ) {
    this.logId = identity.logId;
    this.reading = new Reading(connection, names, this.progress, identity.place);
    this.appending = new Appending(connection, this.reading, names, this.ends, this.progress, now);
    this.categories = new Categories(connection, names, identity.place);
    this.tail = new LiveTail(
      {
        readAll: (options) => this.readAll(options),
        head: () => this.head(),
        compare: comparePositions,
      },
      connection,
      names,
      identity.place,
      lookAgain,
    );
  }

  async append(
    stream: string,
    expected: ExpectedRevision,
    events: readonly NewEvent[],
  ): Promise<AppendResult> {
    if (this.closed) throw new StoreUnavailable('the log is closed');
    try {
      const result = await this.appending.append(stream, expected, events);
      this.troubled = false;
      return result;
    } catch (error) {
      if (error instanceof StoreUnavailable) this.troubled = true;
      throw error;
    }
  }

  async readStream(stream: string, options?: ReadStreamOptions): Promise<RecordedEvent[]> {
    const events = await this.reading.readStream(stream, options);
    this.ends.sawEvents(events);
    return events;
  }

  readAll(options: ReadAllOptions) {
    return this.reading.readAll(options);
  }

  readAt(references: readonly EventReference[]) {
    return this.reading.readAt(references);
  }

  streamsOf(category: string) {
    return this.categories.streamsOf(category);
  }

  readStored(options: { readonly after?: Position; readonly limit: number }) {
    return this.reading.readStored(options);
  }

  count(options: CountOptions) {
    return this.reading.count(options);
  }

  lastRecordedAt() {
    return this.reading.lastRecordedAt();
  }

  head() {
    return this.reading.head();
  }

  distance(from: Position, to: Position): number {
    return this.progress.estimate(from, to);
  }

  subscribe(options: SubscribeOptions): Subscription {
    const subscription = new PersistentFollowing(this.tail, options);
    this.subscriptions.add(subscription);
    const forget = () => this.subscriptions.delete(subscription);
    subscription.done.then(forget, forget);
    return subscription;
  }

  async available(): Promise<boolean> {
    if (this.closed) return false;
    if (this.troubled) this.troubled = !(await this.identity.writable());
    return !this.troubled;
  }

  async close(): Promise<void> {
    this.closed = true;
    await Promise.all([...this.subscriptions].map((subscription) => subscription.close()));
    await this.appending.settled();
    await this.connection.close();
  }
}
