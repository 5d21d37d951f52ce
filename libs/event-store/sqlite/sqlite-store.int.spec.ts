import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventStoreContract } from '../contract-suite.js';
import { openSqliteStore } from './sqlite-store.js';

eventStoreContract('the log in SQLite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tilsagn-log-'));
  const file = join(folder, 'log.sqlite');
  let store = await openSqliteStore({ file });
  return {
    store,
    async close() {
      await store.close();
      await rm(folder, { recursive: true });
    },
    async reopen() {
      await store.close();
      store = await openSqliteStore({ file });
      return store;
    },
  };
});
