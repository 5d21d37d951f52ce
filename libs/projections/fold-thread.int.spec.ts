import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { EventStore } from '#event-store/port.js';
import { openSqliteStore } from '#event-store/sqlite/sqlite-store.js';
import { workerUrl } from '#hosting/worker-url.js';
import type { Database } from './database.js';
import { openPglite } from './pglite-database.js';
import { FailingDatabase, reset, startHarness, type Harness } from './testing/harness.js';
import { append, appendStory } from './testing/sample.js';

describe('a rebuild that folds in a thread of its own', () => {
  const home = mkdtempSync(join(tmpdir(), 'tilsagn-fold-thread-'));
  let database: Database;
  let store: EventStore;
  let file = '';
  let running: Harness;

  beforeAll(async () => {
    database = await openPglite({ folder: join(home, 'database'), schema: 'tilsagn_read' });
  });
  beforeEach(async () => {
    await reset(database);
    file = join(mkdtempSync(join(home, 'log-')), 'log.sqlite');
    store = await openSqliteStore({ file });
  });
  afterEach(async () => {
    await running.stop();
    await store.close();
  });
  afterAll(async () => {
    await database.close();
    rmSync(home, { recursive: true });
  });

  /** Starts with models that were built from an empty log, so without the thread. */
  async function start(over: Database = database, log = file): Promise<Harness> {
    const workerFile = workerUrl(import.meta.url, './testing/sample-folding.worker.js');
    running = await startHarness({
      database: over,
      store,
      foldThread: { workerFile, workerData: { file: log }, fromEvents: 1 },
    });
    await running.settled();
    return running;
  }

  const statuses = ({ readModels }: Harness) => readModels.status({ hashes: true });

  it('leads to the same content as following, with more rows than are kept in memory', async () => {
    const harness = await start();
    const all = (type: string) =>
      Promise.all(Array.from({ length: 12_000 }, (_, of) => append(store, `c${of}`, type, data(of), type)));
    const data = (of: number) => ({ title: `Case ${of}`, amount: of, by: of, schemeId: `s${of % 3}` });
    await all('CaseOpened');
    await all('CaseRaised');
    await harness.settled();
    const followed = await statuses(harness);
    const done: number[] = [];
    await harness.readModels.rebuild('all', (progress) => done.push(progress.done));
    expect(await statuses(harness)).toEqual(followed);
    expect(done.at(-1)).toBe(24_000);
  });

  it('leaves nothing of what is appended meanwhile behind', async () => {
    const harness = await start();
    await appendStory(store, 300, 1);
    const appending = appendStory(store, 300, 2);
    const rebuilding = harness.readModels.rebuild('all');
    await Promise.all([appending, rebuilding]);
    await harness.settled();
    const [{ events } = {}] = await harness.readModels.query<{ events: number }>(
      'SELECT sum(events)::bigint AS events FROM sample_total',
    );
    expect(events).toBe(store.distance('', await store.head()));
  });

  it('finds the keys whose rows the database refuses, and folds these alone', async () => {
    const harness = await start();
    await appendStory(store, 50, 1);
    await append(store, 'bad', 'CaseOpened', { title: 'nul \u0000 here', amount: 2 }, 1);
    await harness.settled();
    const followed = await statuses(harness);
    await harness.readModels.rebuild('all');
    expect(await statuses(harness)).toEqual(followed);
    expect(await harness.readModels.pausedKeys('sample-cases')).toMatchObject([{ key: 'bad' }]);
  });

  it('ends with the first error of the database, while the old model stays live', async () => {
    const failing = new FailingDatabase(database);
    const harness = await start(failing);
    await appendStory(store, 50, 1);
    await harness.settled();
    const before = await statuses(harness);
    failing.arm('before', 2);
    await expect(harness.readModels.rebuild('all')).rejects.toThrow('crash before commit');
    expect(await statuses(harness)).toEqual(before);
    await harness.readModels.rebuild('all');
    expect(await statuses(harness)).toEqual(before);
  });

  it('ends with the error of a thread that cannot start', async () => {
    const harness = await start(database, join(home, 'missing', 'log.sqlite'));
    await appendStory(store, 3, 1);
    await harness.settled();
    const before = await statuses(harness);
    await expect(harness.readModels.rebuild('all')).rejects.toThrow('open');
    expect(await statuses(harness)).toEqual(before);
  });

  it('ends with the read models', async () => {
    const harness = await start();
    await appendStory(store, 50, 1);
    await harness.settled();
    const rebuilding = harness.readModels.rebuild('all', () => void harness.stop());
    await expect(rebuilding).rejects.toThrow('the read models are being closed');
  });
});
