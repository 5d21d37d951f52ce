import { setTimeout } from 'node:timers/promises';
import { LOG_FILE } from '#composition/stores/embedded-stores.js';
import type { ProjectorWorkerData } from '#composition/read-models/projector.worker.js';
import type { DataFolder } from '#hosting/data-folder.js';
import { workerUrl } from '#hosting/worker-url.js';
import { startPgliteWorker } from '#projections/pglite-thread.js';
import type { ReadModels, RebuildProgress } from '#projections/read-models.js';

const POLL_MS = 100;

/** Opens a folder's read models in the server's projector thread; resolves once they show the whole log. */
export async function openModels(
  folder: DataFolder,
  onProgress?: (progress: RebuildProgress) => void,
): Promise<ReadModels> {
  const workerData: ProjectorWorkerData = {
    logFile: folder.file(LOG_FILE),
    folder: folder.file('read-models'),
  };
  const models = await startPgliteWorker({
    workerFile: workerUrl(import.meta.url, '../../libs/composition/read-models/projector.worker.js'),
    workerData,
    ...(onProgress && { onProgress }),
  });
  await untilWhole(models);
  return models;
}

/** Waits until every model is live and at the head. @throws Error when a key is paused: the synthetic log must fit */
export async function untilWhole(models: ReadModels): Promise<void> {
  for (;;) {
    const statuses = await models.status();
    const broken = statuses.find(({ paused, error }) => paused > 0 || error !== undefined);
    if (broken) {
      const [pause] = await models.pausedKeys(broken.name);
      throw new Error(`${broken.name}: ${broken.error ?? `${pause?.key} is paused, ${pause?.reason}`}`);
    }
    if (statuses.every(({ state, lag }) => state === 'live' && lag === 0)) return;
    await setTimeout(POLL_MS);
  }
}
