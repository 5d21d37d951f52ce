import { describe, expect, it } from '@jest/globals';
import { joinCatalogues } from './catalogue.js';
import { someEvent } from './contract-suite.js';
import { openMemoryStore } from './memory/memory-store.js';
import type { LogPage } from './port.js';
import { withUpcasting } from './upcasting.js';

const catalogue = joinCatalogues({
  CallOpened: {
    schemaVersion: 3,
    upcast: {
      1: ({ name, ...data }) => ({ ...data, title: name }),
      2: (data) => ({ ...data, language: 'nb' }),
    },
  },
});

async function append(...versions: readonly [number, Parameters<typeof someEvent>[0]][]) {
  const store = openMemoryStore();
  for (const [schemaVersion, some] of versions)
    await store.append('call-1', 'any', [someEvent({ type: 'CallOpened', schemaVersion, ...some })]);
  return withUpcasting(store, catalogue);
}

describe('upcasting', () => {
  it('brings every older version to the current one on each way of reading', async () => {
    const store = await append(
      [1, { data: { name: 'Natur' } }],
      [2, { data: { title: 'Natur' } }],
      [3, { data: { title: 'Natur', language: 'nb' } }],
    );
    const references = [0, 1, 2].map((revision) => ({ stream: 'call-1', revision }));
    const followed = Promise.withResolvers<LogPage>();
    const subscription = store.subscribe({ handle: async (page) => followed.resolve(page) });
    for (const events of [
      await store.readStream('call-1'),
      (await store.readAll({ limit: 10 })).events,
      await store.readAt(references),
      (await followed.promise).events,
    ]) {
      expect(events.map(({ schemaVersion }) => schemaVersion)).toEqual([3, 3, 3]);
      for (const { data } of events) expect(data).toEqual({ title: 'Natur', language: 'nb' });
    }
    await subscription.close();
  });

  it('leaves types it does not know and stored bytes as they are', async () => {
    const store = await append([1, { data: { name: 'Natur' } }], [7, { type: 'Unknown', data: { x: 1 } }]);
    expect((await store.readStream('call-1'))[1]).toMatchObject({ schemaVersion: 7, data: { x: 1 } });
    const [stored] = await store.readStored({ limit: 1 });
    expect(JSON.parse(Buffer.from(stored!.bytes).toString())).toMatchObject({
      schemaVersion: 1,
      data: { name: 'Natur' },
    });
  });

  it('hands an event that cannot be brought up to date to those who read the log, without what it says', async () => {
    const broken = joinCatalogues({
      CallOpened: {
        schemaVersion: 2,
        upcast: {
          1: () => {
            throw new Error('no title');
          },
        },
      },
    });
    const inner = openMemoryStore();
    for (const schemaVersion of [1, 2])
      await inner.append('call-1', 'any', [someEvent({ type: 'CallOpened', schemaVersion })]);
    const { events } = await withUpcasting(inner, broken).readAll({ limit: 10 });
    expect(events.map(({ unreadable }) => unreadable?.error.message)).toEqual([
      'CallOpened at call-1/0 of schema version 1 cannot be brought up to date (position 1)',
      undefined,
    ]);
    expect(() => events[0]!.data).toThrow('cannot be brought up to date');
  });

  it('refuses to read a version newer than it knows', async () => {
    const store = await append([4, {}]);
    await expect(store.readStream('call-1')).rejects.toThrow(
      'CallOpened at call-1/0 has schema version 4, this program knows it up to 3',
    );
  });
});

describe('joining catalogues', () => {
  it('refuses a chain with a gap', () => {
    expect(() => joinCatalogues({ A: { schemaVersion: 3, upcast: { 1: (data) => data } } })).toThrow(
      'event type A cannot be upcast from version 2',
    );
  });

  it('refuses a type defined twice', () => {
    expect(() => joinCatalogues({ A: { schemaVersion: 1 } }, { A: { schemaVersion: 1 } })).toThrow(
      'event type A is defined twice',
    );
  });
});
