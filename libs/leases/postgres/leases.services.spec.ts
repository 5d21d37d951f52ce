import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { StorageUnavailable } from '#hosting/storage.js';
import type { Postgres } from '#postgres/postgres.js';
import type { Concern } from '#postgres/concern.js';
import { ownSchemas, type OwnSchemas } from '#postgres/testing/own-database.js';
import { reachesPostgres } from '#postgres/testing/test-postgres.js';
import { leasesContract } from '../contract-suite.js';
import { type Lease, LeaseLost, type Leases } from '../lease.js';
import { LEASES_CONCERN } from './leases-schema.js';
import { PostgresLeases, underLease } from './leases.js';

const suite = (await reachesPostgres()) ? describe : describe.skip;

const NOTES: Concern = { name: 'notes', steps: [{ sql: 'CREATE TABLE notes (text text)' }] };

/** So short that a holder who does nothing has lost it soon. */
const SHORT = 150;

/** Asks until it is had: its time runs out by the server's clock. */
async function awaited(leases: Leases, name: string): Promise<Lease> {
  for (;;) {
    const lease = await leases.acquire(name);
    if (lease) return lease;
    await setImmediate();
  }
}

suite('leases in PostgreSQL', () => {
  let own: OwnSchemas;
  let database: Postgres;
  beforeEach(async () => {
    own = ownSchemas([LEASES_CONCERN, NOTES]);
    database = await own.open();
  });
  afterEach(() => own.remove());

  leasesContract('those in PostgreSQL', () => Promise.resolve(new PostgresLeases(database)));

  /** A program of its own. */
  const another = async (lengthMs?: number) => {
    const at = await own.open();
    return { at, leases: new PostgresLeases(at, lengthMs) };
  };
  const note = (at: Postgres, lease: Lease, text: string) =>
    underLease(at, lease, (session) => session.run('INSERT INTO notes (text) VALUES ($1)', [text]));
  const notes = async () =>
    (await database.query<{ text: string }>('SELECT text FROM notes')).map(({ text }) => text);

  it('are had by one of many that ask at once, and by the next when it lets go', async () => {
    const programs = await Promise.all(Array.from({ length: 4 }, () => another()));
    const asked = await Promise.all(programs.map(({ leases }) => leases.acquire('letters')));
    const had = asked.flatMap((lease) => lease ?? []);
    expect(had).toHaveLength(1);
    expect(await programs[0]!.leases.acquire('letters')).toBeUndefined();
    await programs[0]!.leases.release(had[0]!);
    expect(await programs[1]!.leases.acquire('letters')).toMatchObject({ name: 'letters' });
  });

  it('are taken over from who does not renew them, and a write of theirs is refused from then on', async () => {
    const [stopped, next] = [await another(SHORT), await another(SHORT)];
    const old = (await stopped.leases.acquire('letters'))!;
    await note(stopped.at, old, 'while it was held');
    const taken = await awaited(next.leases, 'letters');
    expect(taken.epoch).toBeGreaterThan(old.epoch);
    await expect(note(stopped.at, old, 'too late')).rejects.toThrow(LeaseLost);
    expect(await stopped.leases.renew(old)).toBe(false);
    await note(next.at, taken, 'by the next');
    expect(await notes()).toEqual(['while it was held', 'by the next']);
  });

  it('stay with who was late as long as nobody else asked', async () => {
    const { leases, at } = await another(1);
    const lease = (await leases.acquire('letters'))!;
    const passed = `SELECT FROM leases WHERE until <= clock_timestamp()`;
    while ((await at.query(passed)).length === 0) await setImmediate();
    await note(at, lease, 'late');
    expect(await leases.renew(lease)).toBe(true);
  });

  it('are not taken over while a write under them is going on: it is over before the next one begins', async () => {
    const [first, next] = [await another(1), await another()];
    const old = (await first.leases.acquire('letters'))!;
    const [written, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const writing = underLease(first.at, old, async (session) => {
      await session.run(`INSERT INTO notes (text) VALUES ('before')`);
      written.resolve();
      await gate.promise;
    });
    await written.promise;
    const taking = awaited(next.leases, 'letters');
    const waits = `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE 'INSERT INTO leases%'`;
    while ((await own.ask(waits)).length === 0) await setImmediate();
    gate.resolve();
    await writing;
    await note(next.at, await taking, 'after');
    expect(await notes()).toEqual(['before', 'after']);
  });

  it('are lost to a holder that stopped in the middle of a write: the server ends that write', async () => {
    const [stopped, next] = [await another(1), await another()];
    const old = (await stopped.leases.acquire('letters'))!;
    const [written, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const writing = underLease(stopped.at, old, async (session) => {
      await session.run(`INSERT INTO notes (text) VALUES ('half done')`);
      written.resolve();
      await gate.promise;
    });
    await written.promise;
    const taken = await awaited(next.leases, 'letters');
    gate.resolve();
    await expect(writing).rejects.toThrow(StorageUnavailable);
    await note(next.at, taken, 'by the next');
    expect(await notes()).toEqual(['by the next']);
  });
});
