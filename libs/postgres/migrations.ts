import type { ClientBase } from 'pg';
import { quoted } from '#projections/quoted.js';
import type { Concern } from './concern.js';

/** A newer program has changed the tables in a way that this one cannot work with. */
export class DatabaseTooNew extends Error {
  readonly code = 'database-too-new';
  constructor(schema: string, { step, needs }: Applied, known: number) {
    super(
      `the schema ${schema} in PostgreSQL is at step ${step} and asks for a program that knows step ${needs}, ` +
        `but this one knows ${known}: a newer version has been here, start that one`,
    );
    this.name = 'DatabaseTooNew';
  }
}

/** How far a schema is: its last step, and the least that a program must know. */
interface Applied {
  readonly step: number;
  readonly needs: number;
}

const TABLE = 'migrations';
const NOTHING: Applied = { step: 0, needs: 0 };

/** How long it waits for another program that is migrating, in milliseconds. */
const PATIENCE = 60_000;

/** Name of the schema that a concern has under a prefix. */
export function schemaOf(prefix: string, { name }: Pick<Concern, 'name'>): string {
  return `${prefix}_${name}`;
}

/**
 * Brings the schemas of all concerns up to date, in one transaction and one program at a time: all steps that are
 * missing, or none. @throws DatabaseTooNew
 */
export async function migrate(
  client: ClientBase,
  prefix: string,
  concerns: readonly Concern[],
): Promise<void> {
  // Looked at without a lock first: a program that may not make tables can run on those that are there.
  if (await areUpToDate(client, prefix, concerns)) return;
  await client.query('BEGIN');
  try {
    await client.query(`SET LOCAL lock_timeout = ${PATIENCE}; SET LOCAL statement_timeout = 0`);
    await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`${prefix}/migrations`]);
    for (const concern of concerns) await bringUp(client, schemaOf(prefix, concern), concern);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

async function areUpToDate(client: ClientBase, prefix: string, concerns: readonly Concern[]) {
  for (const concern of concerns) {
    const schema = schemaOf(prefix, concern);
    const applied = await appliedIn(client, schema);
    refuseNewer(schema, applied, concern);
    if (applied.step < concern.steps.length) return false;
  }
  return true;
}

async function bringUp(client: ClientBase, schema: string, concern: Concern): Promise<void> {
  const applied = await appliedIn(client, schema);
  refuseNewer(schema, applied, concern);
  const missing = concern.steps.slice(applied.step);
  if (missing.length === 0) return;
  if (applied === NOTHING) {
    await client.query(`CREATE SCHEMA IF NOT EXISTS ${quoted(schema)}`);
    await client.query(
      `CREATE TABLE ${migrationsOf(schema)} (
         step integer PRIMARY KEY,
         needs integer NOT NULL,
         applied_at timestamptz NOT NULL DEFAULT clock_timestamp()
       )`,
    );
  }
  await client.query(`SET LOCAL search_path TO ${quoted(schema)}`);
  for (const [index, { sql, needs = 0 }] of missing.entries()) {
    await client.query(sql);
    await client.query(`INSERT INTO ${migrationsOf(schema)} (step, needs) VALUES ($1, $2)`, [
      applied.step + index + 1,
      needs,
    ]);
  }
}

async function appliedIn(client: ClientBase, schema: string): Promise<Applied> {
  // Asked of the tables of the catalogue: what is remembered of a name may be from before the lock was had.
  const there = await client.query('SELECT 1 FROM pg_tables WHERE schemaname = $1 AND tablename = $2', [
    schema,
    TABLE,
  ]);
  if (there.rows.length === 0) return NOTHING;
  const { rows } = await client.query<Applied>(
    `SELECT coalesce(max(step), 0) AS step, coalesce(max(needs), 0) AS needs FROM ${migrationsOf(schema)}`,
  );
  return rows[0]!;
}

function refuseNewer(schema: string, applied: Applied, { steps }: Concern): void {
  if (applied.needs > steps.length) throw new DatabaseTooNew(schema, applied, steps.length);
}

function migrationsOf(schema: string): string {
  return `${quoted(schema)}.${TABLE}`;
}
