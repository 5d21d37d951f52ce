import { openMemoryStore } from '#event-store/memory/memory-store.js';
import { START } from '#event-store/port.js';
import { NO_LOG, shapeOf } from '#projections/ledger.js';
import { openPglite } from '#projections/pglite-database.js';
import { startPglite } from '#projections/pglite.js';
import { projections } from './projections.js';

const WITHIN_MS = 60_000;

/** What new databases look like; another one is made when it changes. */
export const SHAPE = projections
  .map((projection) => `${projection.name} ${projection.version} ${shapeOf(projection)}`)
  .join('\n');

/** Makes the database that new data folders begin with: every read model is there, and nothing in it. */
export async function makeNewCluster(folder: string): Promise<void> {
  const store = openMemoryStore({ logId: NO_LOG });
  const readModels = await startPglite({ folder, store, projections });
  const names = projections.map(({ name }) => name);
  const made = await readModels.waitFor(names, START, WITHIN_MS);
  await readModels.close();
  await store.close();
  if (!made) throw new Error('the read models were not made in time');
  await dropTemplates(folder);
}

/** PGlite has one database; those that PostgreSQL makes further ones from are half of the files, which each folder copies. */
async function dropTemplates(folder: string): Promise<void> {
  const database = await openPglite({ folder, schema: 'public' });
  await database.maintain('SET default_transaction_read_only = off');
  await database.maintain('UPDATE pg_database SET datistemplate = false');
  for (const name of ['template0', 'template1']) await database.maintain(`DROP DATABASE ${name}`);
  await database.maintain('CHECKPOINT');
  await database.close();
}
