import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { LOG_FILE } from '#composition/stores/embedded-stores.js';
import { workerUrl } from '#hosting/worker-url.js';
import { runAsChild } from './child.js';
import type { RawRebuildSays, RawRebuildWorkerData } from './raw-rebuild.worker.js';

/** The data folder whose log is read. */
export interface RawRebuildInput {
  readonly folder: string;
  readonly events: number;
}

/** How long it took. */
export interface RawRebuildOutput {
  readonly seconds: number;
  /** Processor time of the whole process meanwhile. */
  readonly processorSeconds: number;
}

/** Runs the raw loop where the read models run too: in a worker thread. */
runAsChild(async ({ folder, events }: RawRebuildInput, tell): Promise<RawRebuildOutput> => {
  const own = join(folder, 'raw');
  const workerData: RawRebuildWorkerData = { logFile: join(folder, LOG_FILE), folder: own };
  const output = await new Promise<RawRebuildOutput>((resolve, reject) => {
    const worker = new Worker(workerUrl(import.meta.url, './raw-rebuild.worker.js'), {
      workerData,
      resourceLimits: { maxYoungGenerationSizeMb: 32 },
    });
    worker.on('message', ({ rows, took }: RawRebuildSays) => {
      tell(rows / events);
      if (took !== undefined) resolve(took);
    });
    worker.on('error', reject);
  });
  await rm(own, { recursive: true });
  return output;
});
