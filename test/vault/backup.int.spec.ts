import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DURABLE_STORES } from '#composition/stores/durable-stores.js';
import type { EmbeddedStores } from '#composition/stores/embedded-stores.js';
import type { BackupProgress } from '#backup/manifest.js';
import { backUp } from '#backup/sqlite/backup.js';
import { restoreBackup } from '#backup/sqlite/restore.js';
import { verifyBackup } from '#backup/sqlite/verify.js';
import { filesIn } from '#hosting/testing/files.js';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { FolderErasureList } from '#sealing/folder/erasure-list.js';
import { caseReference } from '#sealing/key-store.js';
import { using, work } from './stores.js';

describe('a backup', () => {
  let around: ReturnType<typeof temporaryFolder>;
  let data: string;
  let to: string;
  let keysTo: string;
  let erasures: string;
  const places = () => ({ stores: DURABLE_STORES, from: to, keysFrom: keysTo });
  const problems = async () => (await verifyBackup(places())).problems;

  beforeEach(async () => {
    around = temporaryFolder();
    data = join(around.path, 'data');
    to = join(around.path, 'backups', 'monday');
    keysTo = join(around.path, 'keys', 'monday');
    erasures = `${data}-erasures`;
    await using(data, (stores) => work(stores, 3));
  });
  afterEach(() => around.remove());

  const take = (
    onProgress: (progress: BackupProgress) => void = () => undefined,
    signal = never(),
    stores?: EmbeddedStores,
  ) =>
    backUp(
      {
        data,
        stores: DURABLE_STORES,
        to,
        keysTo,
        erasures,
        version: '1',
        now: () => '2026-05-17T08:00:00.000Z',
        keepRemoved: () => stores?.attachments.keepRemoved() ?? (() => Promise.resolve()),
      },
      onProgress,
      signal,
    );
  const restore = async (into: string, from = erasures) =>
    restoreBackup(
      { ...places(), data: into, erasures: await FolderErasureList.find(from), erasuresIn: from },
      () => undefined,
    );

  it('is restored as it was, keys apart from the rest, all of it its owner’s alone', async () => {
    const summary = await take();
    expect(summary).toMatchObject({ head: 3, attachments: 1, damaged: [] });
    expect(await problems()).toEqual([]);
    expect(readdirSync(keysTo).toSorted()).toEqual(['keys.sqlite', 'manifest.json']);
    expect(readdirSync(to)).not.toContain('keys.sqlite');
    const restored = join(around.path, 'restored');
    await restore(restored);
    for (const path of [to, keysTo, restored].flatMap((folder) => [folder, ...filesIn(folder)]))
      expect([path, lstatSync(path).mode & 0o077]).toEqual([path, 0]);
    await using(restored, (stores) => work(stores, 1), { erasures });
  });

  it.each(['this version', 'one that notes neither stores nor how far the log was'])(
    'of a folder without attachments starts once it is restored, made by %s',
    async (made) => {
      await using(data, async ({ attachments }) => {
        for (const attachment of attachmentsOf(data)) await attachments.remove(attachment);
      });
      if (made !== 'this version') {
        const keys = new DatabaseSync(join(data, 'keys.sqlite'));
        keys.exec("DELETE FROM secrets WHERE name GLOB 'made:*' OR name = 'known-up-to'");
        keys.close();
      }
      expect(await take()).toMatchObject({ attachments: 0 });
      expect(await problems()).toEqual([]);
      const restored = join(around.path, 'restored');
      await restore(restored);
      await using(restored, (stores) => work(stores, 1), { erasures });
    },
  );

  it('is one moment of each file and fits together, whatever is written meanwhile', async () => {
    await using(data, async (stores) => {
      let working: Promise<void> | undefined;
      const { head } = await take(() => void (working ??= work(stores, 5)), never(), stores);
      await working;
      expect(head).toBe(3);
      expect(await stores.log.head()).toBe('8');
    });
    expect(await problems()).toEqual([]);
  });

  it('has the attachments that its register names, also those that are removed while they wait', async () => {
    await using(data, async (stores) => {
      const [attachment] = attachmentsOf(data);
      let removing: Promise<void> | undefined;
      await take(
        (progress) =>
          void (removing ??=
            progress.stage === 'stores' ? stores.attachments.remove(attachment!) : undefined),
        never(),
        stores,
      );
      await removing;
      expect(attachmentsOf(data)).toEqual([]);
      expect(attachmentsOf(to)).toEqual([attachment]);
    });
    expect(readdirSync(join(data, 'attachments', 'leaving'))).toEqual([]);
  });

  it('is gone on with after an interruption: attachments that are there are not copied again', async () => {
    await using(data, (stores) => work(stores, 1));
    const stop = new AbortController();
    const interrupted = take(
      (progress) => progress.stage === 'attachments' && stop.abort(new Error('interrupted')),
      stop.signal,
    );
    await expect(interrupted).rejects.toThrow('interrupted');
    await expect(verifyBackup(places())).rejects.toThrow('there is no finished backup in');
    const [first] = filesIn(join(to, 'attachments'));
    const { ino } = statSync(first!);
    await using(data, (stores) => work(stores, 1));
    expect(await take()).toMatchObject({ head: 5, attachments: 3 });
    expect(statSync(first!).ino).toBe(ino);
    expect(await problems()).toEqual([]);
    await expect(take()).rejects.toThrow('holds a finished backup');
  });

  it('is refused where it would lie with its keys, its data, or something else, and leaves no folder there', async () => {
    const other = join(around.path, 'other');
    mkdirSync(other);
    writeFileSync(join(other, 'something'), '');
    const link = join(around.path, 'link');
    symlinkSync(data, link);
    const before = foldersIn(around.path);
    const apart = join(around.path, 'apart');
    const refusedIn = [
      [apart, join(apart, 'keys'), 'must lie apart: who has both can read everything'],
      [apart, join(data, 'new', 'keys'), `and the data folder ${data} must lie apart`],
      [join(data, 'new'), apart, `and the data folder ${data} must lie apart`],
      [join(link, 'new'), apart, `and the data folder ${data} must lie apart`],
      [around.path, join(around.path, '..', 'keys'), `and the data folder ${data} must lie apart`],
      [apart, erasures, 'and the list of erased keys in'],
      [join(erasures, 'new'), apart, 'and the list of erased keys in'],
      [apart, other, `${other} is not empty: name an empty folder`],
      [other, apart, `${other} is not empty: name an empty folder`],
    ] as const;
    for (const [dir, keys, refusal] of refusedIn) {
      [to, keysTo] = [dir, keys];
      await expect(take()).rejects.toThrow(refusal);
    }
    expect(foldersIn(around.path)).toEqual(before);
  });

  it.each(['log.sqlite', 'drafts.sqlite', 'attachments.sha256', 'keys.sqlite', 'attachments'])(
    'is found out when %s is damaged or gone, and not restored',
    async (name) => {
      await take();
      const file =
        name === 'attachments'
          ? filesIn(join(to, name))[0]!
          : join(name === 'keys.sqlite' ? keysTo : to, name);
      const bytes = readFileSync(file);
      bytes[bytes.length - 1]! ^= 1;
      writeFileSync(file, bytes);
      expect(await problems()).toEqual([expect.stringMatching(/ is not what was backed up: its digest is /)]);
      rmSync(file);
      expect(await problems()).toEqual([`${file} is missing`]);
      const restored = join(around.path, 'restored');
      await expect(restore(restored)).rejects.toThrow('is missing');
      expect(existsSync(restored)).toBe(false);
    },
  );

  it('is not mixed with the keys of another', async () => {
    await take();
    const [monday, mondaysKeys] = [to, keysTo];
    [to, keysTo] = [join(around.path, 'tuesday'), join(around.path, 'tuesdays-keys')];
    await take();
    keysTo = mondaysKeys;
    await expect(verifyBackup(places())).rejects.toThrow('are of two backups');
    to = monday;
    expect(await problems()).toEqual([]);
  });

  it('leaves out an attachment that was damaged before, and says so', async () => {
    const [file] = filesIn(join(data, 'attachments'));
    writeFileSync(file!, 'other bytes');
    expect((await take()).damaged).toEqual([attachmentsOf(data)[0]]);
    expect(await problems()).toEqual([]);
  });

  it('goes into an empty folder only', async () => {
    await take();
    await expect(restore(data)).rejects.toThrow('is not empty');
  });

  it('brings no erased key back, and is not restored without the newest list of them', async () => {
    let raw = '';
    let kid = '';
    await using(data, async ({ keys }) => {
      const made = await keys.keyFor(caseReference('a'));
      raw = made.key.export().toString('latin1');
      kid = made.kid;
      await keys.keyFor(caseReference('b'));
    });
    await take();
    const before = join(around.path, 'list-of-before');
    cpSync(erasures, before, { recursive: true });
    await using(data, ({ keys }) => keys.erase(caseReference('a')));

    const restored = join(around.path, 'restored');
    await expect(restore(restored, join(around.path, 'nowhere'))).rejects.toThrow(
      'name the newest one with --erasures, without it what was erased would come back',
    );
    await restore(restored);
    expect(readFileSync(join(keysTo, 'keys.sqlite'), 'latin1')).toContain(raw);
    expect(filesIn(restored).some((file) => readFileSync(file, 'latin1').includes(raw))).toBe(false);
    await using(restored, ({ keys }) => Promise.resolve(expect(keys.keyById(kid)).toBeUndefined()), {
      erasures,
    });

    [to, keysTo] = [join(around.path, 'later'), join(around.path, 'keys-later')];
    await take();
    await expect(restore(join(around.path, 'again'), before)).rejects.toThrow('is older than the backup');
  });

  it('put back by hand, keys are erased again at the start; a list that is gone is begun again with what they know', async () => {
    const copy = join(around.path, 'keys.sqlite');
    let kid = '';
    await using(data, async ({ keys }) => {
      ({ kid } = await keys.keyFor(caseReference('a')));
    });
    cpSync(join(data, 'keys.sqlite'), copy);
    await using(data, ({ keys }) => keys.erase(caseReference('a')));
    cpSync(copy, join(data, 'keys.sqlite'));
    await using(data, ({ keys }) => Promise.resolve(expect(keys.keyById(kid)).toBeUndefined()));
    rmSync(erasures, { recursive: true });
    await using(data, () => Promise.resolve());
    expect([...(await FolderErasureList.find(erasures))!.kids()]).toEqual([kid]);
  });
});

function attachmentsOf(folder: string): string[] {
  return filesIn(join(folder, 'attachments')).map((path) => path.slice(-64));
}

function foldersIn(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ parentPath, name }) => join(parentPath, name));
}

function never(): AbortSignal {
  return new AbortController().signal;
}
