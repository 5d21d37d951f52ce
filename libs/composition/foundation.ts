import type { EventStore } from '#event-store/port.js';
import { type Clock, ShiftedClock } from '#hosting/clock.js';
import { ConfigError, type Config } from '#hosting/config.js';
import { DataFolder } from '#hosting/data-folder.js';
import type { Logger } from '#hosting/logging.js';
import { asOutage } from '#hosting/storage.js';
import { Closers } from './closers.js';
import { openEmbeddedStores, type EmbeddedStores } from './stores/embedded-stores.js';
import { checkFolder } from './stores/fit-folder.js';
import type { Stores } from './stores/stores.js';

/** What every service stands on, open. */
export interface Foundation {
  readonly config: Config;
  readonly logger: Logger;
  readonly stores: Stores;
  readonly clock: Clock;
  readonly closers: Closers;
  /** Where what comes from outside is written first, and the bytes of the largest thing that may. */
  readonly room: { readonly folder: string; readonly largest: number };
  /** Resolves with the reason when a thread ended without which nothing can be served any more. */
  readonly failed: Promise<Error>;
  readonly onLost: (error: Error) => void;
  /** Tells whoever else works on the same stores from this machine where it answers. */
  readonly announce: (facts: { readonly url: string }) => void;
}

/** What the whole stands on in one process: a folder it holds, and the stores in it. */
export interface FolderFoundation extends Foundation {
  readonly folder: DataFolder;
  readonly stores: EmbeddedStores;
  readonly clock: ShiftedClock;
}

/** How to start. */
export interface StartOptions {
  /** A copy of a folder that was taken while it was open is meant. */
  readonly recovered?: boolean;
}

/**
 * Opens the stores of `config.data` and builds a service on them; what was opened is closed when that fails.
 * @throws FolderBusy, ConfigError, Unfit, WrongErasureList, StorageUnavailable
 */
export async function onFoundation<Service>(
  config: Config,
  logger: Logger,
  { recovered = false }: StartOptions,
  build: (foundation: FolderFoundation) => Promise<Service>,
): Promise<Service> {
  if (config.shared)
    throw new ConfigError([
      'TILSAGN_LOG and TILSAGN_STORES are for the services that run alone: this one keeps everything in its folder',
    ]);
  const closers = new Closers();
  const { promise: failed, resolve: onLost } = Promise.withResolvers<Error>();
  try {
    const folder = await DataFolder.open(config.data);
    closers.add(() => folder.close());
    tellWhatWasOpen(folder, logger);
    checkFolder(folder, { recovered });
    const clock = new ShiftedClock(config.startsAt);
    const stores = await openEmbeddedStores(folder, clock.offset, config.erasures, onLost);
    closers.add(() => stores.close());
    tellWhatBeganAgain(stores, config, logger);
    if (config.startsAt !== undefined) await notBeforeTheLog(config.startsAt, stores.log);
    const room = { folder: folder.path, largest: config.attachmentMaxBytes };
    const announce = (facts: { readonly url: string }) => folder.announce(facts);
    return await build({ config, logger, folder, stores, clock, closers, room, failed, onLost, announce });
  } catch (error) {
    // What kept it from starting is what must be mended, whatever cannot be closed after it.
    await closers.close().catch(() => undefined);
    throw asOutage(error, `the data folder ${config.data}`);
  }
}

function tellWhatWasOpen({ path, closedToOthers: [first, ...others] }: DataFolder, logger: Logger): void {
  if (first === undefined) return;
  logger.warn({ first, others: others.length }, `files of ${path} were open to others: now they are not`);
}

function tellWhatBeganAgain({ erasures }: EmbeddedStores, config: Config, logger: Logger): void {
  if (!erasures.begunAgain) return;
  logger.warn(
    `the list of erased keys was not in ${config.erasures}: it is begun again with what these keys know; ` +
      'if this folder is an older copy, put the list back and restart',
  );
}

/** A clock set back would judge deadlines by a time the log has passed already. @throws ConfigError */
async function notBeforeTheLog(startsAt: string, log: EventStore): Promise<void> {
  const last = await log.lastRecordedAt();
  if (last !== undefined && startsAt < last)
    throw new ConfigError([`TILSAGN_NOW must not lie before ${last}, when the log was last written`]);
}
