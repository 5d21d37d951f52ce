import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import type { NewEvent } from '#eventsourcing/event.js';
import { StorageUnavailable } from '#hosting/storage.js';
import { caseReference, type Key, UnknownKey } from '../key-store.js';
import { ERASED } from '../sealed.js';
import { Sealer } from '../sealer.js';
import { Unsealer } from '../unsealer.js';
import { KEYS_STORE, SqliteKeyStore } from './key-store.js';

const METADATA = {
  actor: { subject: 's', roles: [] },
  commandId: 'c',
  commandHash: 'h',
  correlationId: 'r',
  occurredAt: '2026-01-01T00:00:00.000Z',
};

describe('keys in SQLite', () => {
  let folder: string;
  let keys: SqliteKeyStore;
  const reopen = async (cached?: number, patience?: number) => {
    await keys.close();
    keys = await SqliteKeyStore.open(join(folder, 'keys.sqlite'), cached, patience);
  };
  const raw = ({ key }: Key) => key.export().toString('latin1');
  const bytes = () =>
    Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name)))).toString('latin1');

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

  it('finds keys its cache has no room for', async () => {
    await reopen(2);
    const made = await Promise.all(['a', 'b', 'c', 'd'].map((reference) => keys.keyFor(reference)));
    for (const { kid, key } of made) expect(keys.keyById(kid)?.equals(key)).toBe(true);
    expect((await keys.keyFor('a')).kid).toBe(made[0]!.kid);
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

  it('makes a new key for a reference that was erased', async () => {
    const before = await keys.keyFor('person:1');
    const [, during] = await Promise.all([keys.erase('person:1'), keys.keyFor('person:1')]);
    const after = await keys.keyFor('person:1');
    expect(during.kid).toBe(before.kid);
    expect(after.kid).not.toBe(before.kid);
    expect(keys.keyById(after.kid)?.equals(after.key)).toBe(true);
    await keys.erase('person:unknown');
  });

  it('opens nothing whose sealing began before an erasure said done, however many go on meanwhile', async () => {
    await reopen(8);
    const sealer = new Sealer({ Noted: { schemaVersion: 1, personal: { text: 'case' } } }, keys);
    const unsealer = new Unsealer(keys);
    const note = (caseId: string) =>
      sealer.encode(
        { type: 'Noted', data: { text: 'Kari' } },
        { id: 'e1', metadata: { ...METADATA, caseId } },
      );
    const read = async (noted: Promise<NewEvent>) =>
      (await unsealer.unseal<{ text: unknown }>((await noted).data, { eventId: 'e1' })).text;
    const found = { readable: 0, lost: 0 };
    const made: Key[] = [];
    let caseId = 0;

    /** Before each seal of a writer: whether it waits for the one before, or for a turn of the event loop. */
    const writer = fc.array(fc.boolean(), { maxLength: 8 });
    const schedule = fc.record({ known: fc.boolean(), writers: fc.array(writer), turns: fc.nat(4) });
    await fc.assert(
      fc.asyncProperty(schedule, async ({ known, writers, turns }) => {
        const id = `${caseId++}`;
        if (known) made.push(await keys.keyFor(caseReference(id)));
        const before: Promise<NewEvent>[] = [];
        let done = false;
        const writing = writers.map(async (waits) => {
          for (const wait of waits) {
            await (wait ? before.at(-1) : setImmediate());
            if (!done) before.push(note(id));
          }
        });
        for (let turn = 0; turn < turns; turn++) await setImmediate();
        await keys.erase(caseReference(id)).then(() => (done = true));
        for (const text of await Promise.all(before.map(read))) if (text !== ERASED) found.readable++;
        if ((await read(note(id))) !== 'Kari') found.lost++;
        await Promise.all(writing);
      }),
      { numRuns: 600 },
    );

    expect(found).toEqual({ readable: 0, lost: 0 });
    const left = bytes();
    expect(made.filter((key) => left.includes(raw(key)))).toEqual([]);
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
