import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { workerUrl } from '#hosting/worker-url.js';
import { erasureListContract } from '../testing/erasure-list-suite.js';
import { FolderErasureList } from './erasure-list.js';

const LOG = 'the-log';

erasureListContract('a folder', () => {
  const folder = temporaryFolder();
  return {
    open: (owner) => FolderErasureList.open(folder.path, { ...owner, data: '/data' }),
    remove: () => Promise.resolve(folder.remove()),
  };
});

describe('the list of erased keys', () => {
  let around: ReturnType<typeof temporaryFolder>;
  let folder: string;
  let file: string;
  const opened: FolderErasureList[] = [];
  const children: ChildProcess[] = [];

  beforeEach(() => {
    around = temporaryFolder();
    folder = join(around.path, 'data-erasures');
    file = join(folder, 'erased-keys.jsonl');
  });
  afterEach(async () => {
    for (const list of opened.splice(0)) await list.close();
    for (const child of children.splice(0)) await killed(child);
    around.remove();
  });

  const open = async (list?: string, log = LOG, data = join(around.path, 'data')) => {
    const erasures = await FolderErasureList.open(folder, { list, log, data });
    opened.push(erasures);
    return erasures;
  };
  const found = async () => [...((await FolderErasureList.find(folder))?.kids() ?? [])].toSorted();
  const lines = () => readFileSync(file, 'utf8').split('\n');

  it('begins with whose it is, grows by the keys that are erased, and is its owner’s alone', async () => {
    const list = await open();
    expect(list).toMatchObject({ id: LOG, begunAgain: false });
    await Promise.all([list.record(['a']), list.record(['b', 'a'])]);
    await list.record(['a']);
    await list.close();
    expect(lines()).toEqual([`{"list":"${LOG}"}`, '{"kid":"a"}', '{"kid":"b"}', '']);
    expect([statSync(folder).mode & 0o777, statSync(file).mode & 0o777]).toEqual([0o700, 0o600]);
    expect(readdirSync(folder).toSorted()).toEqual(['erased-keys.jsonl', 'erased-keys.lock.sqlite']);
    expect([...(await open(LOG)).kids()]).toEqual(['a', 'b']);
  });

  it('is read as the version before wrote it, under the id its keys know', async () => {
    mkdirSync(folder);
    writeFileSync(file, '{"list":"8f3c"}\n{"kid":"a"}\n{"kid":"b"}\n');
    const list = await open('8f3c');
    await list.record(['c']);
    expect(lines()).toEqual(['{"list":"8f3c"}', '{"kid":"a"}', '{"kid":"b"}', '{"kid":"c"}', '']);
  });

  it('is found again by keys that had not noted it before they were killed', async () => {
    const list = await open();
    await list.record(['a']);
    await list.close();
    const again = await open(undefined);
    expect([again.has('a'), again.begunAgain]).toEqual([true, false]);
  });

  it('is begun again, under the id its keys know, where it is gone', async () => {
    expect(await open('8f3c')).toMatchObject({ id: '8f3c', begunAgain: true });
    expect(lines()).toEqual(['{"list":"8f3c"}', '']);
  });

  describe('is nobody else’s', () => {
    it.each([
      ['that know of no list, once something stands in it', undefined, ['a']],
      ['that know of another', '8f3c', []],
    ])('is not that of keys %s', async (_, known, noted) => {
      const list = await open();
      await list.record(noted);
      await list.close();
      const before = readdirSync(folder);
      const adopting = open(known, 'another-log');
      await expect(adopting).rejects.toThrow(
        /^\S+data-erasures holds the list of erased keys of another data folder: name one of its own with TILSAGN_ERASURES/,
      );
      expect(readdirSync(folder)).toEqual(before);
    });

    it('but for new keys, where nothing was noted', async () => {
      await (await open()).close();
      expect(await open(undefined, 'another-log')).toMatchObject({ id: 'another-log', begunAgain: false });
    });

    it('is not written over with that of others', async () => {
      const list = await open();
      await list.record(['a']);
      writeFileSync(file, '{"list":"8f3c"}\n');
      await expect(list.record(['b'])).rejects.toMatchObject({
        name: 'StorageUnavailable',
        message: expect.stringContaining('holds the list of erased keys of another data folder'),
      });
      expect(lines()).toEqual(['{"list":"8f3c"}', '']);
    });
  });

  describe('has one user at a time', () => {
    const busy = (pid: number | undefined, data: string) =>
      `the list of erased keys in ${folder} is in use by process ${pid} for the data folder ${data}: ` +
      'end that process, or copy the list for this data folder and name its folder with TILSAGN_ERASURES';

    it('a restored folder cannot open it while the original has it open, also over another name', async () => {
      const list = await open(LOG);
      await expect(open(LOG, LOG, '/drill')).rejects.toThrow(busy(process.pid, join(around.path, 'data')));
      await list.close();
      await open(LOG, LOG, '/drill');
    });

    it('another process either, until the first one ends, however it ends', async () => {
      const child = openingProcess(folder);
      children.push(child);
      await said(child);
      await expect(open(LOG)).rejects.toThrow(busy(child.pid, '/original'));
      await killed(child);
      expect([...(await open(LOG)).kids()]).toEqual(['of-the-original']);
    });

    it('also where the folder was removed and made again by who has it open', async () => {
      const list = await open();
      await list.record(['a']);
      rmSync(folder, { recursive: true });
      await list.record(['b']);
      expect(await found()).toEqual(['a', 'b']);
      await expect(open(LOG)).rejects.toThrow(busy(process.pid, join(around.path, 'data')));
    });
  });

  describe('loses nothing by what is done to its file meanwhile', () => {
    let list: FolderErasureList;

    beforeEach(async () => {
      list = await open();
      await list.record(['a', 'b']);
      copyFileSync(file, join(around.path, 'copy'));
      await list.record(['c']);
    });

    it.each<[string, () => void]>([
      ['it is removed', () => rmSync(file)],
      ['it is emptied', () => truncateSync(file)],
      ['it is cut within a line', () => truncateSync(file, statSync(file).size - 5)],
      ['it is cut after a line', () => truncateSync(file, statSync(file).size - '{"kid":"c"}\n'.length)],
      ['its last line end is taken off', () => truncateSync(file, statSync(file).size - 1)],
      ['half a line is left at its end', () => appendFileSync(file, '{"kid":"ha')],
      ['an older copy is put in its place', () => copyFileSync(join(around.path, 'copy'), file)],
      ['its folder is removed', () => rmSync(folder, { recursive: true })],
    ])('%s', async (_, happens) => {
      happens();
      await list.record(['d']);
      expect(await found()).toEqual(['a', 'b', 'c', 'd']);
      await list.record(['e']);
      await list.close();
      expect(lines().toSorted()).toEqual(
        ['', `{"list":"${LOG}"}`, ...'abcde'.split('').map((kid) => `{"kid":"${kid}"}`)].toSorted(),
      );
      expect([...(await open(LOG)).kids()].toSorted()).toEqual(['a', 'b', 'c', 'd', 'e']);
    });

    it('what was noted before is noted again where the same key is erased once more', async () => {
      rmSync(file);
      await list.record(['a']);
      expect(await found()).toEqual(['a', 'b', 'c']);
    });

    it('what another one added is taken in', async () => {
      appendFileSync(file, '{"kid":"of-the-drill"}\n');
      await list.record(['d']);
      expect(list.has('of-the-drill')).toBe(true);
      expect(await found()).toEqual(['a', 'b', 'c', 'd', 'of-the-drill']);
    });

    it('a damaged one is not written to, and is said to be', async () => {
      writeFileSync(file, `{"list":"${LOG}"}\n\0\0\0\0\n{"kid":"c"}\n`);
      const before = readFileSync(file, 'utf8');
      await expect(list.record(['d'])).rejects.toThrow(`${file} is damaged: put a whole one back`);
      expect(readFileSync(file, 'utf8')).toBe(before);
      copyFileSync(join(around.path, 'copy'), file);
      await list.record(['d']);
      expect(await found()).toEqual(['a', 'b', 'c', 'd']);
    });
  });

  describe('goes with a restored folder', () => {
    const elsewhere = () => join(around.path, 'drill-erasures');

    it('to a list of its own, with what stands there already', async () => {
      const list = await open();
      await list.record(['a']);
      cpSync(folder, elsewhere(), { recursive: true });
      appendFileSync(join(elsewhere(), 'erased-keys.jsonl'), '{"kid":"x"}\n');
      await list.record(['b']);
      await (await FolderErasureList.find(folder))!.copyTo(elsewhere(), '/drill');
      expect([...(await FolderErasureList.find(elsewhere()))!.kids()]).toEqual(['a', 'x', 'b']);
    });

    it('though not to that of others', async () => {
      await open();
      mkdirSync(elsewhere());
      writeFileSync(join(elsewhere(), 'erased-keys.jsonl'), '{"list":"8f3c"}\n');
      const list = (await FolderErasureList.find(folder))!;
      await expect(list.mayGoTo(elsewhere())).rejects.toThrow('of another data folder');
      await expect(list.copyTo(elsewhere(), '/drill')).rejects.toThrow('of another data folder');
      expect(existsSync(join(elsewhere(), 'erased-keys.lock.sqlite'))).toBe(false);
    });
  });
});

async function said(child: ChildProcess): Promise<void> {
  for await (const _ of createInterface(child.stdout!)) return;
  throw new Error('the process said nothing');
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

/** A process that has the list open, notes an erasure, says so and stays. */
function openingProcess(folder: string): ChildProcess {
  const program = `
    import { FolderErasureList } from ${JSON.stringify(workerUrl(import.meta.url, './erasure-list.js').href)};
    const owner = { list: undefined, log: ${JSON.stringify(LOG)}, data: '/original' };
    const list = await FolderErasureList.open(${JSON.stringify(folder)}, owner);
    await list.record(['of-the-original']);
    console.log('open');
    process.stdin.resume();`;
  return spawn(process.execPath, ['--eval', program], { stdio: ['pipe', 'pipe', 'inherit'] });
}
