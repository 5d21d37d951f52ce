import type { Postgres } from '#postgres/postgres.js';
import type { MasterKeys } from '../master-key.js';
import { keyPlace, secretPlace } from './keys-schema.js';
import { vacuumed } from './vacuum.js';

const AT_ONCE = 200;
const PATIENCE_MS = 60_000;

/** A table of what is wrapped, and what each row is wrapped for. */
interface Wrapped {
  readonly table: 'keys' | 'secrets';
  readonly id: 'kid' | 'name';
  readonly placeOf: (id: string) => string;
}

const KEYS: Wrapped = { table: 'keys', id: 'kid', placeOf: keyPlace };
const SECRETS: Wrapped = { table: 'secrets', id: 'name', placeOf: secretPlace };

/** What was wrapped anew. */
export interface Rewrapped {
  readonly keys: number;
  readonly secrets: number;
}

/**
 * Wraps everything with the current master key that is wrapped with a former one, while others go on; afterwards
 * nothing in the tables opens with a former one. Every process must have been given the new one before. What is done
 * stays done when it is broken off. @throws MasterKeyMissing, StorageBusy when old rows may still be in the tables: do it again
 */
export async function rewrapAll(
  database: Postgres,
  masters: MasterKeys,
  patienceMs = PATIENCE_MS,
): Promise<Rewrapped> {
  const rewrapped = {
    keys: await rewrap(database, masters, KEYS),
    secrets: await rewrap(database, masters, SECRETS),
  };
  for (const { table } of [KEYS, SECRETS]) await vacuumed(database, table, patienceMs);
  return rewrapped;
}

async function rewrap(database: Postgres, masters: MasterKeys, of: Wrapped): Promise<number> {
  const { table, id, placeOf } = of;
  const { current } = masters;
  let count = 0;
  for (let after = ''; ;) {
    const rows = await database.query<{ id: string; wrapped: Buffer; master: string }>(
      `SELECT ${id} AS id, wrapped, master FROM ${table}
       WHERE master <> $1 AND ${id} COLLATE "C" > $2 ORDER BY ${id} COLLATE "C" LIMIT ${AT_ONCE}`,
      [current.id, after],
    );
    if (rows.length === 0) return count;
    const anew = await Promise.all(
      rows.map(async (row) => {
        const place = placeOf(row.id);
        return current.wrap(await masters.withId(row.master).unwrap(row.wrapped, place), place);
      }),
    );
    // Whoever else wraps anew, or erases, meanwhile was first: then there is nothing to do for that row.
    count += await database.run(
      `UPDATE ${table} SET wrapped = anew.wrapped, master = $1
       FROM unnest($2::text[], $3::text[], $4::bytea[]) AS anew (id, before, wrapped)
       WHERE ${table}.${id} = anew.id AND ${table}.master = anew.before`,
      [current.id, rows.map((row) => row.id), rows.map(({ master }) => master), anew],
    );
    after = rows.at(-1)!.id;
  }
}
