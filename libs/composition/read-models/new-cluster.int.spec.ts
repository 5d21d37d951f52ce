import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { openMemoryStore } from '#event-store/memory/memory-store.js';
import type { EventStore } from '#event-store/port.js';
import { startPglite } from '#projections/pglite.js';
import type { RebuildProgress } from '#projections/read-models.js';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { sampleEvent } from '#projections/testing/sample.js';
import { projections } from './projections.js';

const NAMES = projections.map(({ name }) => name);
let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

const happens = (store: EventStore, seed: number) =>
  store.append('case-1', 'any', [sampleEvent('1', 'SomethingHappened', {}, seed)]);

/** What is live at once over a log, whether something had to be built for that, and what is shown at its head. */
async function startedOver(store: EventStore) {
  const built: RebuildProgress[] = [];
  const onProgress = (progress: RebuildProgress) => void built.push(progress);
  const readModels = await startPglite({ folder: folder.path, store, projections, onProgress });
  const live = (await readModels.status()).filter(({ state }) => state === 'live');
  const shown = await readModels.waitFor(NAMES, await store.head(), 60_000);
  const contents = await readModels.status({ hashes: true });
  await readModels.close();
  return { live: live.length, built: built.length > 0, shown, contents };
}

it('a log that has just begun finds all read models made, follows it, and keeps them', async () => {
  const store = openMemoryStore();
  const first = await startedOver(store);
  expect(first).toMatchObject({ live: NAMES.length, built: false, shown: true });
  await happens(store, 1);
  const second = await startedOver(store);
  expect(second).toMatchObject({ live: NAMES.length, built: false, shown: true });
  expect(second.contents.map(({ lag }) => lag)).toEqual(NAMES.map(() => 0));
});

it('a log with something in it builds its own, with the same content as if they had followed it', async () => {
  const store = openMemoryStore();
  await happens(store, 1);
  const { built, contents } = await startedOver(store);
  expect(built).toBe(true);
  folder.remove();

  const followed = openMemoryStore();
  folder = temporaryFolder();
  await startedOver(followed);
  await happens(followed, 1);
  const hashesOf = (all: typeof contents) => all.map(({ name, resultHash }) => [name, resultHash]);
  expect(hashesOf((await startedOver(followed)).contents)).toEqual(hashesOf(contents));
});

it('another log takes nothing of what the folder held', async () => {
  const store = openMemoryStore();
  await happens(store, 1);
  await startedOver(store);
  const other = openMemoryStore();
  expect(await startedOver(other)).toMatchObject({ built: true, shown: true });
});
