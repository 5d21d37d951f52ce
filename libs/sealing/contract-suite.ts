import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { setImmediate } from 'node:timers/promises';
import type { NewEvent } from '#eventsourcing/event.js';
import { caseReference, type Key, type KeyStore, UnknownKey } from './key-store.js';
import { ERASED } from './sealed.js';
import { Sealer } from './sealer.js';
import { Unsealer } from './unsealer.js';

/** A store of keys that is there for one test. */
export interface KeysUnderTest {
  open(): Promise<KeyStore>;
  /** The same, after the program that had it open has ended; from then on with so many keys at hand. */
  reopen(cached?: number): Promise<KeyStore>;
  remove(): Promise<void>;
  /** Whether the key is still found by whoever reads what the store has written. */
  holds(key: Key): Promise<boolean>;
}

const METADATA = {
  actor: { subject: 's', roles: [] },
  commandId: 'c',
  commandHash: 'h',
  correlationId: 'r',
  occurredAt: '2026-01-01T00:00:00.000Z',
};

/** What every store of keys must do; `runs`: how many erasures are tried amid what goes on. */
export function keyStoreContract(name: string, make: () => KeysUnderTest, runs: number): void {
  describe(`keys in ${name}`, () => {
    let under: KeysUnderTest;
    let keys: KeyStore;
    beforeEach(async () => {
      under = make();
      keys = await under.open();
    });
    afterEach(() => under.remove());

    it('gives one reference one key, however many ask at once', async () => {
      const made = await Promise.all(Array.from({ length: 50 }, () => keys.keyFor('case:1')));
      expect(new Set(made.map(({ kid }) => kid)).size).toBe(1);
      expect((await keys.keyFor('case:2')).kid).not.toBe(made[0]!.kid);
    });

    it('remembers keys and secrets', async () => {
      const made = await keys.keyFor('person:1');
      const secret = await keys.secret('command-hash');
      keys = await under.reopen();
      expect((await keys.keyById(made.kid))?.equals(made.key)).toBe(true);
      expect((await keys.keyFor('person:1')).kid).toBe(made.kid);
      expect(await keys.secret('command-hash')).toEqual(secret);
      expect(await keys.secret('other')).not.toEqual(secret);
    });

    it('finds keys its cache has no room for', async () => {
      keys = await under.reopen(2);
      const made = await Promise.all(['a', 'b', 'c', 'd'].map((reference) => keys.keyFor(reference)));
      for (const { kid, key } of made) expect((await keys.keyById(kid))?.equals(key)).toBe(true);
      expect((await keys.keyFor('a')).kid).toBe(made[0]!.kid);
    });

    it('makes a new key for a reference that was erased', async () => {
      const before = await keys.keyFor('person:1');
      const [, during] = await Promise.all([keys.erase('person:1'), keys.keyFor('person:1')]);
      const after = await keys.keyFor('person:1');
      expect(during.kid).toBe(before.kid);
      expect(after.kid).not.toBe(before.kid);
      expect((await keys.keyById(after.kid))?.equals(after.key)).toBe(true);
      await keys.erase('person:unknown');
    });

    it('opens nothing whose sealing began before an erasure said done, however many go on meanwhile', async () => {
      keys = await under.reopen(8);
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
        { numRuns: runs },
      );

      expect(found).toEqual({ readable: 0, lost: 0 });
      const held = await Promise.all(made.map((key) => under.holds(key)));
      expect(held).toEqual(made.map(() => false));
      expect(await under.holds(await keys.keyFor('case:last'))).toBe(true);
    });

    it('opens nothing that was erased, also after a restart, and tells it from what was never there', async () => {
      const { kid } = await keys.keyFor('person:1');
      await keys.erase('person:1');
      expect(await keys.keyById(kid)).toBeUndefined();
      keys = await under.reopen();
      expect(await keys.keyById(kid)).toBeUndefined();
      await expect((async () => keys.keyById('never made'))()).rejects.toThrow(UnknownKey);
    });

    it('destroys one key and no other', async () => {
      const [one, other] = [await keys.keyFor('person:1'), await keys.keyFor('person:2')];
      await Promise.all([keys.erase('person:1'), keys.erase('person:1')]);
      expect(await keys.keyById(one.kid)).toBeUndefined();
      expect((await keys.keyById(other.kid))?.equals(other.key)).toBe(true);
    });
  });
}
