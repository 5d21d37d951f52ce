import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openAdmin } from '../admin.js';
import { LOG_FILE } from '../stores/embedded-stores.js';
import { openSqliteStore } from '#event-store/sqlite/sqlite-store.js';
import type { EventStore } from '#event-store/port.js';
import type { CommandHandling } from '#eventsourcing/command-handling.js';
import type { Clock } from '#hosting/clock.js';
import { readConfig } from '#hosting/config.js';
import { DataFolder, readLock } from '#hosting/data-folder.js';
import { createLogger } from '#hosting/logging.js';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import type { ReactionRunner } from '#processes/reaction-runner.js';
import type { TimerRunner } from '#processes/timer-runner.js';
import type { ReadModels } from '#projections/read-models.js';
import { openFolder } from './open-folder.js';

const logger = createLogger('silent');

describe('opening a data folder', () => {
  let temporary: ReturnType<typeof temporaryFolder>;
  let data: string;
  let log: EventStore;
  const open = (patienceMs?: number, toWrite?: boolean) => {
    const config = readConfig({ TILSAGN_DATA: data, TILSAGN_LOG_LEVEL: 'silent' });
    return openFolder(config, { toWrite, ...(patienceMs === undefined ? {} : { patienceMs }) });
  };

  beforeEach(async () => {
    temporary = temporaryFolder();
    data = join(temporary.path, 'data');
    mkdirSync(data);
    log = await openSqliteStore({ file: join(data, LOG_FILE) });
  });
  afterEach(async () => {
    await log.close();
    temporary.remove();
  });

  it('holds it while it is worked on, if nobody does', async () => {
    const folder = await open();
    expect(folder.heldBy).toBe('this process');
    expect((await folder.operations.logStats()).logId).toBe(log.logId);
    expect(await readLock(data)).toMatchObject({ pid: process.pid });
    await folder.close();
    await folder.close();
    expect(await readLock(data)).toBeUndefined();
    expect(existsSync(join(data, 'read-models'))).toBe(false);
    expect(existsSync(join(data, 'process.sqlite'))).toBe(false);
  });

  it('tells of process managers, and that they cannot be tried while nothing runs', async () => {
    const folder = await open();
    expect(await folder.operations.processes()).toEqual({
      reactions: [],
      timers: { pending: 0, failing: [] },
    });
    await expect(folder.operations.retryProcesses()).rejects.toThrow('no server runs');
    await folder.close();
  });

  it('waits for a holder that is starting', async () => {
    const holder = await DataFolder.open(data);
    const opening = open();
    const stores = { log, attachments: { keepRemoved: () => () => Promise.resolve() } };
    const administered = { folder: holder, stores, erasures: '', readModels: {} as ReadModels };
    const unused = {
      reactions: {} as ReactionRunner,
      timers: {} as TimerRunner,
      handling: {} as CommandHandling,
      clock: {} as Clock,
    };
    const server = await openAdmin({ ...administered, ...unused }, logger);
    const folder = await opening;
    expect(folder.heldBy).toBe('another process');
    expect((await folder.operations.logStats()).logId).toBe(log.logId);
    await server.close();
    holder.close();
  });

  it('waits for a holder that is closing, then holds it itself', async () => {
    const holder = await DataFolder.open(data);
    holder.announce({ socket: join(data, 'nobody-listens.sock') });
    const opening = open();
    await new Promise(setImmediate);
    holder.close();
    const folder = await opening;
    expect(folder.heldBy).toBe('this process');
    await folder.close();
  });

  it('says who has it when that one cannot be asked', async () => {
    const holder = await DataFolder.open(data);
    await expect(open(0)).rejects.toThrow(`in use by process ${process.pid}, which cannot be asked`);
    holder.close();
  });

  it('makes it when it is to be written to, and lets go of it', async () => {
    data = join(temporary.path, 'new', 'folder');
    const folder = await open(0, true);
    expect((await folder.operations.logStats()).events).toBe(0);
    await folder.close();
    expect(await readLock(data)).toBeUndefined();
    expect(readdirSync(data).filter((name) => !/^(?:lock|log)\.sqlite/.test(name))).toEqual([]);
  });

  it('begins a log beside nothing but what a folder has before its first event', async () => {
    data = join(temporary.path, 'other');
    mkdirSync(data);
    writeFileSync(join(data, 'dev-issuer.json'), '{}');
    await (await open(0, true)).close();
    rmSync(data, { recursive: true });
    mkdirSync(data);
    writeFileSync(join(data, 'keys.sqlite'), '');
    await expect(open(0, true)).rejects.toThrow(
      /is no data folder: there is no event log in it, but keys\.sqlite/,
    );
    expect(readdirSync(data)).toEqual(['keys.sqlite']);
    data = join(data, 'keys.sqlite');
    await expect(open(0, true)).rejects.toThrow('is a file, not a data folder');
  });

  it('wants a folder with a log in it, and makes nothing', async () => {
    data = join(temporary.path, 'empty');
    await expect(open()).rejects.toThrow(`there is no data folder ${data}`);
    mkdirSync(data);
    await expect(open()).rejects.toThrow(`there is no event log in ${data}`);
    expect(existsSync(join(data, 'lock.sqlite'))).toBe(false);
  });
});
