import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { catalogue } from '../catalogue.js';
import { checkFolder } from '../stores/fit-folder.js';
import { KEYS_FILE, LOG_FILE, PROCESS_FILE } from '../stores/embedded-stores.js';
import { refuseOthers } from '../stores/new-folder.js';
import { backupsOf } from './backup.js';
import { LocalOperations } from './local-operations.js';
import type { Backup, Operations } from './operations.js';
import { restingProcesses } from './processes.js';
import { RemoteOperations } from './remote-operations.js';
import { openReadModels } from '../read-models/read-models.js';
import { openSqliteReader, openSqliteStore } from '#event-store/sqlite/sqlite-store.js';
import type { EventStore } from '#event-store/port.js';
import { withUpcasting } from '#event-store/upcasting.js';
import { CommandHandling } from '#eventsourcing/command-handling.js';
import { NumberOldCases } from '#grants/application/case-numbers/number-old-cases.js';
import { HistoricalPilots } from '#pilots/application/historical/historical-pilots.js';
import { ShiftedClock, type Clock } from '#hosting/clock.js';
import type { Config } from '#hosting/config.js';
import { DataFolder, FolderBusy, readLock, type FolderHolder } from '#hosting/data-folder.js';
import { createLogger } from '#hosting/logging.js';
import { clearMark, markOpen } from '#hosting/open-mark.js';
import { asOutage } from '#hosting/storage.js';
import { openProcessFile, type ProcessFile } from '#processes/sqlite/process-file.js';
import type { ReadModels, RebuildProgress } from '#projections/read-models.js';
import { FolderErasureList } from '#sealing/folder/erasure-list.js';
import { Sealer } from '#sealing/sealer.js';
import { SqliteKeyStore } from '#sealing/sqlite/key-store.js';

/** A data folder to work on: held by this process, or reached through the one that holds it. */
export interface OpenedFolder {
  readonly operations: Operations;
  readonly heldBy: 'this process' | 'another process';
  /** Lets go of it; more than once is once. */
  close(): Promise<void>;
}

/** How to open a folder. */
export interface OpenOptions {
  /** Hears of builds that begin by themselves when this process opens read models that are not there or do not fit. */
  readonly onBuild?: ((progress: RebuildProgress) => void) | undefined;
  /** To append to the log, too: a folder that is not there, or empty, is made one. */
  readonly toWrite?: boolean | undefined;
  /** How long a process that holds the folder is given to open its socket: a server that starts needs some seconds. */
  readonly patienceMs?: number;
}

const PATIENCE_MS = 15_000;
const LOOK_AGAIN_MS = 100;

/** Opens the configured data folder, which must be there unless it is to be written to. @throws Error in words for the operator */
export async function openFolder(
  config: Config,
  { onBuild, toWrite = false, patienceMs = PATIENCE_MS }: OpenOptions = {},
): Promise<OpenedFolder> {
  const { data } = config;
  if (!toWrite && !existsSync(data))
    throw new Error(`there is no data folder ${data}: name one with --data or TILSAGN_DATA`);
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const holder = await readLock(data);
    const opened = holder ? await reach(holder) : await hold(config, { onBuild, toWrite });
    if (opened) return opened;
    if (performance.now() > deadline)
      throw new Error(
        `the data folder ${data} is in use by process ${holder?.pid ?? '?'}, which cannot be asked: ` +
          `it is starting, closing or another tilsagn command; try again when it is done`,
      );
    await setTimeout(LOOK_AGAIN_MS);
  }
}

/** Undefined while the holder does not listen. */
async function reach({ socket }: FolderHolder): Promise<OpenedFolder | undefined> {
  if (socket === undefined || !(await listens(socket))) return undefined;
  return {
    operations: new RemoteOperations(socket),
    heldBy: 'another process',
    close: () => Promise.resolve(),
  };
}

function listens(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}

/** Undefined when another process was faster. */
async function hold(
  config: Config,
  { onBuild, toWrite }: Pick<OpenOptions, 'onBuild'> & { readonly toWrite: boolean },
): Promise<OpenedFolder | undefined> {
  const { data } = config;
  const closers: (() => Promise<void> | void)[] = [];
  let closing: Promise<void> | undefined;
  const close = () =>
    (closing ??= (async () => {
      for (const closer of closers.toReversed()) await closer();
    })());
  try {
    const folder = await take(data, toWrite);
    if (!folder) return undefined;
    closers.push(() => folder.close());
    checkFolder(folder);
    const clock = new ShiftedClock(config.startsAt);
    const file = folder.file(LOG_FILE);
    const stored = toWrite
      ? openSqliteStore({ file, clockOffset: clock.offset })
      : openSqliteReader({ file });
    const log = withUpcasting(await stored, catalogue);
    if (toWrite) {
      markOpen(folder.path, LOG_FILE);
      closers.push(() => clearMark(folder.path));
    }
    closers.push(() => log.close());

    let opening: Promise<ReadModels> | undefined;
    closers.push(async () => (await opening?.catch(() => undefined))?.close());
    const readModels = () =>
      (opening ??= openReadModels(config, folder, log, createLogger(config.logLevel), { onBuild }));
    let processFile: Promise<ProcessFile> | undefined;
    closers.push(async () => (await processFile?.catch(() => undefined))?.close());
    const processes = async () =>
      restingProcesses(await (processFile ??= openProcessFile(folder.file(PROCESS_FILE))), log);
    let keyStore: Promise<SqliteKeyStore> | undefined;
    closers.push(async () => (await keyStore?.catch(() => undefined))?.close());
    const handling = async () => {
      const keys = await (keyStore ??= SqliteKeyStore.open(folder.file(KEYS_FILE)));
      await keys.bind(log);
      return new CommandHandling(log, new Sealer(catalogue, keys));
    };
    const operations = new LocalOperations({
      log,
      readModels,
      processes,
      historicalPilots: async () => new HistoricalPilots(await handling(), clock),
      caseNumbers: async () => new NumberOldCases(log, await handling(), clock),
      backup: restingBackup(config, folder, log, clock),
    });
    return { operations, heldBy: 'this process', close };
  } catch (error) {
    await close().catch(() => undefined);
    throw asOutage(error, `the data folder ${data}`);
  }
}

/** Nobody writes meanwhile. Keys that have no list of erasures yet get one, or the backup could not be restored. */
function restingBackup({ erasures }: Config, { path }: DataFolder, log: EventStore, clock: Clock): Backup {
  const keepRemoved = () => () => Promise.resolve();
  const backup = backupsOf({ data: path, erasures, clock, keepRemoved });
  return async (...asked) => {
    const keys = await SqliteKeyStore.open(join(path, KEYS_FILE));
    try {
      await keys.bind(log);
      await keys.noteErasuresIn((list) =>
        FolderErasureList.open(erasures, { list, log: log.logId, data: path }),
      );
    } finally {
      await keys.close();
    }
    return backup(...asked);
  };
}

async function take(data: string, toWrite: boolean): Promise<DataFolder | undefined> {
  if (toWrite) refuseOthers(data);
  else if (!existsSync(join(data, LOG_FILE)))
    throw new Error(`there is no event log in ${data}: start a server or the demo on it first`);
  try {
    return await DataFolder.open(data);
  } catch (error) {
    if (error instanceof FolderBusy) return undefined;
    throw error;
  }
}
