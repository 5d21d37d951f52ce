import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { StorageBusy } from '#hosting/storage.js';
import { ownSchemas, type OwnSchemas } from '#postgres/testing/own-database.js';
import { reachesPostgres } from '#postgres/testing/test-postgres.js';
import type { Turn } from '../turns.js';
import { LEASES_CONCERN } from './leases-schema.js';
import { isTurnOf, PostgresTurns, type TurnTimes } from './turns.js';

const suite = (await reachesPostgres()) ? describe : describe.skip;

suite('turns in PostgreSQL', () => {
  let own: OwnSchemas;
  beforeEach(() => {
    own = ownSchemas([LEASES_CONCERN]);
  });
  afterEach(() => own.remove());

  /** A program of its own. */
  const program = async (times?: TurnTimes) => {
    const database = await own.open();
    return { database, turns: new PostgresTurns(database, times) };
  };

  it('are taken one after the other, by however many programs', async () => {
    const programs = await Promise.all([program(), program(), program()]);
    let inside = 0;
    let most = 0;
    const done: number[] = [];
    const work = (n: number) => async () => {
      most = Math.max(most, ++inside);
      await setImmediate();
      inside--;
      done.push(n);
    };
    await Promise.all(Array.from({ length: 30 }, (_, n) => programs[n % 3]!.turns.alone('a', work(n))));
    expect(most).toBe(1);
    expect(done).toHaveLength(30);
    expect(await own.ask(`SELECT FROM ${own.prefix}_leases.turns`)).toEqual([]);
  });

  it('under different keys do not wait for each other', async () => {
    const [one, two] = await Promise.all([program(), program()]);
    const gate = Promise.withResolvers<void>();
    const held = one.turns.alone('a', () => gate.promise);
    expect(await two.turns.alone('b', () => Promise.resolve('done'))).toBe('done');
    gate.resolve();
    await held;
  });

  it('pass on also from work that failed', async () => {
    const [one, two] = await Promise.all([program(), program()]);
    await expect(one.turns.alone('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await two.turns.alone('a', () => Promise.resolve('done'))).toBe('done');
  });

  it('last as long as the work, however short their time', async () => {
    const times = { lengthMs: 2_000 };
    const [one, two] = await Promise.all([program(times), program(times)]);
    const gate = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    const done: string[] = [];
    const long = one.turns.alone('a', async () => {
      begun.resolve();
      await gate.promise;
      done.push('long');
    });
    await begun.promise;
    const next = two.turns.alone('a', () => Promise.resolve(done.push('next')));
    const renewed = `SELECT count(*) FROM ${own.prefix}_leases.turns WHERE until > $1::timestamptz + interval '0.1 s'`;
    const [first] = await own.ask<{ until: Date }>(`SELECT until FROM ${own.prefix}_leases.turns`);
    while ((await own.ask<{ count: string }>(renewed, [first!.until]))[0]!.count === '0')
      await setImmediate();
    gate.resolve();
    await Promise.all([long, next]);
    expect(done).toEqual(['long', 'next']);
  });

  it('are taken over from a program that is dead, when its time has run out', async () => {
    const [dead, next] = await Promise.all([program({ lengthMs: 300 }), program()]);
    const begun = Promise.withResolvers<Turn>();
    const gate = Promise.withResolvers<void>();
    const stopped = dead.turns.alone('a', async (turn) => {
      begun.resolve(turn);
      await gate.promise;
    });
    const turn = await begun.promise;
    // Without its connections it renews nothing, as if it were dead.
    await dead.database.close();
    expect(await next.turns.alone('a', () => Promise.resolve('taken over'))).toBe('taken over');
    expect(await next.database.transaction((session) => isTurnOf(session, turn))).toBe(false);
    gate.resolve();
    await stopped;
  });

  it('that do not come in time are given up', async () => {
    const [one, two] = await Promise.all([program(), program({ patienceMs: 100 })]);
    const gate = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    const held = one.turns.alone('a', () => {
      begun.resolve();
      return gate.promise;
    });
    await begun.promise;
    await expect(two.turns.alone('a', () => Promise.resolve())).rejects.toThrow(StorageBusy);
    gate.resolve();
    await held;
  });

  it('of the long dead are forgotten', async () => {
    const { database, turns } = await program();
    const add = `INSERT INTO turns (key, token, until) VALUES ($1, gen_random_uuid(), clock_timestamp() - $2::interval)`;
    await database.run(add, ['old', '2 hours']);
    await database.run(add, ['young', '1 minute']);
    await turns.forgetOld();
    expect(await database.query('SELECT key FROM turns')).toEqual([{ key: 'young' }]);
  });
});
