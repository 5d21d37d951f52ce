import type { EventStore } from '#event-store/port.js';
import type { Position } from '#eventsourcing/event.js';
import type { ReadModels } from '#projections/read-models.js';

const PATIENCE_MS = 60_000;

/** Waits until the read models show the whole log; answers up to where. @throws Error when they come no nearer for a minute */
export async function caughtUp(readModels: ReadModels, log: Pick<EventStore, 'head'>): Promise<Position> {
  const head = await log.head();
  const names = (await readModels.status()).map(({ name }) => name);
  for (let before = Infinity; !(await readModels.waitFor(names, head, PATIENCE_MS));) {
    const behind = (await readModels.status()).reduce((sum, { lag }) => sum + lag, 0);
    if (behind >= before)
      throw new Error(`the read models have not come nearer to ${head} within ${PATIENCE_MS / 1000} s`);
    before = behind;
  }
  return head;
}
