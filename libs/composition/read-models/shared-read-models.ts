import type { EventStore } from '#event-store/port.js';
import { ConfigError, type Config } from '#hosting/config.js';
import type { Logger } from '#hosting/logging.js';
import { startPostgres } from '#projections/postgres.js';
import type { ReadModels } from '#projections/read-models.js';
import { projections } from './projections.js';
import { watchedBy } from './watched.js';

/** Read models that several processes share; `follow`: this one may keep them up to date, else it only reads. */
export function openSharedReadModels(
  { readModels }: Pick<Config, 'readModels'>,
  store: EventStore,
  logger: Logger,
  { follow }: { readonly follow: boolean },
): Promise<ReadModels> {
  if (readModels.kind !== 'postgres')
    throw new ConfigError(['TILSAGN_READ_MODELS must be a postgres:// URL where others read them']);
  return startPostgres({ url: readModels.url, store, projections, follow, ...watchedBy(logger) });
}
