import { StoreUnavailable } from '#eventsourcing/streams.js';
import type { ReadStreamOptions } from '#eventsourcing/streams.js';
import type { Position, RecordedEvent } from '#eventsourcing/event.js';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { toCount, toPosition } from '../counting-positions.js';
import type { EventReference, LogCount, LogPage, ReadAllOptions, StoredEvent } from '../port.js';
import { allReadable, eventIn, unreadable } from '../unreadable.js';
import { openForReading } from './log-file.js';

/** With a type filter, how many events one page looks through: bounds the time a read holds its thread. */
const LOOKED_THROUGH = 4096;
/** Events on either side of one that cannot be read. */
const LOOKED_NEAR = 10;

/** Reads the log on a read-only connection, synchronously in the calling thread. */
export class LogReader {
  readonly logId: string;
  private readonly db: DatabaseSync;
  private readonly page: StatementSync;
  private readonly filteredPage: StatementSync;
  private readonly forwards: StatementSync;
  private readonly backwards: StatementSync;
  private readonly one: StatementSync;
  private readonly streams: StatementSync;
  private readonly stored: StatementSync;
  private readonly counts: StatementSync;
  private readonly last: StatementSync;
  private readonly latest: StatementSync;
  private readonly place: StatementSync;

  /** @throws StoreUnavailable */
  constructor(file: string) {
    this.db = available(() => openForReading(file), `the log ${file}`);
    const rows = (sql: string) => {
      const statement = this.db.prepare(sql);
      statement.setReturnArrays(true);
      return statement;
    };
    // Page and head in one statement, hence from one snapshot: read apart, an append between the two would
    // be counted as looked through without having been returned.
    const page = (filter: string) =>
      rows(`
        SELECT * FROM (SELECT position, body FROM events WHERE position > ? ${filter} ORDER BY position LIMIT ?)
        UNION ALL SELECT max(position), NULL FROM events`);
    this.page = page('');
    this.filteredPage = page('AND position <= ? AND type IN (SELECT value FROM json_each(?))');
    const ofStream = 'SELECT position, body FROM events WHERE stream = ? AND revision';
    this.forwards = rows(`${ofStream} >= ? ORDER BY revision LIMIT ?`);
    this.backwards = rows(`${ofStream} <= ? ORDER BY revision DESC LIMIT ?`);
    this.one = rows(`${ofStream} = ?`);
    // The index of streams answers it; what follows `-` is `.`.
    this.streams = rows('SELECT stream FROM events WHERE stream > ? AND stream < ? AND revision = 0');
    this.stored = rows(
      'SELECT position, CAST(body AS BLOB) FROM events WHERE position > ? ORDER BY position LIMIT ?',
    );
    // The types stand before the bodies in a row, so a count reads no body that has pages of its own.
    this.counts = rows(
      'SELECT type, count(*), sum(revision = 0) FROM events WHERE position > ? AND position <= ? GROUP BY type',
    );
    this.last = rows('SELECT max(position) FROM events');
    this.latest = rows('SELECT position, body FROM events WHERE position < ? ORDER BY position DESC LIMIT 1');
    this.place = rows('SELECT stream, revision, type FROM events WHERE position = ?');
    this.logId = this.db.prepare('SELECT id FROM log').get()!.id as string;
  }

  readAll({ after = '', types, limit }: ReadAllOptions): LogPage {
    const from = toCount(after);
    const until = types ? from + LOOKED_THROUGH : Infinity;
    const rows = types
      ? all<[number | null, string | null]>(this.filteredPage, from, until, JSON.stringify(types), limit)
      : all<[number | null, string | null]>(this.page, from, limit);

    const events: RecordedEvent[] = [];
    let head = 0;
    let last = from;
    for (const [position, body] of rows) {
      if (body === null) head = position ?? 0;
      else events.push(this.parsed((last = position!), body));
    }
    const full = events.length >= limit;
    const reached = full ? last : Math.max(from, Math.min(head, until));
    return { events, position: toPosition(reached), atHead: reached >= head };
  }

  readStream(stream: string, { from, direction, limit = -1 }: ReadStreamOptions): RecordedEvent[] {
    const events =
      direction === 'backwards'
        ? this.read(this.backwards, stream, from ?? Number.MAX_SAFE_INTEGER, limit)
        : this.read(this.forwards, stream, from ?? 0, limit);
    return allReadable(events);
  }

  readAt(references: readonly EventReference[]): RecordedEvent[] {
    return references.flatMap(({ stream, revision }) => this.read(this.one, stream, revision));
  }

  streamsOf(category: string): string[] {
    return all<[string]>(this.streams, `${category}-`, `${category}.`).map(([stream]) => stream);
  }

  readStored(after: Position, limit: number): StoredEvent[] {
    return all<[number, Uint8Array]>(this.stored, toCount(after), limit).map(([position, bytes]) => ({
      position: toPosition(position),
      bytes,
    }));
  }

  count(after: Position, limit: number, upTo = this.head()): LogCount {
    const from = toCount(after);
    const until = Math.max(from, Math.min(from + limit, toCount(upTo), toCount(this.head())));
    const rows = all<[string, number, number]>(this.counts, from, until);
    return {
      events: rows.reduce((sum, [, events]) => sum + events, 0),
      streams: rows.reduce((sum, [, , streams]) => sum + streams, 0),
      types: Object.fromEntries(rows.map(([type, events]) => [type, events])),
      position: toPosition(until),
    };
  }

  head(): Position {
    const [[position]] = all<[number | null]>(this.last) as [[number | null]];
    return toPosition(position ?? 0);
  }

  lastRecordedAt(): string | undefined {
    for (let before = Number.MAX_SAFE_INTEGER; ;) {
      const [row] = all<[number, string]>(this.latest, before);
      if (!row) return undefined;
      const event = eventIn(row[1]);
      if (typeof event === 'object') return event.metadata.recordedAt;
      [before] = row;
    }
  }

  private read(statement: StatementSync, ...bounds: readonly (string | number)[]): RecordedEvent[] {
    return all<[number, string]>(statement, ...bounds).map(([position, body]) => this.parsed(position, body));
  }

  /** The row has been ours alone since it was parsed, so the position is added in place instead of copying it. */
  private parsed(position: number, body: string): RecordedEvent {
    const event = eventIn(body);
    if (typeof event === 'object') return Object.assign(event, { position: toPosition(position) });
    const [[stream, revision, type]] = all<[string, number, string]>(this.place, position) as [
      [string, number, string],
    ];
    const place = { position: toPosition(position), stream, revision, type };
    return unreadable(place, event, this.near(stream, revision));
  }

  /** The closest event of the stream that can be read, rather one before than one after. */
  private near(stream: string, revision: number): RecordedEvent | undefined {
    const before = all<[number, string]>(this.backwards, stream, revision - 1, LOOKED_NEAR);
    const after = all<[number, string]>(this.forwards, stream, revision + 1, LOOKED_NEAR);
    for (const [position, body] of [...before, ...after]) {
      const event = eventIn(body);
      if (typeof event === 'object') return Object.assign(event, { position: toPosition(position) });
    }
    return undefined;
  }

  close(): void {
    if (this.db.isOpen) this.db.close();
  }
}

function all<Row>(statement: StatementSync, ...bounds: readonly (string | number)[]): Row[] {
  return available(() => statement.all(...bounds) as unknown as Row[]);
}

function available<T>(work: () => T, log = 'the log'): T {
  try {
    return work();
  } catch (error) {
    throw new StoreUnavailable(`${log} cannot be read: ${(error as Error).message}`, { cause: error });
  }
}
