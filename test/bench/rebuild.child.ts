import { setTimeout } from 'node:timers/promises';
import { DataFolder } from '#hosting/data-folder.js';
import { runAsChild } from './child.js';
import { openModels, untilWhole } from './read-models.js';

/** Which folder's read models to rebuild; they have been built before. */
export interface RebuildInput {
  readonly folder: string;
}

/** How that went; memory in bytes of this whole process. */
export interface RebuildOutput {
  readonly seconds: number;
  /** Processor time of the whole process meanwhile. */
  readonly processorSeconds: number;
  readonly idle: number;
  readonly peak: number;
}

const SETTLE_MS = 1000;
const SAMPLE_MS = 10;

/** Opens the read models as the server does and rebuilds all of them beside the live ones. */
runAsChild(async ({ folder }: RebuildInput, tell): Promise<RebuildOutput> => {
  const data = await DataFolder.open(folder);
  const models = await openModels(data);
  await setTimeout(SETTLE_MS);
  const idle = process.memoryUsage.rss();
  let peak = idle;
  const sampling = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), SAMPLE_MS);
  const start = performance.now();
  const processor = process.cpuUsage();
  await models.rebuild('all', ({ done, total }) => tell(done / total));
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(processor);
  clearInterval(sampling);
  await untilWhole(models);
  await models.close();
  data.close();
  return { seconds, processorSeconds: (user + system) / 1e6, idle, peak };
});
