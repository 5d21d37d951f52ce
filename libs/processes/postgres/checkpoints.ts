import type { Position } from '#eventsourcing/event.js';
import type { Lease } from '#leases/lease.js';
import { underLease } from '#leases/postgres/leases.js';
import type { Postgres } from '#postgres/postgres.js';
import type { CheckpointStore } from '../checkpoints.js';

/** Checkpoints in PostgreSQL; under a lease, only whoever has it moves them. */
export class PostgresCheckpoints implements CheckpointStore {
  constructor(
    private readonly database: Postgres,
    private readonly lease?: Lease,
  ) {}

  async load(logId: string): Promise<ReadonlyMap<string, Position>> {
    const rows = await this.database.query<{ name: string; position: Position }>(
      'SELECT name, position FROM checkpoints WHERE log_id = $1',
      [logId],
    );
    return new Map(rows.map(({ name, position }) => [name, position]));
  }

  /** @throws LeaseLost */
  async save(logId: string, checkpoints: ReadonlyMap<string, Position>): Promise<void> {
    // In one order always: two that save the same ones do not wait for each other.
    const [names, positions] = [[...checkpoints.keys()].toSorted(), [] as Position[]];
    for (const name of names) positions.push(checkpoints.get(name)!);
    await underLease(this.database, this.lease, async (session) => {
      await session.run(
        `INSERT INTO checkpoints (log_id, name, position)
         SELECT $1, * FROM unnest($2::text[], $3::text[])
         ON CONFLICT (log_id, name) DO UPDATE SET position = excluded.position`,
        [logId, names, positions],
      );
      await session.run('SELECT pg_notify($1, $2)', [this.channel, '']);
    });
  }

  /** Calls whenever a checkpoint has moved, and when it is not known whether one has, until the database is closed. */
  onMoved(moved: () => void): void {
    this.database.listen(this.channel, { notified: moved, began: moved, lost: moved });
  }

  private get channel(): string {
    return this.database.channel('checkpoints');
  }
}
