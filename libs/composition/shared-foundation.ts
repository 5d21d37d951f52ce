import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ShiftedClock } from '#hosting/clock.js';
import { ConfigError, type Config } from '#hosting/config.js';
import type { Logger } from '#hosting/logging.js';
import { asOutage } from '#hosting/storage.js';
import { Closers } from './closers.js';
import type { Foundation, StartOptions } from './foundation.js';
import { openSharedStores, type SharedStores } from './stores/shared-stores.js';

/** What a service stands on that shares its stores with others. */
export interface SharedFoundation extends Foundation {
  readonly stores: SharedStores;
}

/**
 * Opens the stores that the configuration names and builds a service on them; what was opened is closed when that fails.
 * @throws ConfigError and what opening the stores throws
 */
export async function onSharedFoundation<Service>(
  config: Config,
  logger: Logger,
  { recovered = false }: StartOptions,
  build: (foundation: SharedFoundation) => Promise<Service>,
): Promise<Service> {
  const { shared } = config;
  if (!shared)
    throw new ConfigError([
      'TILSAGN_LOG and TILSAGN_STORES must be set: this service shares its stores with others, and keeps none in a folder',
    ]);
  if (recovered) throw new ConfigError(['--recovered is for a data folder, and this service keeps none']);
  const closers = new Closers();
  const { promise: failed, resolve: onLost } = Promise.withResolvers<Error>();
  try {
    const clock = new ShiftedClock(config.startsAt);
    const receiving = await mkdtemp(join(tmpdir(), 'tilsagn-receiving-'));
    closers.add(() => rm(receiving, { recursive: true, force: true }));
    const stores = await openSharedStores(shared, { clock, logger, receiving });
    closers.add(() => stores.close());
    const room = { folder: receiving, largest: config.attachmentMaxBytes };
    const announce = () => undefined;
    return await build({ config, logger, stores, clock, closers, room, failed, onLost, announce });
  } catch (error) {
    // What kept it from starting is what must be mended, whatever cannot be closed after it.
    await closers.close().catch(() => undefined);
    throw asOutage(error, 'the folder for temporary files');
  }
}
