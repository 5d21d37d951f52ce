import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StorageUnavailable } from '#hosting/storage.js';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { keyStoreContract } from '../contract-suite.js';
import { type Key, UnknownKey } from '../key-store.js';
import { KEYS_STORE, SqliteKeyStore } from './key-store.js';

const raw = ({ key }: Key) => key.export().toString('latin1');
const bytesIn = (folder: string) =>
  Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name)))).toString('latin1');

keyStoreContract(
  'a SQLite file',
  () => {
    const folder = temporaryFolder();
    let keys: SqliteKeyStore;
    const open = async (cached?: number) =>
      (keys = await SqliteKeyStore.open(join(folder.path, 'keys.sqlite'), cached));
    return {
      open: () => open(),
      reopen: (cached) => keys.close().then(() => open(cached)),
      remove: async () => {
        await keys.close();
        folder.remove();
      },
      holds: (key) => Promise.resolve(bytesIn(folder.path).includes(raw(key))),
    };
  },
  600,
);

describe('keys in SQLite', () => {
  let folder: string;
  let keys: SqliteKeyStore;
  const reopen = async (cached?: number, patience?: number) => {
    await keys.close();
    keys = await SqliteKeyStore.open(join(folder, 'keys.sqlite'), cached, patience);
  };
  const bytes = () => bytesIn(folder);

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tilsagn-'));
    keys = await SqliteKeyStore.open(join(folder, 'keys.sqlite'));
  });
  afterEach(async () => {
    await keys.close();
    rmSync(folder, { recursive: true });
  });

  it('gives two stores on one file the same key', async () => {
    const other = await SqliteKeyStore.open(join(folder, 'keys.sqlite'));
    const [mine, theirs] = await Promise.all([keys.keyFor('case:1'), other.keyFor('case:1')]);
    expect(theirs.kid).toBe(mine.kid);
    expect(theirs.key.equals(mine.key)).toBe(true);
    await other.close();
  });

  it('says how far the log was that it is bound to: at first, with each key, and at the end', async () => {
    const known = () => {
      const file = new DatabaseSync(join(folder, 'keys.sqlite'), { readOnly: true });
      const { position } = file.prepare(KEYS_STORE.keys!.known).get() ?? {};
      file.close();
      return position;
    };
    let head = '';
    await keys.keyFor('case:1');
    expect(known()).toBeUndefined();
    await keys.bind({ logId: 'log', head: () => Promise.resolve(head) });
    expect(known()).toBe('');
    head = '7';
    await keys.keyFor('case:1');
    expect(known()).toBe('');
    await keys.keyFor('case:2');
    expect(known()).toBe('7');
    head = '9';
    await keys.close();
    expect(known()).toBe('9');
  });

  it('makes keys also while the log cannot say how far it is', async () => {
    let away = false;
    await keys.bind({
      logId: 'log',
      head: () => (away ? Promise.reject(new StorageUnavailable('away')) : Promise.resolve('7')),
    });
    away = true;
    const { kid } = await keys.keyFor('case:1');
    expect(keys.keyById(kid)).toBeDefined();
  });

  it('holds no name, and no byte of a key once it is erased', async () => {
    const key = await keys.keyFor('person:kari@example.no');
    expect(bytes()).not.toContain('kari');
    expect(bytes()).toContain(raw(key));
    await keys.erase('person:kari@example.no');
    expect(bytes()).not.toContain(raw(key));
    expect(keys.keyById(key.kid)).toBeUndefined();
    await reopen();
    expect(keys.keyById(key.kid)).toBeUndefined();
    expect(() => keys.keyById('never made')).toThrow(UnknownKey);
  });

  describe('with a reader in the way', () => {
    const reading = () => {
      const reader = new DatabaseSync(join(folder, 'keys.sqlite'), { readOnly: true });
      reader.exec('BEGIN; SELECT count(*) FROM keys');
      return reader;
    };

    it('erases once the reader is gone', async () => {
      const key = await keys.keyFor('case:1');
      const reader = reading();
      const erased = keys.erase('case:1');
      // Another write is not held up; its end shows that the erasure has met the reader.
      await keys.keyFor('case:2');
      await keys.keyFor('case:3');
      expect(bytes()).toContain(raw(key));
      reader.close();
      await erased;
      expect(bytes()).not.toContain(raw(key));
    });

    it('says that it is not done, and is done when asked again', async () => {
      await reopen(undefined, 0);
      const key = await keys.keyFor('case:1');
      const reader = reading();
      await expect(keys.erase('case:1')).rejects.toThrow(StorageUnavailable);
      await expect(keys.erase('case:1')).rejects.toThrow(
        'a reader keeps its write-ahead log from being emptied',
      );
      expect(keys.keyById(key.kid)).toBeUndefined();
      reader.close();
      await keys.erase('case:1');
      expect(bytes()).not.toContain(raw(key));
    });
  });
});
