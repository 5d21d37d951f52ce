import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { chmodSync, lstatSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { DURABLE_STORES, PASSING } from '#composition/stores/durable-stores.js';
import { startSystem, type System } from '#test/support/system.js';
import { fill } from './filled.js';

describe('all of a data folder', () => {
  let system: System;
  let umask: number;

  beforeEach(() => {
    umask = process.umask(0);
  });
  afterEach(async () => {
    process.umask(umask);
    await system.stop();
    system.remove();
  });

  it('is registered or made again, and its owner’s alone, while the server runs and after it, whatever the umask is', async () => {
    system = await startSystem();
    await fill(system);
    const running = openToOthers(system.data);
    expect(unregistered(system.data)).toEqual([]);
    await system.stop();
    expect(unregistered(system.data)).toEqual([]);
    expect({ running, stopped: openToOthers(system.data) }).toEqual({ running: [], stopped: [] });
    expect(entriesOf(system.data).length).toBeGreaterThan(100);
  });

  it('becomes so again when it was opened to others', async () => {
    system = await startSystem();
    await fill(system);
    await system.stop();
    for (const path of [system.data, ...entriesOf(system.data)])
      chmodSync(path, lstatSync(path).isDirectory() ? 0o777 : 0o666);
    process.umask(0);
    system = await system.restart();
    expect(openToOthers(system.data)).toEqual([]);
    expect(system.standalone.folder.closedToOthers).toContain(join(system.data, 'keys.sqlite'));
  });
});

/** What a backup would forget, though nobody has said that it may. */
function unregistered(data: string): string[] {
  const registered = DURABLE_STORES.flatMap(({ path }) => [path, `${path}-wal`, `${path}-shm`]);
  return readdirSync(data).filter((name) => !registered.includes(name) && !PASSING.test(name));
}

function entriesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true }).map((name) => join(folder, name as string));
}

/** Names of files and folders, the folder's own included, that others may do something with. */
function openToOthers(folder: string): string[] {
  return [folder, ...entriesOf(folder)]
    .filter((path) => (lstatSync(path, { throwIfNoEntry: false })?.mode ?? 0) & 0o077)
    .map((path) => relative(folder, path));
}
