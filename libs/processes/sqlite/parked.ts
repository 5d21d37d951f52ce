import type { DurableSqlite } from '#sqlite/durable-sqlite.js';
import type { Statement } from '#sqlite/statement.js';
import type { ParkedEvent, ParkedFailure, ParkedKey, ParkedStore } from '../parked.js';

interface KeyRow {
  readonly reaction: string;
  readonly key: string;
  readonly attempts: number;
  readonly error: string;
  readonly since: string;
  readonly retry_at: string;
}

interface EventRow {
  readonly reaction: string;
  readonly key: string;
  readonly id: string;
  readonly type: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: string;
}

/** Parked keys in SQLite. */
export class SqliteParked implements ParkedStore {
  constructor(private readonly db: DurableSqlite) {}

  load(logId: string): Promise<ReadonlyMap<string, readonly ParkedKey[]>> {
    const events = Map.groupBy(
      this.db.all(
        'SELECT * FROM parked_events WHERE log_id = ? ORDER BY seq',
        logId,
      ) as unknown as EventRow[],
      idOf,
    );
    const keys = this.db.all(
      'SELECT * FROM parked_keys WHERE log_id = ? ORDER BY since, key',
      logId,
    ) as unknown as KeyRow[];
    const parked = keys.flatMap((row) => {
      const waiting = events.get(idOf(row));
      return waiting ? [{ reaction: row.reaction, parked: keyOf(row, waiting) }] : [];
    });
    const byReaction = Map.groupBy(parked, ({ reaction }) => reaction);
    return Promise.resolve(
      new Map([...byReaction].map(([reaction, those]) => [reaction, those.map((each) => each.parked)])),
    );
  }

  async park(
    logId: string,
    reaction: string,
    key: string,
    events: readonly ParkedEvent[],
    failure: ParkedFailure,
  ): Promise<void> {
    await this.db.write([
      noted(logId, reaction, key, failure),
      ...events.map(({ id, type, stream, revision, position }) => ({
        sql: `INSERT INTO parked_events (log_id, reaction, key, id, type, stream, revision, position)
              VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
        params: [logId, reaction, key, id, type, stream, revision, position],
      })),
    ]);
  }

  async done(
    logId: string,
    reaction: string,
    key: string,
    events: readonly ParkedEvent[],
    failure?: ParkedFailure,
  ): Promise<void> {
    await this.db.write([
      ...events.map(({ id }) => ({
        sql: 'DELETE FROM parked_events WHERE log_id = ? AND reaction = ? AND id = ?',
        params: [logId, reaction, id],
      })),
      failure
        ? noted(logId, reaction, key, failure)
        : {
            sql: 'DELETE FROM parked_keys WHERE log_id = ? AND reaction = ? AND key = ?',
            params: [logId, reaction, key],
          },
    ]);
  }
}

function noted(logId: string, reaction: string, key: string, failure: ParkedFailure): Statement {
  const { attempts, error, since, retryAt } = failure;
  return {
    sql: `INSERT INTO parked_keys (log_id, reaction, key, attempts, error, since, retry_at)
          VALUES (?, ?, ?, ?, ?, ?, ?)
          ON CONFLICT DO UPDATE SET attempts = excluded.attempts, error = excluded.error,
            since = excluded.since, retry_at = excluded.retry_at`,
    params: [logId, reaction, key, attempts, error, since, retryAt],
  };
}

function idOf({ reaction, key }: { readonly reaction: string; readonly key: string }): string {
  return `${reaction} ${key}`;
}

function keyOf(row: KeyRow, events: readonly EventRow[]): ParkedKey {
  const { key, attempts, error, since, retry_at: retryAt } = row;
  return {
    key,
    events: events.map(({ id, type, stream, revision, position }) => ({
      id,
      type,
      stream,
      revision,
      position,
    })),
    attempts,
    error,
    since,
    retryAt,
  };
}
