import { WatchedCheckpoints } from '#processes/lanes-watched.js';
import type { SharedStores } from './stores/shared-stores.js';

/** How far the reactions of these names are, which other processes run. */
export function lanesOver(
  { log, processes: { checkpoints } }: Pick<SharedStores, 'log' | 'processes'>,
  names: () => readonly string[],
): WatchedCheckpoints {
  const { logId } = log;
  const lanes = new WatchedCheckpoints({
    logId,
    checkpoints,
    compare: (a, b) => log.compare(a, b),
    names,
  });
  checkpoints.onMoved(() => lanes.moved());
  return lanes;
}
