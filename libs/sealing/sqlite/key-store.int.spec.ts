import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UnknownKey } from '../key-store.js';
import { SqliteKeyStore } from './key-store.js';

describe('keys in SQLite', () => {
  let folder: string;
  let keys: SqliteKeyStore;
  const reopen = async (cached?: number) => {
    await keys.close();
    keys = await SqliteKeyStore.open(join(folder, 'keys.sqlite'), cached);
  };
  const bytes = () => Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))));

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tilsagn-'));
    keys = await SqliteKeyStore.open(join(folder, 'keys.sqlite'));
  });
  afterEach(async () => {
    await keys.close();
    rmSync(folder, { recursive: true });
  });

  it('gives one reference one key, however many ask at once', async () => {
    const made = await Promise.all(Array.from({ length: 50 }, () => keys.keyFor('case:1')));
    expect(new Set(made.map(({ kid }) => kid)).size).toBe(1);
    expect((await keys.keyFor('case:2')).kid).not.toBe(made[0]!.kid);
  });

  it('gives two stores on one file the same key', async () => {
    const other = await SqliteKeyStore.open(join(folder, 'keys.sqlite'));
    const [mine, theirs] = await Promise.all([keys.keyFor('case:1'), other.keyFor('case:1')]);
    expect(theirs.kid).toBe(mine.kid);
    expect(theirs.key.equals(mine.key)).toBe(true);
    await other.close();
  });

  it('remembers keys and secrets', async () => {
    const made = await keys.keyFor('person:1');
    const secret = await keys.secret('command-hash');
    await reopen();
    expect(keys.keyById(made.kid)?.equals(made.key)).toBe(true);
    expect((await keys.keyFor('person:1')).kid).toBe(made.kid);
    expect(await keys.secret('command-hash')).toEqual(secret);
    expect(await keys.secret('other')).not.toEqual(secret);
  });

  it('finds keys its cache has no room for', async () => {
    await reopen(2);
    const made = await Promise.all(['a', 'b', 'c', 'd'].map((reference) => keys.keyFor(reference)));
    for (const { kid, key } of made) expect(keys.keyById(kid)?.equals(key)).toBe(true);
    expect((await keys.keyFor('a')).kid).toBe(made[0]!.kid);
  });

  it('holds no name, and no byte of a key once it is erased', async () => {
    const { kid, key } = await keys.keyFor('person:kari@example.no');
    const raw = key.export();
    expect(bytes().includes('kari')).toBe(false);
    expect(bytes().includes(raw)).toBe(true);
    await keys.erase('person:kari@example.no');
    expect(bytes().includes(raw)).toBe(false);
    expect(keys.keyById(kid)).toBeUndefined();
    await reopen();
    expect(keys.keyById(kid)).toBeUndefined();
    expect(() => keys.keyById('never made')).toThrow(UnknownKey);
  });

  it('makes a new key for a reference that was erased', async () => {
    const before = await keys.keyFor('person:1');
    const [, during] = await Promise.all([keys.erase('person:1'), keys.keyFor('person:1')]);
    const after = await keys.keyFor('person:1');
    expect(during.kid).toBe(before.kid);
    expect(after.kid).not.toBe(before.kid);
    expect(keys.keyById(after.kid)?.equals(after.key)).toBe(true);
    await keys.erase('person:unknown');
  });
});
