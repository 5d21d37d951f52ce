import { StoreUnavailable } from '#eventsourcing/streams.js';
import type { ReadStreamOptions } from '#eventsourcing/streams.js';
import type { Position, RecordedEvent } from '#eventsourcing/event.js';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { toCount, toPosition } from '../counting-positions.js';
import type { EventReference, LogCount, LogPage, ReadAllOptions, StoredEvent } from '../port.js';
import { openForReading } from './log-file.js';

/** With a type filter, how many events one page looks through: bounds the time a read holds its thread. */
const LOOKED_THROUGH = 4096;

/** Reads the log on a read-only connection, synchronously in the calling thread. */
export class LogReader {
  readonly logId: string;
  private readonly db: DatabaseSync;
  private readonly page: StatementSync;
  private readonly filteredPage: StatementSync;
  private readonly forwards: StatementSync;
  private readonly backwards: StatementSync;
  private readonly one: StatementSync;
  private readonly stored: StatementSync;
  private readonly counts: StatementSync;
  private readonly last: StatementSync;
  private readonly latest: StatementSync;

  /** @throws StoreUnavailable */
  constructor(file: string) {
    this.db = available(() => openForReading(file));
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
    this.stored = rows(
      'SELECT position, CAST(body AS BLOB) FROM events WHERE position > ? ORDER BY position LIMIT ?',
    );
    // The types stand before the bodies in a row, so a count reads no body that has pages of its own.
    this.counts = rows(
      'SELECT type, count(*), sum(revision = 0) FROM events WHERE position > ? AND position <= ? GROUP BY type',
    );
    this.last = rows('SELECT max(position) FROM events');
    this.latest = rows('SELECT position, body FROM events ORDER BY position DESC LIMIT 1');
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
      else events.push(parsed((last = position!), body));
    }
    const full = events.length >= limit;
    const reached = full ? last : Math.max(from, Math.min(head, until));
    return { events, position: toPosition(reached), atHead: reached >= head };
  }

  readStream(stream: string, { from, direction, limit = -1 }: ReadStreamOptions): RecordedEvent[] {
    return direction === 'backwards'
      ? read(this.backwards, stream, from ?? Number.MAX_SAFE_INTEGER, limit)
      : read(this.forwards, stream, from ?? 0, limit);
  }

  readAt(references: readonly EventReference[]): RecordedEvent[] {
    return references.flatMap(({ stream, revision }) => read(this.one, stream, revision));
  }

  readStored(after: Position, limit: number): StoredEvent[] {
    return all<[number, Uint8Array]>(this.stored, toCount(after), limit).map(([position, bytes]) => ({
      position: toPosition(position),
      bytes,
    }));
  }

  count(after: Position, limit: number): LogCount {
    const from = toCount(after);
    const until = Math.max(from, Math.min(from + limit, toCount(this.head())));
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
    return read(this.latest)[0]?.metadata.recordedAt;
  }

  close(): void {
    if (this.db.isOpen) this.db.close();
  }
}

function read(statement: StatementSync, ...bounds: readonly (string | number)[]): RecordedEvent[] {
  return all<[number, string]>(statement, ...bounds).map(([position, body]) => parsed(position, body));
}

/** The row has been ours alone since it was parsed, so the position is added in place instead of copying it. */
function parsed(position: number, body: string): RecordedEvent {
  const event = JSON.parse(body) as RecordedEvent & { position: Position };
  event.position = toPosition(position);
  return event;
}

function all<Row>(statement: StatementSync, ...bounds: readonly (string | number)[]): Row[] {
  return available(() => statement.all(...bounds) as unknown as Row[]);
}

function available<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new StoreUnavailable(`the log cannot be read: ${(error as Error).message}`, { cause: error });
  }
}
