import type { Position } from '#eventsourcing/event.js';
import { derivedId } from '#eventsourcing/ids.js';
import type { Database, Session } from './database.js';
import { quoted } from './quoted.js';
import type { Model } from './model.js';
import type { Projection } from './projection.js';
import type { PausedKey } from './read-models.js';

/** What is remembered of a projection between runs. */
export interface ProjectionRecord {
  readonly name: string;
  readonly version: number;
  readonly generation: number;
  readonly shape: string;
  readonly logId: string;
  readonly position: Position;
}

/** Stands for the log in records of models that were made before there was one: nothing is in them yet. */
export const NO_LOG = '';

/** Tables of the engine itself, in the schema of the read models. */
export const LEDGER_TABLES = ['projection_state', 'paused_key'];

/** Creates the ledger where it is missing. */
export async function createLedger(database: Database, projections: readonly Projection[]): Promise<void> {
  const kind = database.unlogged ? 'UNLOGGED TABLE' : 'TABLE';
  const extensions = new Set(projections.flatMap(({ extensions: needed }) => needed ?? []));
  await database.transaction(async (session) => {
    await session.run(`
      CREATE SCHEMA IF NOT EXISTS ${quoted(database.schema)};
      CREATE ${kind} IF NOT EXISTS projection_state (
        name text PRIMARY KEY, version integer NOT NULL, generation integer NOT NULL,
        shape text NOT NULL, log_id text NOT NULL, position text NOT NULL);
      CREATE ${kind} IF NOT EXISTS paused_key (
        projection text, key text, position text NOT NULL, event_id text NOT NULL,
        reason text NOT NULL, paused_at timestamptz NOT NULL, PRIMARY KEY (projection, key));
      ${[...extensions].map((name) => `CREATE EXTENSION IF NOT EXISTS ${name} SCHEMA public;`).join('\n')}`);
  });
}

/** Changes whenever the tables do, so that a forgotten version number does no harm. */
export function shapeOf({ tables }: Projection): string {
  return derivedId(JSON.stringify(tables));
}

/** All that is remembered, by name. */
export async function readRecords(database: Pick<Database, 'read'>): Promise<Map<string, ProjectionRecord>> {
  const records = await database.read<ProjectionRecord>(
    'SELECT name, version, generation, shape, log_id AS "logId", position FROM projection_state',
  );
  return new Map(records.map((record) => [record.name, record]));
}

/** Remembers how far the models have come. */
export async function movePositions(
  session: Session,
  names: readonly string[],
  position: Position,
): Promise<void> {
  const { length } = await session.query(
    'UPDATE projection_state SET position = $2 WHERE name = ANY($1::text[]) RETURNING name',
    [names, position],
  );
  if (length !== names.length) throw new Error(`${names.join(', ')}: not all have a record`);
  session.moved();
}

/** Remembers a model that has just become the live one. */
export async function saveRecord(session: Session, model: Model, logId: string): Promise<void> {
  await session.query(
    `INSERT INTO projection_state (name, version, generation, shape, log_id, position)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (name) DO UPDATE SET version = excluded.version, generation = excluded.generation,
       shape = excluded.shape, log_id = excluded.log_id, position = excluded.position`,
    [
      model.name,
      model.projection.version,
      model.generation,
      shapeOf(model.projection),
      logId,
      model.position,
    ],
  );
  session.moved();
}

/** Makes models in which nothing is yet those of a log that has just begun. */
export async function giveToLog(database: Database, logId: string): Promise<void> {
  await database.transaction(async (session) => {
    await session.query('UPDATE projection_state SET log_id = $1 WHERE log_id = $2', [logId, NO_LOG]);
  });
}

/** Forgets projections and their paused keys. */
export async function deleteRecords(session: Session, names: readonly string[]): Promise<void> {
  await session.query('DELETE FROM projection_state WHERE name = ANY($1::text[])', [names]);
  await session.query('DELETE FROM paused_key WHERE projection = ANY($1::text[])', [names]);
}

/** Remembers paused keys; a key paused before is paused anew. */
export async function savePaused(session: Session, paused: readonly PausedKey[]): Promise<void> {
  if (paused.length === 0) return;
  await session.query(
    `INSERT INTO paused_key (projection, key, position, event_id, reason, paused_at)
     SELECT projection, key, position, "eventId", reason, "pausedAt"
     FROM json_to_recordset($1::text::json) AS given(projection text, key text, position text,
       "eventId" text, reason text, "pausedAt" timestamptz)
     ON CONFLICT (projection, key) DO UPDATE SET position = excluded.position,
       event_id = excluded.event_id, reason = excluded.reason, paused_at = excluded.paused_at`,
    [JSON.stringify(paused)],
  );
}

/** Forgets that keys are paused; all of the projection's when left out. */
export async function deletePaused(session: Session, projection: string, key?: string): Promise<void> {
  const only = key === undefined ? '' : ' AND key = $2';
  await session.query(
    `DELETE FROM paused_key WHERE projection = $1${only}`,
    key === undefined ? [projection] : [projection, key],
  );
}

/** Paused keys of a projection, or of all. */
export async function readPaused(
  database: Pick<Database, 'read'>,
  projection?: string,
  keys?: readonly string[],
): Promise<PausedKey[]> {
  return database.read<PausedKey>(
    `SELECT projection, key, position, event_id AS "eventId", reason, paused_at AS "pausedAt" FROM paused_key
     WHERE ($1::text IS NULL OR projection = $1) AND ($2::text[] IS NULL OR key = ANY($2::text[]))
     ORDER BY projection, key`,
    [projection ?? null, keys ?? null],
  );
}
