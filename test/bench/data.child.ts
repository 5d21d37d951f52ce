import { DataFolder } from '#hosting/data-folder.js';
import { runAsChild } from './child.js';
import { openModels } from './read-models.js';
import { writeSyntheticLog } from './synthetic-log.js';

/** A data folder to fill. */
export interface DataInput {
  readonly folder: string;
  readonly events: number;
  readonly openCases: number;
}

/** What was made. */
export interface DataOutput {
  readonly events: number;
  readonly logSeconds: number;
}

/** Fills a data folder with a synthetic log and the read models of it. */
runAsChild(async ({ folder, events, openCases }: DataInput, tell): Promise<DataOutput> => {
  const start = performance.now();
  const data = await DataFolder.open(folder);
  const written = await writeSyntheticLog({
    folder,
    events,
    openCases,
    onProgress: (done) => tell((0.5 * done) / events),
  });
  const logSeconds = (performance.now() - start) / 1000;
  const models = await openModels(data, ({ done, total }) => tell(0.5 + (0.5 * done) / total));
  await models.close();
  data.close();
  return { events: written, logSeconds };
});
