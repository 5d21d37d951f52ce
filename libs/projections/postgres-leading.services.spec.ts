import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { openMemoryStore } from '#event-store/memory/memory-store.js';
import { openSqliteStore } from '#event-store/sqlite/sqlite-store.js';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { LeaseLost } from '#leases/lease.js';
import { reachesPostgres, TEST_POSTGRES } from '#postgres/testing/test-postgres.js';
import { PostgresDatabase } from './postgres-database.js';
import { startPostgres } from './postgres.js';
import type { ReadModels } from './read-models.js';
import { SOON } from './testing/harness.js';
import { ProjectorProcess } from './testing/projector-process.js';
import { append, appendStory, sampleProjections } from './testing/sample.js';

const url = TEST_POSTGRES;
const suite = (await reachesPostgres()) ? describe : describe.skip;
const NAMES = sampleProjections.map(({ name }) => name);

/** So short that a holder who does nothing has lost it soon. */
const SHORT = 500;

suite('the right to write read models in PostgreSQL', () => {
  let schema: string;
  const ends: (() => Promise<unknown> | void)[] = [];
  beforeEach(() => {
    schema = `test_${randomBytes(6).toString('hex')}`;
  });
  afterEach(async () => {
    for (const end of ends.splice(0).toReversed()) await end();
    const client = new Client({ connectionString: url });
    await client.connect();
    await client.query(
      `DROP SCHEMA IF EXISTS ${schema} CASCADE; DROP SCHEMA IF EXISTS ${schema}_leases CASCADE`,
    );
    await client.end();
  });

  const program = (leaseMs: number) => {
    const database = new PostgresDatabase({ url, schema, leaseMs, logId: 'a log' });
    ends.push(() => database.close());
    const lost: Error[] = [];
    return { database, lost, acquire: () => database.acquire('models', (error) => lost.push(error)) };
  };
  const awaited = async (acquire: () => Promise<boolean>) => {
    while (!(await acquire())) await setImmediate();
  };
  const run = (database: PostgresDatabase, sql: string) =>
    database.transaction((session) => session.run(sql));

  it('is one process’s, is kept by it, and is the next one’s when it lets go', async () => {
    const [first, next] = [program(SHORT), program(SHORT)];
    expect(await first.acquire()).toBe(true);
    expect(await next.acquire()).toBe(false);
    await run(first.database, 'CREATE TABLE notes (text text)');
    await first.database.release();
    expect(await next.acquire()).toBe(true);
    expect([first.lost, next.lost]).toEqual([[], []]);
  });

  it('is renewed while a long write is going on', async () => {
    const [first, next] = [program(SHORT), program(SHORT)];
    await first.acquire();
    await run(first.database, 'SELECT pg_sleep(1)');
    expect(await next.acquire()).toBe(false);
    expect(first.lost).toEqual([]);
  });

  it('is lost to the next one, and whoever had it writes nothing any more', async () => {
    // So short a time cannot be renewed in time.
    const [old, next] = [program(1), program(60_000)];
    await old.acquire();
    await run(old.database, 'CREATE TABLE notes (text text)');
    await awaited(next.acquire);
    await expect(run(old.database, `INSERT INTO notes (text) VALUES ('too late')`)).rejects.toThrow(
      LeaseLost,
    );
    await run(next.database, `INSERT INTO notes (text) VALUES ('by the next')`);
    expect(await next.database.read('SELECT text FROM notes')).toEqual([{ text: 'by the next' }]);
    while (old.lost.length === 0) await setImmediate();
    expect(old.lost).toEqual([expect.any(LeaseLost)]);
  });

  it('is taken over when a write that is going on is over', async () => {
    const [old, next] = [program(1), program(60_000)];
    await old.acquire();
    await run(old.database, 'CREATE TABLE notes (text text)');
    const [written, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const writing = old.database.transaction(async (session) => {
      await session.run(`INSERT INTO notes (text) VALUES ('before')`);
      written.resolve();
      await gate.promise;
    });
    await written.promise;
    const taking = awaited(next.acquire);
    const waits = `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE 'INSERT INTO leases%'`;
    while ((await next.database.read(waits)).length === 0) await setImmediate();
    gate.resolve();
    await writing;
    await taking;
    await run(next.database, `INSERT INTO notes (text) VALUES ('after')`);
    expect(await next.database.read('SELECT text FROM notes')).toEqual([
      { text: 'before' },
      { text: 'after' },
    ]);
  });

  it('comes with telling readers in other processes what has moved, when it has', async () => {
    const [writer, reader] = [program(SHORT), program(SHORT)];
    await writer.acquire();
    await run(writer.database, 'CREATE TABLE notes (text text)');
    const heard: true[] = [];
    reader.database.onMoved(() => heard.push(true));
    while (heard.length === 0) await setImmediate();
    const add = (text: string, moved: boolean) =>
      writer.database.transaction(async (session) => {
        await session.run(`INSERT INTO notes (text) VALUES ('${text}')`);
        if (moved) session.moved();
      });
    await add('nobody is told of', false);
    await add('told of', true);
    while (heard.length === 1) await setImmediate();
    expect(await reader.database.read('SELECT FROM notes')).toHaveLength(2);
    expect(heard).toHaveLength(2);
  });

  it('passes on while the process that has it is stopped, and what that still writes counts for nothing', async () => {
    const folder = temporaryFolder();
    const file = join(folder.path, 'log.sqlite');
    const store = await openSqliteStore({ file });
    ends.push(async () => {
      await store.close();
      folder.remove();
    });
    await appendStory(store, 20, 1);
    const stopped = ProjectorProcess.start({ url, schema, leaseMs: SHORT, file });
    ends.push(() => stopped.end());
    await stopped.untilSays('live');
    const shared = { url, schema, leaseMs: SHORT, store, projections: sampleProjections };
    const next: ReadModels = await startPostgres({ ...shared, follow: true });
    ends.push(() => next.close());
    const states = async () => (await next.status()).map(({ state }) => state);
    expect(await states()).toEqual(['waiting', 'waiting']);

    stopped.freeze();
    const raised = (round: number) => append(store, 'c0', 'CaseRaised', { by: 1, schemeId: 's0' }, round);
    for (let round = 2; round < 20; round++) await raised(round);
    expect(await next.waitFor(NAMES, await store.head(), SOON)).toBe(true);
    while ((await states()).some((state) => state !== 'live')) await setImmediate();

    stopped.thaw();
    await stopped.untilSays('LeaseLost');
    for (let round = 20; round < 40; round++) await raised(round);
    expect(await next.waitFor(NAMES, await store.head(), SOON)).toBe(true);
    const hashes = async (of: ReadModels) =>
      (await of.status({ hashes: true })).map(({ contentHash }) => contentHash);
    const shown = await hashes(next);
    await next.rebuild('all');
    expect(await hashes(next)).toEqual(shown);
  });

  it('is no failure of one who stands by', async () => {
    const store = openMemoryStore();
    const shared = { url, schema, store, projections: sampleProjections, follow: true };
    const first = await startPostgres({ ...shared, leaseMs: 1 });
    ends.push(() => first.close());
    const next = await startPostgres({ ...shared, leaseMs: 60_000 });
    ends.push(() => next.close());
    const states = async (of: ReadModels) => new Set((await of.status()).map(({ state }) => state));
    while (!(await states(next)).has('live')) await setImmediate();
    while (!(await states(first)).has('waiting')) await setImmediate();
    expect(await states(first)).toEqual(new Set(['waiting']));
  });
});
