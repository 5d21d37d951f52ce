import type { NewEvent, Position, RecordedEvent } from '#eventsourcing/event.js';
import type { AppendResult, ExpectedRevision, ReadStreamOptions } from '#eventsourcing/streams.js';
import { StoreUnavailable, WrongExpectedRevision } from '#eventsourcing/streams.js';
import { randomUUID } from 'node:crypto';
import { closeForm } from '../canonical.js';
import {
  comparePositions,
  distanceBetween,
  isPosition,
  PROMISES_OF_ONE_WRITER,
  toCount,
  toPosition,
} from '../counting-positions.js';
import { Following } from '../following.js';
import type {
  CountOptions,
  EventReference,
  EventStore,
  LogPage,
  ReadAllOptions,
  SubscribeOptions,
  Subscription,
} from '../port.js';
import { START } from '../port.js';
import { prepare } from '../prepared.js';
import { areSame } from '../same-events.js';

/** How to make a log in memory. */
export interface MemoryStoreOptions {
  /** Milliseconds added to the clock that sets `recordedAt`. */
  readonly clockOffset?: number;
  /** UTC instant it is; the machine's clock when left out. */
  readonly now?: () => string;
  /** Identity of the log; a new one when left out. */
  readonly logId?: string;
}

/** A log in memory, for fast tests: the same answers as a durable one, gone with its process. */
export function openMemoryStore({
  clockOffset = 0,
  now = () => new Date(Date.now() + clockOffset).toISOString(),
  logId = randomUUID(),
}: MemoryStoreOptions = {}): EventStore {
  return new MemoryStore(now, logId);
}

class MemoryStore implements EventStore {
  readonly promises = PROMISES_OF_ONE_WRITER;
  readonly compare = comparePositions;
  readonly distance = distanceBetween;
  readonly isPosition = isPosition;
  /** Kept as text, so that what is read never shares objects with what was appended. */
  private readonly log: string[] = [];
  private readonly streams = new Map<string, number[]>();
  private readonly listeners = new Set<() => void>();
  private readonly subscriptions = new Set<Subscription>();
  private lastRecorded = '';
  private closed = false;

  constructor(
    private readonly now: () => string,
    readonly logId: string,
  ) {}

  async append(
    stream: string,
    expected: ExpectedRevision,
    events: readonly NewEvent[],
  ): Promise<AppendResult> {
    const prepared = prepare(stream, events);
    if (this.closed) throw new StoreUnavailable('the log is closed');
    const actual = this.positionsOf(stream).length - 1;
    const before = expected === 'any' ? actual : expected === 'no-stream' ? -1 : expected;

    const first = (expected === 'any' ? actual - events.length : before) + 1;
    const there = this.positionsOf(stream).slice(Math.max(first, 0), first + events.length);
    const stored = there.map((position) => this.parsed(position));
    if (first >= 0 && areSame(stored, events)) {
      const { revision, position, metadata } = stored.at(-1)!;
      return { revision, position, recordedAt: metadata.recordedAt, stored };
    }
    if (before !== actual) throw new WrongExpectedRevision(stream, expected, actual);

    const now = this.now();
    if (now > this.lastRecorded) this.lastRecorded = now;
    const positions = this.positionsOf(stream);
    this.streams.set(stream, positions);
    for (const { form } of prepared)
      positions.push(this.log.push(closeForm(form, this.lastRecorded, positions.length)));
    for (const wake of this.listeners) wake();
    return {
      revision: positions.length - 1,
      position: toPosition(this.log.length),
      recordedAt: this.lastRecorded,
    };
  }

  async readStream(stream: string, { from, direction, limit }: ReadStreamOptions = {}) {
    const positions = this.positionsOf(stream);
    const some =
      direction === 'backwards'
        ? positions.slice(0, from === undefined ? undefined : from + 1).toReversed()
        : positions.slice(from);
    return some.slice(0, limit).map((position) => this.parsed(position));
  }

  async readAll({ after = START, types, limit }: ReadAllOptions): Promise<LogPage> {
    const events: RecordedEvent[] = [];
    let at = toCount(after);
    while (at < this.log.length && events.length < limit) {
      const event = this.parsed(++at);
      if (!types || types.includes(event.type)) events.push(event);
    }
    return { events, position: toPosition(at), atHead: at >= this.log.length };
  }

  async readAt(references: readonly EventReference[]) {
    return references.flatMap(({ stream, revision }) => {
      const position = this.positionsOf(stream)[revision];
      return position === undefined ? [] : [this.parsed(position)];
    });
  }

  async streamsOf(category: string) {
    return [...this.streams.keys()].filter((stream) => stream.startsWith(`${category}-`));
  }

  async readStored({ after = START, limit }: { readonly after?: Position; readonly limit: number }) {
    const from = toCount(after);
    return this.log
      .slice(from, from + limit)
      .map((body, index) => ({ position: toPosition(from + index + 1), bytes: Buffer.from(body) }));
  }

  async lastRecordedAt(): Promise<string | undefined> {
    return this.log.length === 0 ? undefined : this.parsed(this.log.length).metadata.recordedAt;
  }

  async count({ after = START, upTo, limit }: CountOptions) {
    const most = upTo === undefined ? limit : Math.min(limit, distanceBetween(after, upTo));
    const { events, position } = await this.readAll({ after, limit: most });
    const byType = Map.groupBy(events, ({ type }) => type);
    return {
      events: events.length,
      streams: events.filter(({ revision }) => revision === 0).length,
      types: Object.fromEntries([...byType].map(([type, those]) => [type, those.length])),
      position,
    };
  }

  async head(): Promise<Position> {
    return toPosition(this.log.length);
  }

  subscribe(options: SubscribeOptions): Subscription {
    const onGrowth = (wake: () => void) => {
      this.listeners.add(wake);
      return () => this.listeners.delete(wake);
    };
    const log = {
      readAll: (page: ReadAllOptions) => this.readAll(page),
      head: () => this.head(),
      compare: comparePositions,
      onGrowth,
    };
    const subscription = new Following(log, options);
    this.subscriptions.add(subscription);
    return subscription;
  }

  available(): Promise<boolean> {
    return Promise.resolve(!this.closed);
  }

  async close(): Promise<void> {
    this.closed = true;
    await Promise.all([...this.subscriptions].map((subscription) => subscription.close()));
  }

  private positionsOf(stream: string): number[] {
    return this.streams.get(stream) ?? [];
  }

  private parsed(position: number): RecordedEvent {
    const event = JSON.parse(this.log[position - 1]!) as RecordedEvent;
    return { ...event, position: toPosition(position) };
  }
}
