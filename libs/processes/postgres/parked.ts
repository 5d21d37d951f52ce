import type { Lease } from '#leases/lease.js';
import { underLease } from '#leases/postgres/leases.js';
import type { Postgres, Session } from '#postgres/postgres.js';
import type { ParkedEvent, ParkedFailure, ParkedKey, ParkedStore } from '../parked.js';
import { parkedIn, type ParkedEventRow, type ParkedKeyRow } from '../parked-rows.js';

/** Parked keys in PostgreSQL; under a lease, only whoever has it changes them. */
export class PostgresParked implements ParkedStore {
  constructor(
    private readonly database: Postgres,
    private readonly lease?: Lease,
  ) {}

  load(logId: string): Promise<ReadonlyMap<string, readonly ParkedKey[]>> {
    return this.database.transaction(async (session) => {
      // Of one moment: an event whose key is read before it is parked would not be told.
      await session.run('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
      const keys = await session.query<ParkedKeyRow>(
        `SELECT * FROM parked_keys WHERE log_id = $1 ORDER BY since COLLATE "C", key COLLATE "C"`,
        [logId],
      );
      const events = await session.query<ParkedEventRow>(
        'SELECT * FROM parked_events WHERE log_id = $1 ORDER BY seq',
        [logId],
      );
      return parkedIn(keys, events);
    });
  }

  /** @throws LeaseLost */
  async park(
    logId: string,
    reaction: string,
    key: string,
    events: readonly ParkedEvent[],
    failure: ParkedFailure,
  ): Promise<void> {
    await underLease(this.database, this.lease, async (session) => {
      await note(session, [logId, reaction, key], failure);
      await session.run(
        `INSERT INTO parked_events (log_id, reaction, key, id, type, stream, revision, position)
         SELECT $1, $2, $3, id, type, stream, revision, position
         FROM unnest($4::text[], $5::text[], $6::text[], $7::bigint[], $8::text[])
           WITH ORDINALITY AS event (id, type, stream, revision, position, number)
         ORDER BY number
         ON CONFLICT DO NOTHING`,
        [
          logId,
          reaction,
          key,
          events.map(({ id }) => id),
          events.map(({ type }) => type),
          events.map(({ stream }) => stream),
          events.map(({ revision }) => revision),
          events.map(({ position }) => position),
        ],
      );
    });
  }

  /** @throws LeaseLost */
  async done(
    logId: string,
    reaction: string,
    key: string,
    events: readonly ParkedEvent[],
    failure?: ParkedFailure,
  ): Promise<void> {
    await underLease(this.database, this.lease, async (session) => {
      await session.run(
        'DELETE FROM parked_events WHERE log_id = $1 AND reaction = $2 AND id = ANY($3::text[])',
        [logId, reaction, events.map(({ id }) => id)],
      );
      if (failure) return note(session, [logId, reaction, key], failure);
      await session.run('DELETE FROM parked_keys WHERE log_id = $1 AND reaction = $2 AND key = $3', [
        logId,
        reaction,
        key,
      ]);
    });
  }
}

async function note(
  session: Session,
  of: readonly [logId: string, reaction: string, key: string],
  { attempts, error, since, retryAt }: ParkedFailure,
): Promise<void> {
  await session.run(
    `INSERT INTO parked_keys (log_id, reaction, key, attempts, error, since, retry_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (log_id, reaction, key) DO UPDATE SET attempts = excluded.attempts, error = excluded.error,
       since = excluded.since, retry_at = excluded.retry_at`,
    [...of, attempts, error, since, retryAt],
  );
}
