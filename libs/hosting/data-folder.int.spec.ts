import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ChildProcessByStdio } from 'node:child_process';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { DataFolder, FolderBusy, readLock } from './data-folder.js';
import { workerUrl } from './worker-url.js';

type Child = ChildProcessByStdio<Writable, Readable, null>;

describe('the data folder', () => {
  let parent: string;
  let path: string;
  const children: Child[] = [];

  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), 'tilsagn-folder-'));
    path = join(parent, 'some', 'data');
  });
  afterEach(async () => {
    await Promise.all(children.splice(0).map(killed));
    await rm(parent, { recursive: true });
  });

  const start = (): Child => {
    const child = openingProcess(path);
    children.push(child);
    return child;
  };

  it('is created for its owner only', async () => {
    const folder = await DataFolder.open(path);
    expect((await stat(path)).mode & 0o777).toBe(0o700);
    for (const name of ['lock', 'lock.sqlite'])
      expect((await stat(folder.file(name))).mode & 0o777).toBe(0o600);
    folder.close();
  });

  it('says who holds it and where, as soon as that is known', async () => {
    expect(await readLock(path)).toBeUndefined();
    const folder = await DataFolder.open(path);
    expect(await readLock(path)).toEqual({ pid: process.pid });
    const where = { url: 'http://127.0.0.1:3000', socket: folder.file('admin.sock') };
    folder.announce(where);
    expect(await readLock(path)).toEqual({ pid: process.pid, ...where });
    expect(JSON.parse(await readFile(folder.file('lock'), 'utf8'))).toEqual({ pid: process.pid, ...where });
    folder.close();
    expect(await readLock(path)).toBeUndefined();
  });

  it('refuses a second holder in the same process, and is free again when closed', async () => {
    const folder = await DataFolder.open(path);
    folder.announce({ url: 'http://127.0.0.1:3000' });
    const refused = DataFolder.open(path);
    await expect(refused).rejects.toBeInstanceOf(FolderBusy);
    await expect(refused).rejects.toMatchObject({
      path,
      holder: { pid: process.pid, url: 'http://127.0.0.1:3000' },
    });
    folder.close();
    (await DataFolder.open(path)).close();
  });

  it('refuses a second holder in another process', async () => {
    const folder = await DataFolder.open(path);
    expect(await said(start())).toEqual({ busy: { pid: process.pid } });
    folder.close();
  });

  it('stays held when others look who holds it', async () => {
    const folder = await DataFolder.open(path);
    await Promise.all([readLock(path), readLock(path)]);
    expect(await said(start())).toEqual({ busy: { pid: process.pid } });
    folder.close();
  });

  it('is taken over from a process that was killed', async () => {
    const holder = start();
    expect(await said(holder)).toEqual({ held: holder.pid });
    expect(await readLock(path)).toMatchObject({ pid: holder.pid, url: 'http://127.0.0.1:1' });
    await killed(holder);
    expect(JSON.parse(await readFile(join(path, 'lock'), 'utf8'))).toMatchObject({ pid: holder.pid });
    expect(await readLock(path)).toBeUndefined();

    const folder = await DataFolder.open(path);
    expect(await readLock(path)).toEqual({ pid: process.pid });
    folder.close();
  });

  it('never names a dead process as its holder, not even right after a take-over', async () => {
    const folder = await DataFolder.open(path);
    const dead = spawnSync(process.execPath, ['--version']).pid;
    await writeFile(folder.file('lock'), JSON.stringify({ pid: dead }));
    const holder = readLock(path);
    folder.announce({ url: 'http://127.0.0.1:2' });
    expect(await holder).toEqual({ pid: process.pid, url: 'http://127.0.0.1:2' });
    folder.close();
  });

  it('goes to exactly one of several that race for a killed holder’s folder', async () => {
    const holder = start();
    await said(holder);
    await killed(holder);
    const racers = Array.from({ length: 4 }, start);
    const answers = await Promise.all(racers.map(said));
    const winners = answers.flatMap((answer) => ('held' in answer ? [answer.held] : []));
    expect(winners).toHaveLength(1);
    const losers = answers.flatMap((answer) => ('busy' in answer ? [answer.busy.pid] : []));
    expect(losers).toEqual([winners[0], winners[0], winners[0]]);
  });
});

type Said = { readonly held: number } | { readonly busy: { readonly pid: number } };

async function said(child: Child): Promise<Said> {
  for await (const line of createInterface(child.stdout)) return JSON.parse(line) as Said;
  throw new Error('the process said nothing');
}

async function killed(child: Child): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

/** A process that tries to hold the folder, says how that went and then stays. */
function openingProcess(path: string): Child {
  const program = `
    import { DataFolder } from ${JSON.stringify(workerUrl(import.meta.url, './data-folder.js').href)};
    try {
      const folder = await DataFolder.open(${JSON.stringify(path)});
      folder.announce({ url: 'http://127.0.0.1:1' });
      console.log(JSON.stringify({ held: process.pid }));
    } catch (error) {
      console.log(JSON.stringify({ busy: { pid: error.holder.pid } }));
    }
    process.stdin.resume();`;
  return spawn(process.execPath, ['--eval', program], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
}
