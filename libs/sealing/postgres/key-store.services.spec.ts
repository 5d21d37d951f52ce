import { randomBytes } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openMemoryStore } from '#event-store/memory/memory-store.js';
import type { NewEvent } from '#eventsourcing/event.js';
import { StorageBusy, StorageClosed } from '#hosting/storage.js';
import type { Postgres } from '#postgres/postgres.js';
import { ownSchemas, type OwnSchemas } from '#postgres/testing/own-database.js';
import { reachesPostgres } from '#postgres/testing/test-postgres.js';
import { keyStoreContract } from '../contract-suite.js';
import { seal } from '../cipher.js';
import { type Key, UnknownKey } from '../key-store.js';
import { LocalMasterKey } from '../local-master-key.js';
import { MasterKeyMissing, MasterKeys, WrapBroken } from '../master-key.js';
import { ERASURE_LIST_CONCERN, PostgresErasureList } from './erasure-list.js';
import { KeysUnfit } from './fit.js';
import { type KeyStoreOptions, PostgresKeyStore } from './key-store.js';
import { KEYS_CONCERN } from './keys-schema.js';
import { rewrapAll } from './rewrap.js';

const suite = (await reachesPostgres()) ? describe : describe.skip;

const CONCERNS = [KEYS_CONCERN, ERASURE_LIST_CONCERN];
const OLD = new LocalMasterKey(randomBytes(32));
const NEW = new LocalMasterKey(randomBytes(32));
/** So that an erasure waits for nothing but caches that are there. */
const QUICK = { masters: new MasterKeys(OLD), appendMs: 0 };

suite('in PostgreSQL', () => {
  keyStoreContract(
    'tables',
    () => {
      const own = ownSchemas(CONCERNS);
      let database: Postgres;
      let keys: PostgresKeyStore;
      const open = async (cached?: number) => {
        database = await own.open();
        keys = await PostgresKeyStore.open(database, {
          ...QUICK,
          ...(cached === undefined ? {} : { cached }),
        });
        return keys;
      };
      return {
        open: () => open(),
        reopen: async (cached) => {
          await keys.close();
          await database.close();
          return open(cached);
        },
        remove: async () => {
          await keys.close();
          await own.remove();
        },
        holds: async ({ kid }) => (await database.query('SELECT FROM keys WHERE kid = $1', [kid])).length > 0,
      };
    },
    60,
  );

  describe('keys of several processes', () => {
    let own: OwnSchemas;
    let opened: PostgresKeyStore[];
    beforeEach(() => {
      own = ownSchemas(CONCERNS);
      opened = [];
    });
    afterEach(async () => {
      for (const keys of opened) await keys.close();
      await own.remove();
    });
    /** A process of its own. */
    const program = async (options: Partial<KeyStoreOptions> = {}) => {
      const database = await own.open();
      const keys = await PostgresKeyStore.open(database, { ...QUICK, ...options });
      opened.push(keys);
      return { database, keys };
    };
    const table = (name: string) => `${own.prefix}_keys.${name}`;
    /** Until a key is at hand: a cache takes a moment to be one. */
    const atHand = async (keys: PostgresKeyStore, { kid }: Key) => {
      while ((await keys.keyById(kid)) && keys.keyById(kid) instanceof Promise) await setImmediate();
    };
    const readable = async (keys: PostgresKeyStore, { kid }: Key) => (await keys.keyById(kid)) !== undefined;

    it('are the same for one reference, whoever makes it first', async () => {
      const programs = await Promise.all([program(), program(), program()]);
      for (let round = 0; round < 10; round++) {
        const made = await Promise.all(programs.map(({ keys }) => keys.keyFor(`case:${round}`)));
        expect(new Set(made.map(({ kid }) => kid)).size).toBe(1);
        expect(made.every(({ key }) => key.equals(made[0]!.key))).toBe(true);
      }
      const secrets = await Promise.all(programs.map(({ keys }) => keys.secret('command-hash')));
      expect(secrets.every((secret) => secret.equals(secrets[0]!))).toBe(true);
    });

    it('stand wrapped in the tables, and no reference with them', async () => {
      const { keys } = await program();
      const { key } = await keys.keyFor('person:kari@example.no');
      const secret = await keys.secret('pseudonyms');
      const [row] = await own.ask<{ text: string }>(
        `SELECT string_agg(keys::text, '') || (SELECT string_agg(secrets::text, '') FROM ${table('secrets')}) AS text
         FROM ${table('keys')} AS keys`,
      );
      expect(row!.text).not.toContain('kari');
      for (const bytes of [key.export(), secret]) expect(row!.text).not.toContain(bytes.toString('hex'));
    });

    it('do not open where the row of one was put under another', async () => {
      const { keys } = await program({ leaseMs: 1 });
      const [one, other] = [await keys.keyFor('case:1'), await keys.keyFor('case:2')];
      await own.ask(
        `UPDATE ${table('keys')} SET wrapped = (SELECT wrapped FROM ${table('keys')} WHERE kid = $1) WHERE kid = $2`,
        [one.kid, other.kid],
      );
      const { keys: fresh } = await program();
      await expect((async () => fresh.keyById(other.kid))()).rejects.toThrow(WrapBroken);
    });

    describe('that are erased', () => {
      it('open nowhere any more, also where they were at hand, and what comes then has a new one', async () => {
        const [one, other] = await Promise.all([program(), program()]);
        const key = await one.keys.keyFor('case:1');
        await atHand(other.keys, key);
        const { retained } = await one.keys.erase('case:1');
        expect(await readable(one.keys, key)).toBe(false);
        expect(await readable(other.keys, key)).toBe(false);
        const next = await other.keys.keyFor('case:1');
        expect(next.kid).not.toBe(key.kid);
        expect((await one.keys.keyFor('case:1')).kid).toBe(next.kid);
        expect(await own.ask(`SELECT FROM ${table('keys')} WHERE kid = $1`, [key.kid])).toEqual([]);
        expect(retained.join()).toMatch(/write-ahead log.*backups.*master key/);
      });

      it('wait for the cache of a process that has stopped until its lease is over by the clock of the server', async () => {
        const { keys, database } = await program();
        const key = await keys.keyFor('case:1');
        await database.run(
          `INSERT INTO key_caches (id, until, seen) VALUES (gen_random_uuid(), clock_timestamp() + interval '0.7 s', 0)`,
        );
        await keys.erase('case:1');
        const [order] = await database.query<{ after: boolean }>(
          `SELECT at >= (SELECT until FROM key_caches WHERE seen = 0) AS after FROM erased WHERE kid = $1`,
          [key.kid],
        );
        expect(order).toEqual({ after: true });
      });

      it('wait for appends that are on their way', async () => {
        const [appendMs, claimMs] = [3_000, 100_000];
        const { keys, database } = await program({ appendMs, claimMs });
        const key = await keys.keyFor('case:1');
        const erased = keys.erase('case:1');
        // When it was asked for, by the clock of the server: whoever asks claims it for that long.
        const asked = `SELECT (erasing_until - $2 * interval '1 ms')::text AS at FROM keys
                       WHERE kid = $1 AND erasing IS NOT NULL`;
        let rows = await database.query<{ at: string }>(asked, [key.kid, claimMs]);
        while (rows.length === 0) rows = await database.query<{ at: string }>(asked, [key.kid, claimMs]);
        // What is sealed meanwhile has the key that is destroyed, and nobody reads with it any more.
        expect((await keys.keyFor('case:1')).kid).toBe(key.kid);
        // It is marked a moment before who asked for that hears that it is.
        while (await readable(keys, key));
        expect(await database.query('SELECT kid FROM keys WHERE kid = $1', [key.kid])).toHaveLength(1);
        await erased;
        // A timer may be a millisecond early, and two clocks do not run quite alike.
        const [later] = await database.query<{ later: boolean }>(
          `SELECT at >= $2::timestamptz + $3 * interval '1 ms' AS later FROM erased WHERE kid = $1`,
          [key.kid, rows[0]!.at, appendMs * 0.9],
        );
        expect(later).toEqual({ later: true });
      });

      it('are not done while a transaction can still see them, and are when asked again', async () => {
        const { keys } = await program({ patienceMs: 0 });
        const reader = await own.open();
        const key = await keys.keyFor('case:1');
        await reader.transaction(async (session) => {
          await session.run('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
          await session.query('SELECT count(*) FROM keys');
          await expect(keys.erase('case:1')).rejects.toThrow(StorageBusy);
          expect(await session.query('SELECT kid FROM keys')).toEqual([{ kid: key.kid }]);
        });
        expect(await readable(keys, key)).toBe(false);
        await keys.erase('case:1');
        expect(await own.ask(`SELECT FROM ${table('erased')} WHERE NOT vacuumed`)).toEqual([]);
      });

      it('are destroyed by another process when the one that began has died', async () => {
        const dead = await program({ appendMs: 60_000, claimMs: 1 });
        const key = await dead.keys.keyFor('case:1');
        const erased = dead.keys.erase('case:1').catch((error: unknown) => error);
        const asked = `SELECT FROM ${table('keys')} WHERE erasing IS NOT NULL`;
        while ((await own.ask(asked)).length === 0) await setImmediate();
        await dead.keys.close();
        expect(await erased).toBeInstanceOf(StorageClosed);
        const next = await program({ leaseMs: 50 });
        while ((await own.ask(`SELECT FROM ${table('keys')}`)).length > 0) await setImmediate();
        expect(await readable(next.keys, key)).toBe(false);
      });

      it('are dropped by a process that does not hear of it, because its connection is lost', async () => {
        const { keys } = await program();
        const key = await keys.keyFor('case:1');
        await atHand(keys, key);
        expect(keys.keyById(key.kid)).not.toBeInstanceOf(Promise);
        const channel = `LISTEN "${own.prefix}_erasures"`;
        await own.ask(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = $1`, [channel]);
        // Not at hand any more: it is asked for.
        while (!(keys.keyById(key.kid) instanceof Promise)) await setImmediate();
        // It is found all the same, and at hand again once the process is listening.
        expect(await readable(keys, key)).toBe(true);
        await atHand(keys, key);
        expect(keys.keyById(key.kid)).not.toBeInstanceOf(Promise);
      });

      it('never come back to a cache, whatever others read at that moment', async () => {
        const programs = await Promise.all([program(), program(), program()]);
        for (let round = 0; round < 15; round++) {
          const reference = `case:${round}`;
          const key = await programs[0].keys.keyFor(reference);
          const done = new AbortController();
          const reading = programs.slice(1).map(async ({ keys }) => {
            while (!done.signal.aborted) {
              await keys.keyById(key.kid);
              await keys.keyFor(reference);
              await setImmediate();
            }
          });
          await programs[0].keys.erase(reference).finally(() => done.abort());
          await Promise.all(reading);
          const left = await Promise.all(programs.map(({ keys }) => readable(keys, key)));
          expect(left).toEqual([false, false, false]);
        }
      });
    });

    describe('and their master key', () => {
      it('are wrapped anew with another one while others go on; then the former one is needed no more', async () => {
        const { keys, database } = await program({ masters: new MasterKeys(OLD, [NEW]) });
        const made = await Promise.all(Array.from({ length: 450 }, (_, n) => keys.keyFor(`case:${n}`)));
        const secret = await keys.secret('pseudonyms');
        const rotating = rewrapAll(database, new MasterKeys(NEW, [OLD]));
        const meanwhile = await keys.keyFor('case:meanwhile');
        const done = await rotating;
        expect(done.keys).toBeGreaterThanOrEqual(450);
        // The secret of references and the one above.
        expect(done.secrets).toBe(2);
        await rewrapAll(database, new MasterKeys(NEW, [OLD]));
        const after = await program({ masters: new MasterKeys(NEW) });
        for (const { kid, key } of [...made, meanwhile])
          expect((await after.keys.keyById(kid))?.equals(key)).toBe(true);
        expect(await after.keys.secret('pseudonyms')).toEqual(secret);
        const former = `SELECT FROM ${table('keys')} WHERE master = $1 UNION ALL SELECT FROM ${table('secrets')} WHERE master = $1`;
        expect(await own.ask(former, [OLD.id])).toEqual([]);
      });

      it('are not done with the former one while a transaction can still see what it wrapped', async () => {
        const { keys, database } = await program();
        await keys.keyFor('case:1');
        const reader = await own.open();
        const anew = () => rewrapAll(database, new MasterKeys(NEW, [OLD]), 0);
        await reader.transaction(async (session) => {
          await session.run('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
          await session.query('SELECT count(*) FROM keys');
          await expect(anew()).rejects.toThrow(StorageBusy);
          expect(await session.query('SELECT master FROM keys')).toEqual([{ master: OLD.id }]);
        });
        await anew();
      });

      it('are not opened without it: the start says which one is missing', async () => {
        const { keys } = await program();
        await keys.keyFor('case:1');
        const masters = new MasterKeys(NEW);
        await expect(program({ masters })).rejects.toThrow(MasterKeyMissing);
        await expect(program({ masters })).rejects.toThrow(OLD.id);
      });

      it('say so also when it was replaced while a process ran that does not have it', async () => {
        const { keys, database } = await program();
        const { kid } = await keys.keyFor('case:1');
        await rewrapAll(database, new MasterKeys(NEW, [OLD]));
        await own.ask(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = $1`, [
          `LISTEN "${own.prefix}_erasures"`,
        ]);
        let found = keys.keyById(kid);
        while (!(found instanceof Promise)) {
          await setImmediate();
          found = keys.keyById(kid);
        }
        await expect(found).rejects.toThrow(MasterKeyMissing);
      });
    });

    describe('and the log that names them', () => {
      const noted = (id: string, key: Key): NewEvent => ({
        id,
        type: 'Noted',
        schemaVersion: 1,
        data: { text: seal('Kari', key, [id, 'text']) },
        metadata: {
          actor: { subject: 's', roles: [] },
          commandId: id,
          commandHash: 'h',
          correlationId: 'r',
          occurredAt: '2026-01-01T00:00:00.000Z',
        },
      });

      it('are refused to another log', async () => {
        const { keys } = await program();
        await keys.bind(openMemoryStore());
        await expect((await program()).keys.bind(openMemoryStore())).rejects.toThrow(KeysUnfit);
      });

      it('are refused when the database was restored to a moment before the newest key in the log', async () => {
        const log = openMemoryStore();
        const { keys } = await program();
        await keys.bind(log);
        const first = await keys.keyFor('case:1');
        await log.append('case-1', 'no-stream', [noted('e1', first)]);
        const last = await keys.keyFor('case:2');
        await log.append('case-2', 'no-stream', [noted('e2', last)]);
        await (await program()).keys.bind(log);
        // As it was before the last key was made.
        await own.ask(`DELETE FROM ${table('keys')} WHERE kid = $1`, [last.kid]);
        await own.ask(`UPDATE ${table('key_notes')} SET text = '1' WHERE name = 'known-up-to'`);
        const restored = await program();
        await expect(restored.keys.bind(log)).rejects.toThrow(KeysUnfit);
        await expect(restored.keys.bind(log)).rejects.toThrow(last.kid);
      });

      it('that came back with a restored database are erased again, by the list that was not restored with it', async () => {
        const log = openMemoryStore();
        const list = async (known: string | undefined) =>
          PostgresErasureList.open(await own.open(), { list: known, log: log.logId });
        const { keys } = await program();
        await keys.noteErasuresIn(list);
        await keys.bind(log);
        const [erased, unmade] = [await keys.keyFor('case:1'), await keys.keyFor('case:2')];
        await log.append('case-1', 'no-stream', [noted('e1', erased)]);
        await log.append('case-2', 'no-stream', [noted('e2', unmade)]);
        const copy = await own.ask<object>(`SELECT * FROM ${table('keys')} WHERE kid = $1`, [erased.kid]);
        await keys.erase('case:1');
        await keys.erase('case:2');
        // As it was after the first key was made, and before both were erased.
        await own.ask(`DELETE FROM ${table('erased')}`);
        await own.ask(
          `INSERT INTO ${table('keys')} SELECT * FROM jsonb_populate_record(NULL::${table('keys')}, $1::jsonb)`,
          [JSON.stringify({ ...copy[0], wrapped: '\\x00' })],
        );
        const restored = await program();
        await restored.keys.noteErasuresIn(list);
        await restored.keys.bind(log);
        expect(await own.ask(`SELECT FROM ${table('keys')}`)).toEqual([]);
        for (const key of [erased, unmade]) expect(await readable(restored.keys, key)).toBe(false);
        await expect((async () => restored.keys.keyById('never made'))()).rejects.toThrow(UnknownKey);
      });

      it('are erased by none who does not have the list in which erasures are noted', async () => {
        const { keys } = await program();
        await keys.noteErasuresIn(async () =>
          PostgresErasureList.open(await own.open(), { list: undefined, log: 'l' }),
        );
        const key = await keys.keyFor('case:1');
        const other = await program();
        await expect(other.keys.erase('case:1')).rejects.toThrow('not open here');
        expect(await readable(other.keys, key)).toBe(true);
        await keys.erase('case:1');
      });
    });
  });
});
