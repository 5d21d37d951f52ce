import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { appendFileSync, cpSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { clearMark, isCopyOfOpen, markOpen } from './open-mark.js';
import { temporaryFolder } from './testing/temporary-folder.js';

interface Written {
  readonly device: string;
  readonly inodes: Readonly<Record<string, string>>;
  readonly births: Readonly<Record<string, string>>;
}

describe('the mark of an open folder', () => {
  let around: ReturnType<typeof temporaryFolder>;
  let folder: string;
  let copy: string;

  beforeEach(() => {
    around = temporaryFolder();
    folder = join(around.path, 'data');
    copy = join(around.path, 'copy');
    mkdirSync(folder);
    writeFileSync(join(folder, 'log'), 'first');
    markOpen(folder, 'log');
    appendFileSync(join(folder, 'log'), 'more');
  });
  afterEach(() => around.remove());

  const copied = () => cpSync(folder, copy, { recursive: true, preserveTimestamps: true });
  const marked = (at: string) => JSON.parse(readFileSync(join(at, 'open'), 'utf8')) as Written;
  const remark = (at: string, changed: object) =>
    writeFileSync(join(at, 'open'), JSON.stringify({ ...marked(at), ...changed }));
  /** As if the files of the copy had got the numbers that the folder's have. */
  const numbersCoincide = () => {
    const numbered = ['log', 'open'].map((name) => [name, String(statSync(join(copy, name)).ino)]);
    remark(copy, { inodes: Object.fromEntries(numbered) as object });
  };

  it('tells a copy by its other files, until the log is closed', () => {
    copied();
    expect([isCopyOfOpen(folder), isCopyOfOpen(copy)]).toEqual([false, true]);
    clearMark(folder);
    expect(isCopyOfOpen(folder)).toBe(false);
  });

  it.each(['this', 'another'])(
    'tells a copy whose files have the same numbers by when they were made, on %s start of the machine',
    (start) => {
      copied();
      numbersCoincide();
      if (start === 'another') remark(copy, { boot: 'another' });
      expect(isCopyOfOpen(copy)).toBe(true);
    },
  );

  it('is that of the same files under another device number: a snapshot of the disk, or one mounted again', () => {
    remark(folder, { device: '1' });
    expect(isCopyOfOpen(folder)).toBe(false);
  });

  it('names when each file was made, also of one made just now', () => {
    for (const name of ['log', 'open'])
      expect(marked(folder).births[name]).toBe(
        String(statSync(join(folder, name), { bigint: true }).birthtimeNs),
      );
  });

  it('goes by number and device where it does not say when they were made', () => {
    remark(folder, { births: undefined });
    expect(isCopyOfOpen(folder)).toBe(false);
    remark(folder, { device: '1' });
    expect(isCopyOfOpen(folder)).toBe(true);
    remark(folder, { boot: 'another' });
    expect(isCopyOfOpen(folder)).toBe(false);
    copied();
    expect(isCopyOfOpen(copy)).toBe(true);
  });
});
