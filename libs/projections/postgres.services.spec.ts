import { randomBytes } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { openMemoryStore } from '#event-store/memory/memory-store.js';
import { startPostgres } from './postgres.js';
import { ForeignReadModels, PostgresDatabase } from './postgres-database.js';
import { ReadModelsUnavailable } from './read-models.js';
import { startLine } from '#postgres/testing/line.js';
import { reset, SOON } from './testing/harness.js';
import { readModelsSuite } from './testing/read-models-suite.js';
import { append, appendStory, sampleProjections } from './testing/sample.js';
import { reachesPostgres, TEST_POSTGRES } from '#postgres/testing/test-postgres.js';

const url = TEST_POSTGRES;
const suite = (await reachesPostgres()) ? describe : describe.skip;

suite('read models in PostgreSQL', () => {
  const schema = `test_${randomBytes(6).toString('hex')}`;
  const shared = { url, schema, projections: sampleProjections };
  let database: PostgresDatabase;
  beforeAll(() => {
    database = new PostgresDatabase({ url, schema });
  });
  afterAll(async () => {
    await database.close();
    const client = new Client({ connectionString: url });
    await client.connect();
    await client.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE; DROP SCHEMA ${schema}_leases CASCADE`);
    await client.end();
  });

  readModelsSuite(() => database);

  describe('with several processes', () => {
    beforeEach(() => reset(database));

    it('are written by one, the next takes over when it ends', async () => {
      const store = openMemoryStore();
      await appendStory(store, 5, 0);
      const first = await startPostgres({ ...shared, store, follow: true });
      const second = await startPostgres({ ...shared, store, follow: true });
      const names = sampleProjections.map(({ name }) => name);
      expect(await second.waitFor(names, await store.head(), SOON)).toBe(true);
      expect((await second.status()).map(({ state }) => state)).toEqual(['waiting', 'waiting']);
      expect((await first.status()).map(({ state }) => state)).toEqual(['live', 'live']);
      await expect(second.rebuild('all')).rejects.toThrow('another process');

      await first.close();
      const position = await append(store, 'c0', 'CaseRaised', { by: 1, schemeId: 's0' }, 1);
      expect(await second.waitFor(names, position, SOON)).toBe(true);
      expect(await second.query(`SELECT steps FROM sample_case WHERE case_id = 'c0'`)).toEqual([
        { steps: 2 },
      ]);
      expect((await second.status()).map(({ state }) => state)).toEqual(['live', 'live']);
      await second.close();
    });

    it('are read by those that do not write', async () => {
      const store = openMemoryStore();
      const reader = await startPostgres({ ...shared, store, follow: false });
      await expect(reader.query('SELECT * FROM sample_case')).rejects.toThrow('not built yet');
      const writer = await startPostgres({ ...shared, store, follow: true });
      const position = await appendStory(store, 5, 1);
      const names = sampleProjections.map(({ name }) => name);
      expect(await reader.waitFor(names, position, SOON)).toBe(true);
      expect(await reader.query('SELECT count(*) AS n FROM sample_step')).toEqual([{ n: 10 }]);
      const hashes = async (from: typeof reader) =>
        (await from.status({ hashes: true })).map(({ contentHash }) => contentHash);
      expect(await hashes(reader)).toEqual(await hashes(writer));
      await expect(reader.rebuild('all')).rejects.toThrow('another one writes');
      await writer.close();
      await reader.close();
    });

    it('are refused to another log, also when both begin at once, and after the first has ended', async () => {
      const stores = [openMemoryStore(), openMemoryStore()];
      const begun = await Promise.allSettled(
        stores.map((store) => startPostgres({ ...shared, store, follow: true })),
      );
      const refused = begun.flatMap((each) => (each.status === 'rejected' ? [each.reason as Error] : []));
      expect(refused).toEqual([expect.any(ForeignReadModels)]);
      for (const each of begun) if (each.status === 'fulfilled') await each.value.close();
      const other = stores[begun.findIndex(({ status }) => status === 'rejected')]!;
      await expect(startPostgres({ ...shared, store: other, follow: false })).rejects.toThrow(
        'holds the read models of another event log',
      );
    });

    it('are refused to another log where they were built before their owner was noted', async () => {
      const store = openMemoryStore();
      const readModels = await startPostgres({ ...shared, store, follow: true });
      const names = sampleProjections.map(({ name }) => name);
      await readModels.waitFor(names, await appendStory(store, 1, 0), SOON);
      await readModels.close();
      const client = new Client({ connectionString: url });
      await client.connect();
      await client.query(`DROP TABLE ${schema}.owner`);
      await client.end();
      await expect(startPostgres({ ...shared, store: openMemoryStore(), follow: true })).rejects.toThrow(
        ForeignReadModels,
      );
    });

    it('say that they cannot be reached while the server is away, and go on by themselves when it is back', async () => {
      const store = openMemoryStore();
      const line = await startLine(url);
      const readModels = await startPostgres({ ...shared, url: line.url, store, follow: true });
      const names = sampleProjections.map(({ name }) => name);
      await readModels.waitFor(names, await appendStory(store, 5, 0), SOON);
      const ask = async () => {
        const asked = [
          readModels.query('SELECT count(*) AS n FROM sample_step'),
          readModels.pausedKeys('sample-cases'),
          readModels.status(),
        ];
        const ends = await Promise.allSettled(asked);
        return ends.flatMap((end) => (end.status === 'rejected' ? [end.reason as Error] : []));
      };
      expect(await ask()).toEqual([]);

      const underWay = Array.from({ length: 20 }, ask);
      await line.cut();
      const failures = (await Promise.all([...underWay, ask(), ask()])).flat();
      expect(failures.filter((error) => !(error instanceof ReadModelsUnavailable))).toEqual([]);
      expect(failures.length).toBeGreaterThanOrEqual(6);

      await line.mend();
      const position = await append(store, 'c0', 'CaseRaised', { by: 1, schemeId: 's0' }, 1);
      const shown = () => readModels.waitFor(names, position, SOON).catch(() => false);
      while (!(await shown())) await setImmediate();
      expect(await readModels.query('SELECT count(*) AS n FROM sample_step')).toEqual([{ n: 6 }]);
      await readModels.close();
      await line.cut();
    });

    it('are answered when the server ends the connections that ask', async () => {
      const store = openMemoryStore();
      const readModels = await startPostgres({ ...shared, store, follow: true });
      const asked = readModels.query('SELECT pg_sleep(60)').catch((error: unknown) => error);
      const admin = new Client({ connectionString: url });
      await admin.connect();
      const end = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(60)'`;
      while ((await admin.query(end)).rowCount === 0) await setImmediate();
      await admin.end();
      expect(await asked).toBeInstanceOf(ReadModelsUnavailable);
      await readModels.close();
    });

    it('go on when the writer loses its connection', async () => {
      const store = openMemoryStore();
      const outages: Error[] = [];
      const options = { ...shared, store, follow: true, onError: (error: Error) => outages.push(error) };
      const readModels = await startPostgres(options);
      const names = sampleProjections.map(({ name }) => name);
      await readModels.waitFor(names, await appendStory(store, 5, 0), SOON);
      const admin = new Client({ connectionString: url });
      await admin.connect();
      await admin.query(
        'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1',
        [`${schema} writer`],
      );
      await admin.end();
      // The server ends the connection in its own time.
      while (outages.length === 0) await setImmediate();
      const position = await append(store, 'c0', 'CaseRaised', { by: 1, schemeId: 's0' }, 1);
      expect(await readModels.waitFor(names, position, SOON)).toBe(true);
      expect(await readModels.query('SELECT count(*) AS n FROM sample_step')).toEqual([{ n: 6 }]);
      expect(outages).not.toEqual([]);
      await readModels.close();
    });
  });
});
