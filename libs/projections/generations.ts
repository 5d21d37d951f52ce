import { setImmediate } from 'node:timers/promises';
import type { Database, Session } from './database.js';
import { sqlState } from './database.js';
import { quoted } from './quoted.js';
import { deletePaused, LEDGER_TABLES, savePaused, saveRecord } from './ledger.js';
import type { Model } from './model.js';
import { physicalName } from './model.js';
import type { Projection } from './projection.js';
import type { IndexDefinition } from './table.js';
import type { TableRows } from './table-rows.js';
import type { TableShape } from './table-shape.js';

const LONGEST_NAME = 63;

/** Refuses sets of projections that would get into each other's way. */
export function checkProjections(projections: readonly Projection[]): void {
  const taken = new Set<string>(LEDGER_TABLES);
  const names = new Set<string>();
  for (const projection of projections) {
    if (names.has(projection.name)) throw new Error(`projection ${projection.name} is defined twice`);
    names.add(projection.name);
    for (const table of projection.tables) {
      if (taken.has(table.name)) throw new Error(`read-model table ${table.name} is defined twice`);
      if (!/^[a-z][a-z0-9_]*$/.test(table.name))
        throw new Error(`${table.name} is no name for a read-model table`);
      if (physicalName(projection, table, 999_999).length > LONGEST_NAME)
        throw new Error(`the name of read-model table ${table.name} is too long`);
      taken.add(table.name);
    }
  }
}

/** Creates a generation's tables, empty. */
export async function createTables(database: Database, models: readonly Model[]): Promise<void> {
  const kind = database.unlogged ? 'UNLOGGED TABLE' : 'TABLE';
  await database.transaction(async (session) => {
    for (const { shape, physical } of tablesOf(models)) {
      const columns = shape.columns.map(
        ({ sql, type, nullable }) => `${sql} ${type}${nullable ? '' : ' NOT NULL'}`,
      );
      const key = shape.keyColumns.map(({ sql }) => sql).join(', ');
      await session.run(`CREATE ${kind} ${physical} (${columns.join(', ')}, PRIMARY KEY (${key}))`);
      for (const index of indexesOf(shape, 'early')) await session.run(indexSql(physical, index));
    }
  });
}

/** Creates the indexes that were left out while the tables were filled, and lets the planner know what is in them. */
export async function createLateIndexes(database: Database, models: readonly Model[]): Promise<void> {
  for (const { shape, physical } of tablesOf(models)) {
    for (const index of indexesOf(shape, 'late')) {
      await database.transaction((session) => session.run(indexSql(physical, index)));
      await setImmediate();
    }
    // VACUUM also empties a text index's list of pending entries, which each search would have to look through.
    await database.maintain(`${shape.definition.insertOnly ? 'ANALYZE' : 'VACUUM (ANALYZE)'} ${physical}`);
    await setImmediate();
  }
}

/**
 * Plain indexes are cheaper made late. But on a database that answers one at a time an index on a table with a row per
 * event, or a text index, would then hold readers up for seconds: these grow with the table.
 */
function indexesOf({ definition }: TableShape, when: 'early' | 'late'): readonly IndexDefinition[] {
  const early = (index: IndexDefinition) => definition.insertOnly === true || 'sql' in index;
  return (definition.indexes ?? []).filter((index) => early(index) === (when === 'early'));
}

function indexSql(physical: string, index: IndexDefinition): string {
  return `CREATE INDEX ON ${physical} ${'sql' in index ? index.sql : `(${index.map(quoted).join(', ')})`}`;
}

function tablesOf(models: readonly Model[]): TableRows[] {
  return models.flatMap((model) => [...model.tables.values()]);
}

const LOCK_ATTEMPTS = 600;
const LOCK_TIMEOUT = '100ms';

/**
 * Makes finished models the live ones, in one transaction: readers' stable names are views, dropped and created
 * anew. A view serves better than a pointer row read by the query, because any query, also a join over several
 * tables, stays one plain statement. It holds because a statement takes its snapshot after it has locked its views
 * (READ COMMITTED), and whoever waits for a replaced view looks the name up again; so a query sees the old
 * tables or the new ones, whole. A query over two views that each side has half locked would be a deadlock: the swap
 * gives way after a short time and tries again.
 */
export async function swap(database: Database, models: readonly Model[], logId: string): Promise<void> {
  await patiently(database, async (session) => {
    for (const model of models) {
      for (const { shape, physical } of model.tables.values()) {
        const columns = shape.columns.map(({ sql }) => sql).join(', ');
        await session.run(`DROP VIEW IF EXISTS ${quoted(shape.name)}`);
        await session.run(`CREATE VIEW ${quoted(shape.name)} AS SELECT ${columns} FROM ${physical}`);
      }
      await deletePaused(session, model.name);
      await savePaused(session, [...model.paused.values()]);
      await saveRecord(session, model, logId);
    }
  });
}

/** Takes models away from readers: their tables tell of another log. */
export async function withdraw(
  database: Database,
  projections: readonly Projection[],
  forget: (session: Session) => Promise<void>,
): Promise<void> {
  await patiently(database, async (session) => {
    for (const { name } of projections.flatMap(({ tables }) => tables))
      await session.run(`DROP VIEW IF EXISTS ${quoted(name)}`);
    await forget(session);
  });
}

/** Drops all generations of these projections' tables that no view stands for; what is being read is left for next time. */
export async function dropUnused(database: Database, projections: readonly Projection[]): Promise<void> {
  const names = projections.flatMap(({ tables }) => tables.map(({ name }) => name));
  const unused = await database.read<{ table: string }>(
    `SELECT relname AS table FROM pg_class
     WHERE relnamespace = $1::text::regnamespace AND relkind = 'r'
       AND substring(relname FROM '^(.*)_v[0-9]+_g[0-9]+$') = ANY($2::text[])
       AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE refclassid = 'pg_class'::regclass
         AND refobjid = pg_class.oid AND classid = 'pg_rewrite'::regclass)`,
    [quoted(database.schema), names],
  );
  for (const { table } of unused) {
    try {
      await database.transaction((session) =>
        session.run(`SET LOCAL lock_timeout = '${LOCK_TIMEOUT}'; DROP TABLE IF EXISTS ${quoted(table)}`),
      );
    } catch (error) {
      if (!isLocked(error)) throw error;
    }
  }
}

async function patiently(database: Database, work: (session: Session) => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await database.transaction(async (session) => {
        await session.run(`SET LOCAL lock_timeout = '${LOCK_TIMEOUT}'`);
        await work(session);
      });
      return;
    } catch (error) {
      if (!isLocked(error) || attempt === LOCK_ATTEMPTS) throw error;
    }
  }
}

/** lock_not_available, deadlock_detected */
function isLocked(error: unknown): boolean {
  return ['55P03', '40P01'].includes(sqlState(error) ?? '');
}
