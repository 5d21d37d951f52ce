import type { EventStore } from '#event-store/port.js';
import type { Config } from '#hosting/config.js';
import type { DataFolder } from '#hosting/data-folder.js';
import type { Logger } from '#hosting/logging.js';
import { workerUrl } from '#hosting/worker-url.js';
import { startPgliteWorker } from '#projections/pglite-thread.js';
import { startPostgres } from '#projections/postgres.js';
import type { ReadModels, RebuildProgress } from '#projections/read-models.js';
import { projections } from './projections.js';
import { LOG_FILE } from '../stores/embedded-stores.js';
import type { ProjectorWorkerData } from './projector.worker.js';
import { watchedBy } from './watched.js';

/** What is heard of read models. */
export interface ReadModelWatch {
  readonly onBuild?: ((progress: RebuildProgress) => void) | undefined;
  /** Their thread ended too often: nothing will answer any more. */
  readonly onExit?: ((error: Error) => void) | undefined;
}

/** Read models where the configuration wants them: PGlite in a thread of its own, or PostgreSQL. Builds are logged. */
export function openReadModels(
  { readModels }: Pick<Config, 'readModels'>,
  folder: DataFolder,
  store: EventStore,
  logger: Logger,
  { onBuild, onExit }: ReadModelWatch = {},
): Promise<ReadModels> {
  const watch = watchedBy(logger, onBuild);
  if (readModels.kind === 'postgres')
    return startPostgres({ url: readModels.url, store, projections, follow: true, ...watch });
  const workerData: ProjectorWorkerData = {
    logFile: folder.file(LOG_FILE),
    folder: folder.file('read-models'),
  };
  return startPgliteWorker({
    workerFile: workerUrl(import.meta.url, './projector.worker.js'),
    workerData,
    ...watch,
    ...(onExit && { onExit }),
  });
}
