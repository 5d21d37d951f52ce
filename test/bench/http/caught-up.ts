import { setTimeout } from 'node:timers/promises';
import { openEmbeddedStores } from '#composition/stores/embedded-stores.js';
import { PROCESSES } from '#composition/process-managers.js';
import type { Standalone } from '#composition/standalone.js';
import { DataFolder } from '#hosting/data-folder.js';

const POLL_MS = 100;

/** Says of a made-up log that everything that follows from its events has been done. */
export async function settleProcesses(folder: string): Promise<void> {
  const data = await DataFolder.open(folder);
  const stores = await openEmbeddedStores(data, 0, `${folder}-erasures`);
  const { log, processes } = stores;
  const head = await log.head();
  const names = PROCESSES.map((Process) => new Process().name);
  await processes.checkpoints.save(log.logId, new Map(names.map((name) => [name, head])));
  await stores.close();
  data.close();
}

/** Waits until neither the read models nor the reactions have anything left to do. */
export async function caughtUp({ reactions, readModels }: Standalone): Promise<void> {
  for (;;) {
    const standing = [...(await reactions.status()), ...(await readModels.status())];
    if (standing.every(({ lag }) => lag === 0)) return;
    await setTimeout(POLL_MS);
  }
}
