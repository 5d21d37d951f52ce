import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DatabaseError } from 'pg';
import { testAuthority } from '#access/identity/testing/certificates.js';
import { StorageBusy, StorageClosed, StorageUnavailable } from '#hosting/storage.js';
import type { Concern, MigrationStep } from './concern.js';
import { DatabaseTooNew } from './migrations.js';
import { startLine } from './testing/line.js';
import { ownSchemas, type OwnSchemas } from './testing/own-database.js';
import { startTlsLine } from './testing/tls-line.js';
import { reachesPostgres, TEST_POSTGRES } from './testing/test-postgres.js';

const suite = (await reachesPostgres()) ? describe : describe.skip;

const NOTES: Concern = { name: 'notes', steps: [{ sql: 'CREATE TABLE notes (id integer PRIMARY KEY)' }] };
const then = (...steps: readonly MigrationStep[]): Concern => ({
  ...NOTES,
  steps: [...NOTES.steps, ...steps],
});

suite('a database', () => {
  let own: OwnSchemas;
  const applied = async () =>
    (await own.ask<{ step: number }>(`SELECT step FROM ${own.prefix}_notes.migrations ORDER BY step`)).map(
      ({ step }) => step,
    );
  const columns = async () =>
    (
      await own.ask<{ name: string }>(
        'SELECT attname AS name FROM pg_attribute WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped',
        [`${own.prefix}_notes.notes`],
      )
    ).map(({ name }) => name);

  beforeEach(() => {
    own = ownSchemas([NOTES]);
  });
  afterEach(() => own.remove());

  describe('is brought up to date', () => {
    it('once, by however many begin at once', async () => {
      const concerns = [then({ sql: 'ALTER TABLE notes ADD COLUMN text text' })];
      await Promise.all(Array.from({ length: 4 }, () => own.open({ concerns })));
      expect(await applied()).toEqual([1, 2]);
      expect(await columns()).toEqual(['id', 'text']);
    });

    it('by what is missing only, and what is there stays', async () => {
      const before = await own.open();
      await before.run('INSERT INTO notes (id) VALUES (1)');
      const after = await own.open({
        concerns: [then({ sql: `ALTER TABLE notes ADD COLUMN text text DEFAULT 'old'` })],
      });
      expect(await after.query('SELECT * FROM notes')).toEqual([{ id: 1, text: 'old' }]);
    });

    it('wholly or not at all: a step that fails takes the others back, those of other subjects too', async () => {
      await own.open();
      const other: Concern = { name: 'other', steps: [{ sql: 'CREATE TABLE others (id integer)' }] };
      const failing = then(
        { sql: 'ALTER TABLE notes ADD COLUMN text text' },
        { sql: 'ALTER TABLE nobody ADD x text' },
      );
      await expect(own.open({ concerns: [other, failing] })).rejects.toThrow(DatabaseError);
      expect(await applied()).toEqual([1]);
      expect(await columns()).toEqual(['id']);
      expect(await own.ask('SELECT 1 FROM pg_namespace WHERE nspname = $1', [`${own.prefix}_other`])).toEqual(
        [],
      );
      const mended = then({ sql: 'ALTER TABLE notes ADD COLUMN text text' }, { sql: 'SELECT 1' });
      await own.open({ concerns: [mended] });
      expect(await applied()).toEqual([1, 2, 3]);
    });
  });

  describe('that a newer program has changed', () => {
    it('is used by an older one as long as it was only expanded', async () => {
      await own.open({ concerns: [then({ sql: 'ALTER TABLE notes ADD COLUMN text text' })] });
      const older = await own.open();
      await older.run('INSERT INTO notes (id) VALUES (1)');
      expect(await older.query('SELECT id FROM notes')).toEqual([{ id: 1 }]);
      expect(await applied()).toEqual([1, 2]);
    });

    it('is refused by an older one that it leaves without what it needs', async () => {
      const concerns = [then({ sql: 'ALTER TABLE notes RENAME TO renamed', needs: 2 })];
      await own.open({ concerns });
      await expect(own.open()).rejects.toThrow(DatabaseTooNew);
      await expect(own.open()).rejects.toThrow('a newer version has been here');
      await own.open({ concerns });
    });
  });

  it('carries out a transaction wholly or not at all', async () => {
    const database = await own.open();
    const failed = database.transaction(async (session) => {
      await session.run('INSERT INTO notes (id) VALUES (1)');
      await session.run('INSERT INTO notes (id) VALUES (1)');
    });
    await expect(failed).rejects.toThrow(DatabaseError);
    await database.transaction((session) => session.run('INSERT INTO notes (id) VALUES (2)'));
    expect(await database.query('SELECT id FROM notes')).toEqual([{ id: 2 }]);
    expect(await database.available()).toBe(true);
  });

  it('is unavailable while the server is away, and there again when it is', async () => {
    const line = await startLine(TEST_POSTGRES);
    const database = await own.open({ url: line.url });
    const ask = () => database.query('SELECT 1 AS one');
    await Promise.all([ask(), ask(), ask()]);
    const transaction = database.transaction(async (session) => {
      await line.cut();
      await session.query('SELECT 1');
    });
    await expect(transaction).rejects.toThrow(StorageUnavailable);
    await expect(ask()).rejects.toThrow(StorageUnavailable);
    expect(await database.available()).toBe(false);
    await expect(own.open({ url: line.url })).rejects.toThrow(StorageUnavailable);
    await line.mend();
    expect(await database.available()).toBe(true);
    expect(await ask()).toEqual([{ one: 1 }]);
    await database.close();
    await line.cut();
  });

  it('is unavailable for what the server ended', async () => {
    const database = await own.open();
    const sleep = `SELECT pg_sleep(60) AS ${own.prefix}`;
    const asked = database.query(sleep).catch((error: unknown) => error);
    const end = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = $1 AND state = 'active'`;
    while ((await own.ask(end, [sleep])).length === 0) await setImmediate();
    expect(await asked).toBeInstanceOf(StorageUnavailable);
    expect(await database.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('says that something is in the way when a statement takes too long', async () => {
    const database = await own.open({ statementMs: 1_000 });
    await expect(database.query('SELECT pg_sleep(60)')).rejects.toThrow(StorageBusy);
    expect(await database.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('is reached over TLS where its certificate is vouched for, and nowhere else', async () => {
    const [authority, other] = await Promise.all([testAuthority(), testAuthority()]);
    const line = await startTlsLine(TEST_POSTGRES, authority);
    const database = await own.open({ url: line.url, tls: { ca: authority.ca } });
    expect(await database.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await expect(own.open({ url: line.url, tls: { ca: other.ca } })).rejects.toThrow(StorageUnavailable);
    await expect(own.open({ tls: { ca: authority.ca } })).rejects.toThrow('does not support SSL');
    await database.close();
    await line.close();
  });

  it('is closed to whoever comes later', async () => {
    const database = await own.open();
    const last = database.query('SELECT 1 AS one');
    await database.close();
    expect(await last).toEqual([{ one: 1 }]);
    await expect(database.query('SELECT 1')).rejects.toThrow(StorageClosed);
  });

  it('lets a channel be heard, says when it is not, and is heard again', async () => {
    const database = await own.open();
    const heard: string[] = [];
    const channel = database.channel('news');
    const listening = database.listen(channel, {
      notified: (payload) => heard.push(payload),
      began: () => heard.push('began'),
      lost: () => heard.push('lost'),
    });
    const until = async (word: string) => {
      while (heard.at(-1) !== word) await setImmediate();
    };
    await until('began');
    expect(listening.hears).toBe(true);
    await database.query('SELECT pg_notify($1, $2)', [channel, 'one']);
    await until('one');
    await own.ask(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = $1`, [
      `LISTEN "${channel}"`,
    ]);
    await until('began');
    expect(heard).toEqual(['began', 'one', 'lost', 'began']);
    await database.query('SELECT pg_notify($1, $2)', [channel, 'two']);
    await until('two');
    await listening.close();
    expect(heard.at(-1)).toBe('lost');
  });
});
