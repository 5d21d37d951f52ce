import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type DurableSqlite, openDurable } from './durable-sqlite.js';
import { StorageClosed, StorageUnavailable } from '#hosting/storage.js';
import { SchemaTooNew, StatementFailed } from './errors.js';
import { SideStore } from './side-store.js';

const SCHEMA = ['CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT'];
const note = (id: number, text = `note ${id}`) => ({
  sql: 'INSERT INTO notes (id, text) VALUES (?, ?)',
  params: [id, text],
});

describe('a small durable file', () => {
  let folder: string;
  let file: string;
  let db: DurableSqlite;
  const count = (from = db) => from.get('SELECT count(*) AS n FROM notes')?.['n'];
  const bytes = () =>
    Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name)))).toString('latin1');

  beforeEach(async () => {
    folder = join(mkdtempSync(join(tmpdir(), 'tilsagn-')), 'data');
    file = join(folder, 'notes.sqlite');
    db = await openDurable({ file, schema: SCHEMA, secureDelete: true });
  });
  afterEach(async () => {
    await db.close();
    rmSync(join(folder, '..'), { recursive: true });
  });

  it('lets many write at once and each read what it wrote', async () => {
    const seen = await Promise.all(
      Array.from({ length: 300 }, async (_, id) => {
        await db.write([note(id)]);
        return db.get('SELECT text FROM notes WHERE id = ?', id);
      }),
    );
    expect(seen).toEqual(Array.from({ length: 300 }, (_, id) => ({ text: `note ${id}` })));
  });

  it('carries out all statements of a call or none', async () => {
    await db.write([note(1)]);
    await expect(db.write([note(2), note(1)])).rejects.toThrow(StatementFailed);
    expect(db.all('SELECT id FROM notes')).toEqual([{ id: 1 }]);
  });

  it('does not let one writer fail another', async () => {
    const ends = await Promise.allSettled([1, 2, 2, 3].map((id) => db.write([note(id)])));
    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(count()).toBe(3);
  });

  it('says which kind of error it was', async () => {
    await db.write([note(1)]);
    const constraint = await db.write([note(1)]).catch((error: unknown) => error);
    const syntax = await db.write([{ sql: 'INSERT IN notes' }]).catch((error: unknown) => error);
    expect(constraint).toMatchObject({ code: 'statement-failed', constraint: true });
    expect(syntax).toMatchObject({ code: 'statement-failed', constraint: false });
    expect(() => db.get('SELECT nothing FROM notes')).toThrow(StatementFailed);
    expect(() => db.get('DELETE FROM notes')).toThrow(StorageUnavailable);
  });

  it('tells a full disk from a wrong statement, and goes on when there is room', async () => {
    await db.write([{ sql: 'PRAGMA max_page_count = 1' }]);
    await expect(db.write([note(1, 'x'.repeat(100_000))])).rejects.toThrow(StorageUnavailable);
    await db.write([{ sql: 'PRAGMA max_page_count = 1000000' }]);
    expect(await db.available()).toBe(true);
    await db.write([note(1, 'x'.repeat(100_000))]);
    expect(count()).toBe(1);
  });

  it('finishes what was accepted before it closes, and refuses the rest', async () => {
    const writes = Array.from({ length: 50 }, (_, id) => db.write([note(id)]));
    const closed = db.close();
    await expect(db.write([note(99)])).rejects.toThrow(StorageClosed);
    expect(() => count()).toThrow(StorageClosed);
    await Promise.all([...writes, closed]);
    db = await openDurable({ file, schema: SCHEMA });
    expect(count()).toBe(50);
  });

  it('brings an older schema up to date, each step once, and refuses a newer file', async () => {
    await db.write([note(1)]);
    await db.close();
    const newer = [...SCHEMA, "ALTER TABLE notes ADD COLUMN tag TEXT NOT NULL DEFAULT 'new'"];
    await (await openDurable({ file, schema: newer })).close();
    await expect(openDurable({ file, schema: SCHEMA })).rejects.toThrow(SchemaTooNew);
    db = await openDurable({ file, schema: newer });
    expect(db.all('SELECT id, tag FROM notes')).toEqual([{ id: 1, tag: 'new' }]);
  });

  it('is readable by its owner only, like the folder made for it', async () => {
    await db.write([note(1)]);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    const modes = readdirSync(folder).map((name) => statSync(join(folder, name)).mode & 0o777);
    expect(new Set(modes)).toEqual(new Set([0o600]));
  });

  it('keeps no byte of what was deleted once its log is truncated', async () => {
    await db.write([note(1, 'a secret of some length')]);
    expect(bytes()).toContain('a secret of some length');
    await db.write([{ sql: 'DELETE FROM notes' }]);
    await db.truncateLog();
    expect(bytes()).not.toContain('secret');
  });

  it('is whole in its one file once it is closed, also while another connection reads it', async () => {
    const reader = new DatabaseSync(file, { readOnly: true });
    reader.prepare('SELECT count(*) FROM notes').get();
    await db.write([note(1)]);
    await db.close();
    const copy = join(folder, 'copy.sqlite');
    copyFileSync(file, copy);
    reader.close();
    db = await openDurable({ file: copy, schema: SCHEMA });
    expect(count()).toBe(1);
  });

  it('keeps several files apart', async () => {
    const other = await openDurable({ file: join(folder, 'other.sqlite'), schema: SCHEMA });
    await Promise.all([db.write([note(1)]), other.write([note(1)]), other.write([note(2)])]);
    expect([count(), count(other)]).toEqual([1, 2]);
    await other.close();
    await db.write([note(2)]);
    expect(count()).toBe(2);
  });

  it('tells its callers when the writing thread is lost, and opens again with a new one', async () => {
    const nowhere = SideStore.acquire().ask({ do: 'write', handle: -1, statements: [] });
    const accepted = db.write([note(1)]);
    await expect(nowhere).rejects.toThrow(StorageUnavailable);
    await expect(accepted).rejects.toThrow(StorageUnavailable);
    await expect(db.write([note(2)])).rejects.toThrow(StorageUnavailable);
    await expect(db.close()).rejects.toThrow(StorageUnavailable);
    db = await openDurable({ file, schema: SCHEMA });
    await db.write([note(3)]);
    expect(db.all('SELECT id FROM notes')).toContainEqual({ id: 3 });
  });
});
