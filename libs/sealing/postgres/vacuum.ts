import { setTimeout } from 'node:timers/promises';
import { StorageBusy } from '#hosting/storage.js';
import type { Postgres } from '#postgres/postgres.js';

const FIRST_PAUSE = 10;
const LONGEST_PAUSE = 500;

/** At least: what another connection deleted is sometimes counted a moment after it was vacuumed already. */
const ROUNDS = 4;

/**
 * Vacuums a table until none of its rows is left that was deleted or replaced: a transaction that began before can
 * still see them, and as long as it goes on they stay. @throws StorageBusy when that takes longer than the patience
 */
export async function vacuumed(
  database: Postgres,
  table: 'keys' | 'secrets',
  patienceMs: number,
): Promise<void> {
  const giveUpAt = performance.now() + patienceMs;
  for (let round = 1, pause = FIRST_PAUSE; ; round++, pause = Math.min(LONGEST_PAUSE, pause * 2)) {
    await database.run(`VACUUM (INDEX_CLEANUP ON, TRUNCATE OFF) ${table}`);
    // What it could not remove is counted when it ends, not when a statistics process finds the time.
    const [left] = await database.query<{ dead: number }>(
      'SELECT pg_stat_get_dead_tuples($1::regclass) AS dead',
      [table],
    );
    if (left!.dead === 0) return;
    if (round >= ROUNDS && performance.now() >= giveUpAt)
      throw new StorageBusy(`a transaction that still reads keeps deleted rows of the table ${table}`);
    await setTimeout(pause);
  }
}
