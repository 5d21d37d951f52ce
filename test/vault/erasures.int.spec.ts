import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { FolderErasureList } from '#sealing/folder/erasure-list.js';
import { caseReference } from '#sealing/key-store.js';
import { using, work } from './stores.js';

const nothing = () => Promise.resolve();

describe('erasures of a data folder', () => {
  let around: ReturnType<typeof temporaryFolder>;
  let data: string;
  let drill: string;
  let erasures: string;
  const kids: string[] = [];

  beforeEach(async () => {
    around = temporaryFolder();
    data = join(around.path, 'data');
    drill = join(around.path, 'drill');
    erasures = join(around.path, 'erasures');
    kids.length = 0;
    await using(
      data,
      async (stores) => {
        await work(stores, 1);
        for (const name of ['a', 'b']) kids.push((await stores.keys.keyFor(caseReference(name))).kid);
      },
      { erasures },
    );
    cpSync(data, drill, { recursive: true });
  });
  afterEach(() => around.remove());

  const listed = async () => [...(await FolderErasureList.find(erasures))!.kids()].toSorted();
  const readable = async (folder: string) => {
    let found: string[] = [];
    await using(
      folder,
      ({ keys }) => Promise.resolve(void (found = kids.filter((kid) => keys.keyById(kid) !== undefined))),
      { erasures },
    );
    return found;
  };

  it('a copy and the original do not start with one list at the same time, and neither takes an erasure from it', async () => {
    const older = join(around.path, 'older');
    cpSync(data, older, { recursive: true });
    await using(
      data,
      async ({ keys }) => {
        await expect(using(drill, nothing, { erasures })).rejects.toThrow(
          `the list of erased keys in ${erasures} is in use by process ${process.pid} for the data folder ${data}: `,
        );
        await keys.erase(caseReference('a'));
      },
      { erasures },
    );
    await using(drill, ({ keys }) => keys.erase(caseReference('b')), { erasures });
    expect(await listed()).toEqual(kids.toSorted());
    expect(await readable(older)).toEqual([]);
  });

  it('another, new folder does not take over a list in which something stands, nor one that is in use', async () => {
    const other = join(around.path, 'other');
    await using(
      data,
      async ({ keys }) => {
        await expect(using(other, nothing, { erasures })).rejects.toThrow('is in use by process');
        await keys.erase(caseReference('a'));
      },
      { erasures },
    );
    await expect(using(other, nothing, { erasures })).rejects.toThrow(
      `${erasures} holds the list of erased keys of another data folder`,
    );
    await using(other, nothing, { erasures: join(around.path, 'other-erasures') });
    expect(await readable(data)).toEqual([kids[1]]);
  });

  it('a new folder begins where one that was thrown away had noted nothing; if it was not, it hears of that', async () => {
    await using(join(around.path, 'other'), nothing, { erasures });
    await expect(using(data, nothing, { erasures })).rejects.toThrow(
      `${erasures} holds the list of erased keys of another data folder`,
    );
  });

  it('are all in the list again with the next one where it was removed meanwhile', async () => {
    await using(
      data,
      async ({ keys }) => {
        await keys.erase(caseReference('a'));
        rmSync(join(erasures, 'erased-keys.jsonl'));
        await keys.erase(caseReference('b'));
      },
      { erasures },
    );
    expect(await listed()).toEqual(kids.toSorted());
    expect(await readable(drill)).toEqual([]);
  });
});
