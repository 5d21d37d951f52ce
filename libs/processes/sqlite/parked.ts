import type { DurableSqlite } from '#sqlite/durable-sqlite.js';
import type { Statement } from '#sqlite/statement.js';
import type { ParkedEvent, ParkedFailure, ParkedKey, ParkedStore } from '../parked.js';
import { parkedIn, type ParkedEventRow, type ParkedKeyRow } from '../parked-rows.js';

/** Parked keys in SQLite. */
export class SqliteParked implements ParkedStore {
  constructor(private readonly db: DurableSqlite) {}

  load(logId: string): Promise<ReadonlyMap<string, readonly ParkedKey[]>> {
    const events = this.db.all('SELECT * FROM parked_events WHERE log_id = ? ORDER BY seq', logId);
    const keys = this.db.all('SELECT * FROM parked_keys WHERE log_id = ? ORDER BY since, key', logId);
    return Promise.resolve(
      parkedIn(keys as unknown as ParkedKeyRow[], events as unknown as ParkedEventRow[]),
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
