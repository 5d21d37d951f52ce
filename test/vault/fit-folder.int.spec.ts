import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { markOpen } from '#hosting/open-mark.js';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { using, work } from './stores.js';

describe('a data folder', () => {
  let around: ReturnType<typeof temporaryFolder>;
  let data: string;
  let other: string;
  let erasures: string;

  beforeEach(async () => {
    around = temporaryFolder();
    data = join(around.path, 'data');
    other = join(around.path, 'other');
    erasures = `${data}-erasures`;
    for (const folder of [data, other]) await using(folder, (stores) => work(stores, 3));
  });
  afterEach(() => around.remove());

  const start = (recovered = false) => using(data, () => Promise.resolve(), { recovered, erasures });

  it('starts when it is new, empty, or was closed', async () => {
    await start();
    data = join(around.path, 'new');
    erasures = `${data}-erasures`;
    await start();
    await start();
  });

  it.each(['keys.sqlite', 'drafts.sqlite', 'process.sqlite', 'attachments'])(
    'does not start without its log beside %s',
    async (left) => {
      for (const name of readdirSync(data)) if (name !== left) rmSync(join(data, name), { recursive: true });
      await expect(start()).rejects.toThrow(
        `${join(data, 'log.sqlite')} is missing or empty, but ${join(data, left)} is there: put the event log back`,
      );
      expect(existsSync(join(data, 'log.sqlite'))).toBe(false);
    },
  );

  it('does not start with an empty log, or an empty file in its place', async () => {
    writeFileSync(join(data, 'log.sqlite'), '');
    await expect(start()).rejects.toThrow('log.sqlite is missing or empty');
    const empty = join(around.path, 'empty');
    await using(empty, () => Promise.resolve());
    cpSync(join(empty, 'log.sqlite'), join(data, 'log.sqlite'));
    await expect(start()).rejects.toThrow(/process\.sqlite belongs to the event log .* but .*log\.sqlite is/);
    for (const name of ['process.sqlite', 'keys.sqlite']) rmSync(join(data, name));
    await expect(start()).rejects.toThrow(/log\.sqlite holds no event, but .*attachments\.sqlite is in use/);
  });

  it('does not start with the log of another, or its keys', async () => {
    cpSync(join(other, 'keys.sqlite'), join(data, 'keys.sqlite'));
    await expect(start()).rejects.toThrow(/keys\.sqlite belongs to the event log/);
  });

  it('does not start with a log that ends before what was seen of it', async () => {
    const older = join(around.path, 'older.sqlite');
    cpSync(join(data, 'log.sqlite'), older);
    await using(data, (stores) => work(stores, 2));
    renameSync(older, join(data, 'log.sqlite'));
    await expect(start()).rejects.toThrow(/log\.sqlite ends at 3, but .*process\.sqlite tells of 5/);
  });

  it('does not start without its keys, nor with older ones', async () => {
    const older = join(around.path, 'keys.sqlite');
    renameSync(join(data, 'keys.sqlite'), older);
    await expect(start()).rejects.toThrow(/keys\.sqlite is missing or empty beside a log of 3 events/);
    expect(existsSync(join(data, 'keys.sqlite'))).toBe(false);
    cpSync(older, join(data, 'keys.sqlite'));
    await using(data, (stores) => work(stores, 1));
    cpSync(older, join(data, 'keys.sqlite'));
    await expect(start()).rejects.toThrow(/keys\.sqlite lacks the key \S+, which .*log\.sqlite names/);
  });

  it('does not start when its log is not one', async () => {
    writeFileSync(
      join(data, 'log.sqlite'),
      'not a database, though long enough to have been one'.repeat(100),
    );
    await expect(start()).rejects.toThrow(/log\.sqlite cannot be read \(.*\): restore a backup/);
  });

  it('starts after it was killed, also on another start of the machine', async () => {
    // A killed process leaves the mark, which names these very files; a device may get another number at a start.
    const mark = join(data, 'open');
    markOpen(data, 'log.sqlite');
    await start();
    expect(existsSync(mark)).toBe(false);
    markOpen(data, 'log.sqlite');
    const written = JSON.parse(readFileSync(mark, 'utf8')) as object;
    writeFileSync(mark, JSON.stringify({ ...written, boot: 'another', device: '1' }));
    await start();
  });

  it('does not start as a copy that was made while it was open, unless that is meant', async () => {
    const copy = join(around.path, 'copy');
    await using(data, async (stores) => {
      cpSync(data, copy, { recursive: true });
      await work(stores, 1);
    });
    rmSync(join(copy, 'lock'), { force: true });
    data = copy;
    await expect(start()).rejects.toThrow(/copy is a copy that was made while a server had it open/);
    await start(true);
    await start();
  });

  it('starts as a copy of one that was closed', async () => {
    const copy = join(around.path, 'copy');
    cpSync(data, copy, { recursive: true });
    data = copy;
    await start();
  });
});
