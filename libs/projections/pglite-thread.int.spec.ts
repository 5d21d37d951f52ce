import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { EventStore } from '#event-store/port.js';
import { openSqliteStore } from '#event-store/sqlite/sqlite-store.js';
import { workerUrl } from '#hosting/worker-url.js';
import { startPglite } from './pglite.js';
import { openPglite } from './pglite-database.js';
import { startPgliteWorker } from './pglite-thread.js';
import type { ReadModels, RebuildProgress } from './read-models.js';
import { SOON } from './testing/harness.js';
import { append, appendStory, sampleProjections } from './testing/sample.js';

const NAMES = sampleProjections.map(({ name }) => name);

describe('read models in a worker thread', () => {
  const home = mkdtempSync(join(tmpdir(), 'tilsagn-read-models-'));
  const folder = join(home, 'read-models');
  const file = join(home, 'log.sqlite');
  let store: EventStore;
  let readModels: ReadModels;
  let builds: RebuildProgress[] = [];

  async function start(): Promise<ReadModels> {
    builds = [];
    return startPgliteWorker({
      workerFile: workerUrl(import.meta.url, './testing/sample.worker.js'),
      workerData: { folder, file },
      onProgress: (progress) => builds.push(progress),
    });
  }

  beforeAll(async () => {
    store = await openSqliteStore({ file });
    readModels = await start();
  });
  afterAll(async () => {
    await readModels.close();
    await store.close();
    rmSync(home, { recursive: true });
  });

  it('answer queries about what another thread appends', async () => {
    const position = await appendStory(store, 20, 1);
    expect(await readModels.waitFor(NAMES, position, SOON)).toBe(true);
    expect(await readModels.query('SELECT count(*) AS n FROM sample_case WHERE steps = $1', [2])).toEqual([
      { n: 20 },
    ]);
    expect((await readModels.status()).map(({ state, lag }) => ({ state, lag }))).toEqual([
      { state: 'live', lag: 0 },
      { state: 'live', lag: 0 },
    ]);
  });

  it('pass errors on with their codes', async () => {
    await expect(readModels.query('SELECT * FROM nowhere')).rejects.toMatchObject({ code: '42P01' });
    await expect(readModels.waitFor(['nothing'], '', 1)).rejects.toThrow('there is no projection nothing');
  });

  it('answer while they are rebuilt, and say how far that is', async () => {
    const progress: RebuildProgress[] = [];
    const done = new AbortController();
    const rebuild = readModels.rebuild('all', (step) => progress.push(step)).finally(() => done.abort());
    const answers = new Set<unknown>();
    while (!done.signal.aborted)
      for (const { n } of await readModels.query<{ n: number }>('SELECT count(*) AS n FROM sample_step'))
        answers.add(n);
    await rebuild;
    expect([...answers]).toEqual([40]);
    expect(progress.at(-1)).toMatchObject({ done: 40, total: 40 });
    expect(await readModels.pausedKeys('sample-cases')).toEqual([]);
    expect(await readModels.resume('sample-cases', 'c1')).toBeUndefined();
  });

  it('are found again after a clean stop', async () => {
    const before = await readModels.status({ hashes: true });
    await readModels.close();
    await expect(readModels.query('SELECT 1')).rejects.toThrow('are closed');
    readModels = await start();
    expect(await readModels.waitFor(NAMES, await store.head(), SOON)).toBe(true);
    expect(await readModels.status({ hashes: true })).toEqual(before);
    expect(builds).toEqual([]);
  });

  it('are built anew when the machine has been off since they were closed: nothing was ever flushed', async () => {
    const off = join(home, 'off');
    const database = await openPglite({ folder: off, schema: 'tilsagn_read' });
    await database.transaction((session) => session.run('CREATE TABLE kept (n int)'));
    await database.close();
    const again = await openPglite({ folder: off, schema: 'tilsagn_read' });
    expect(await again.read('SELECT * FROM kept')).toEqual([]);
    await again.close();

    writeFileSync(join(off, 'closed-cleanly'), 'another boot');
    const anew = await openPglite({ folder: off, schema: 'tilsagn_read' });
    await expect(anew.read('SELECT * FROM kept')).rejects.toMatchObject({ code: '42P01' });
    await anew.close();
  });

  it('are built anew after an unclean stop', async () => {
    const killed = join(home, 'killed');
    await cp(folder, killed, { recursive: true }); // as a killed process leaves it: open
    await append(store, 'c0', 'CaseRaised', { by: 1, schemeId: 's0' }, 'late');
    const found: RebuildProgress[] = [];
    const again = await startPglite({
      folder: killed,
      store,
      projections: sampleProjections,
      onProgress: (progress) => found.push(progress),
    });
    expect(await again.waitFor(NAMES, await store.head(), SOON)).toBe(true);
    expect(await again.query('SELECT count(*) AS n FROM sample_step')).toEqual([{ n: 41 }]);
    expect(found.at(-1)).toMatchObject({ projections: NAMES, done: 41 });
    await again.close();
  });

  it('say of what is paused without asking the thread', async () => {
    const ask = jest.spyOn(Worker.prototype, 'postMessage');
    try {
      await append(store, 'without-beginning', 'CaseRaised', { by: 1 }, 'early');
      expect(await readModels.waitFor(NAMES, await store.head(), SOON)).toBe(true);
      expect(await readModels.pausedKeys('sample-cases')).toMatchObject([{ key: 'without-beginning' }]);
      expect(await readModels.pausedKeys('sample-cases', ['c1', 'without-beginning'])).toHaveLength(1);
      expect(await readModels.pausedKeys('sample-cases', ['c1'])).toEqual([]);
      expect(await readModels.pausedKeys('sample-totals')).toEqual([]);
      const calls = ask.mock.calls.map(([call]) => (call as { readonly method?: string }).method);
      expect(calls).toContain('waitFor');
      expect(calls).not.toContain('pausedKeys');
      await expect(readModels.pausedKeys('nothing')).rejects.toThrow('there is no projection nothing');
    } finally {
      ask.mockRestore();
    }
  });
});
