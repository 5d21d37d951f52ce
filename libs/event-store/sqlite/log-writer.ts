import { LRUCache } from 'lru-cache';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { closeForm } from '../canonical.js';
import type { RecordedEvent } from '#eventsourcing/event.js';
import { toCount, toPosition } from '../counting-positions.js';
import { isSame } from '../same-events.js';
import { FORMAT, INSERT_EVENT, openForWriting } from './log-file.js';
import type { PreparedEvent } from '../prepared.js';
import { eventIn } from '../unreadable.js';
import type { AppendReply, AppendRequest, WriterOptions } from './messages.js';

const REMEMBERED_STREAMS = 50_000;

/** Writes groups of appends, one durable commit for each group. */
export class LogWriter {
  readonly db: DatabaseSync;
  private readonly insert: StatementSync;
  private readonly lastOf: StatementSync;
  private readonly at: StatementSync;
  private readonly version: StatementSync;
  private readonly newest: StatementSync;
  private readonly clockOffset: BigInt64Array;
  /** Revision of the last event, by stream; forgotten whenever it might not be true. */
  private readonly revisions = new LRUCache<string, number>({ max: REMEMBERED_STREAMS });
  private seenVersion: unknown;
  private lastRecorded = '';

  constructor({ file, clockOffset }: WriterOptions) {
    this.db = openForWriting(file);
    this.clockOffset = typeof clockOffset === 'number' ? BigInt64Array.of(BigInt(clockOffset)) : clockOffset;
    this.insert = this.db.prepare(INSERT_EVENT);
    this.lastOf = this.db.prepare('SELECT max(revision) AS revision FROM events WHERE stream = ?');
    this.at = this.db.prepare('SELECT position, body FROM events WHERE stream = ? AND revision = ?');
    this.version = this.db.prepare('PRAGMA data_version');
    this.newest = this.db.prepare('SELECT body FROM events ORDER BY position DESC');
  }

  /** Appends what can be appended and makes it durable; each append succeeds or fails for itself. */
  commit(requests: readonly AppendRequest[]): AppendReply[] {
    try {
      this.db.exec('BEGIN IMMEDIATE');
      this.forgetWhatOthersChanged();
      const recordedAt = this.now();
      const replies = requests.map((request) => this.append(request, recordedAt));
      this.db.exec('COMMIT');
      this.lastRecorded = recordedAt;
      return replies;
    } catch (error) {
      return this.undo(requests, error as Error);
    }
  }

  /** Leaves all in the one file, so that a copy of it alone is whole. */
  close(): void {
    try {
      this.db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    } finally {
      this.db.close();
    }
  }

  private append({ stream, expected, events }: AppendRequest, recordedAt: string): AppendReply {
    if (events.length === 0) return this.tryWriting(recordedAt);
    const actual = this.revisionOf(stream);
    const before = expected === 'any' ? actual : expected === 'no-stream' ? -1 : expected;
    const again = this.appendedBefore(stream, expected === 'any' ? actual - events.length : before, events);
    if (again) return again;
    if (before !== actual) return { actual };

    let revision = actual;
    let position = 0;
    for (const { type, form } of events) {
      const body = closeForm(form, recordedAt, ++revision);
      position = Number(this.insert.run(stream, revision, type, body).lastInsertRowid);
    }
    this.revisions.set(stream, revision);
    return { revision, position, recordedAt };
  }

  /** A page that holds what it held before is a write like any other. */
  private tryWriting(recordedAt: string): AppendReply {
    this.db.exec(`PRAGMA user_version = ${FORMAT}`);
    return { revision: -1, position: 0, recordedAt };
  }

  /** A retry whose first attempt did arrive: the same event ids at the same place. */
  private appendedBefore(
    stream: string,
    before: number,
    events: readonly PreparedEvent[],
  ): AppendReply | undefined {
    const last = before + events.length;
    if (before < -1 || last > this.revisionOf(stream)) return undefined;
    const stored: RecordedEvent[] = [];
    for (const [index, prepared] of events.entries()) {
      const { position, body } = this.at.get(stream, before + 1 + index) as {
        position: number;
        body: string;
      };
      const event = eventIn(body);
      if (typeof event === 'string' || !isSame(event, prepared)) return undefined;
      stored.push(Object.assign(event, { position: toPosition(position) }));
    }
    const { position, metadata } = stored.at(-1)!;
    return { revision: last, position: toCount(position), recordedAt: metadata.recordedAt, stored };
  }

  private revisionOf(stream: string): number {
    const known = this.revisions.get(stream);
    if (known !== undefined) return known;
    const revision = (this.lastOf.get(stream)!.revision as number | null) ?? -1;
    this.revisions.set(stream, revision);
    return revision;
  }

  /** Another process may have written between our commits, though the folder's lock should keep it from that. */
  private forgetWhatOthersChanged(): void {
    const version = this.version.get()!.data_version;
    if (version === this.seenVersion) return;
    this.seenVersion = version;
    this.revisions.clear();
    for (const { body } of this.newest.iterate()) {
      const event = eventIn(body as string);
      if (typeof event === 'string') continue;
      this.lastRecorded = event.metadata.recordedAt;
      return;
    }
  }

  private now(): string {
    const now = new Date(Date.now() + Number(Atomics.load(this.clockOffset, 0))).toISOString();
    return now > this.lastRecorded ? now : this.lastRecorded;
  }

  private undo(requests: readonly AppendRequest[], error: Error): AppendReply[] {
    this.revisions.clear();
    if (this.db.isTransaction) this.db.exec('ROLLBACK');
    return requests.map(() => ({ unavailable: error.message }));
  }
}
