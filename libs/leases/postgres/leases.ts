import type { Postgres, Session } from '#postgres/postgres.js';
import { type Lease, LeaseLost, type Leases } from '../lease.js';

/** How long a lease lasts that is not renewed, in milliseconds. */
export const LEASE_MS = 10_000;

/**
 * Leases in PostgreSQL, by its clock. Rows and no advisory locks: such a lock stays with a process that has stopped for
 * as long as its connection does.
 */
export class PostgresLeases implements Leases {
  constructor(
    private readonly database: Postgres,
    private readonly lengthMs = LEASE_MS,
  ) {}

  async acquire(name: string): Promise<Lease | undefined> {
    const [taken] = await this.database.query<{ epoch: number }>(
      // The name is set too, since the row of a key that may change is locked against writes under the lease: a renewal,
      // which sets the time alone, waits for none of them.
      `INSERT INTO leases (name, epoch, until) VALUES ($1, 1, clock_timestamp() + $2 * interval '1 ms')
       ON CONFLICT (name) DO UPDATE SET name = excluded.name, epoch = leases.epoch + 1, until = excluded.until
         WHERE leases.until <= clock_timestamp()
       RETURNING epoch`,
      [name, this.lengthMs],
    );
    return taken && { name, epoch: taken.epoch };
  }

  async renew({ name, epoch }: Lease): Promise<boolean> {
    const renewed = await this.database.run(
      `UPDATE leases SET until = clock_timestamp() + $3 * interval '1 ms' WHERE name = $1 AND epoch = $2`,
      [name, epoch, this.lengthMs],
    );
    return renewed === 1;
  }

  async release({ name, epoch }: Lease): Promise<void> {
    await this.database.run(
      `UPDATE leases SET epoch = epoch + 1, until = '-infinity' WHERE name = $1 AND epoch = $2`,
      [name, epoch],
    );
  }
}

/**
 * Does the work in one transaction, and only if the lease is still one's own: nobody takes it over before the
 * transaction ends. Without a lease it is just done. @throws LeaseLost
 */
export function underLease<T>(
  database: Postgres,
  lease: Lease | undefined,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  return database.transaction(async (session) => {
    if (lease && !(await isStill(session, lease))) throw new LeaseLost(lease);
    return work(session);
  });
}

/** Whether a lease is one's own; if so, nobody takes it over before the transaction ends, though it may be renewed. */
export async function isStill(
  session: Pick<Session, 'query'>,
  { name, epoch }: Lease,
  table = 'leases',
): Promise<boolean> {
  const held = await session.query(`SELECT FROM ${table} WHERE name = $1 AND epoch = $2 FOR KEY SHARE`, [
    name,
    epoch,
  ]);
  return held.length === 1;
}
