import { projections } from '#apps/projector/projections.js';
import type { EventStore } from '#event-store/port.js';
import { Readiness } from '#platform/health/readiness.js';
import type { ReactionRunner } from '#processes/reaction-runner.js';
import type { TimerRunner } from '#processes/timer-runner.js';
import { ReadModelNotReady, type ReadModels } from '#projections/read-models.js';

/** What readiness is judged by. */
export interface Judged {
  readonly log: EventStore;
  readonly readModels: ReadModels;
  readonly reactions: Pick<ReactionRunner, 'troubles'>;
  readonly timers: Pick<TimerRunner, 'troubles'>;
}

/**
 * Ready is: the log can be read and every read model has been built once; a rebuild beside the live ones does not
 * count. What process managers hold back is told, but requests can be served all the same.
 */
export function readinessOf({ log, readModels, reactions, timers }: Judged): Readiness {
  const readiness = new Readiness();
  readiness.add('log', async () => {
    await log.head();
    return true;
  });
  readiness.add('read-models', () => allBuilt(readModels));
  readiness.tell('processes', () => {
    const { parked, failing } = reactions.troubles();
    return { parked, failing: failing + timers.troubles().failing };
  });
  return readiness;
}

async function allBuilt(readModels: ReadModels): Promise<boolean> {
  try {
    for (const { name } of projections.flatMap(({ tables }) => tables))
      await readModels.query(`SELECT 1 FROM ${name} LIMIT 1`);
    return true;
  } catch (error) {
    if (error instanceof ReadModelNotReady) return false;
    throw error;
  }
}
