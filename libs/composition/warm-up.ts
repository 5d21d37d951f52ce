import type { INestApplicationContext } from '@nestjs/common';
import { Budgets } from '#budget/application/budgets.js';
import type { Logger } from '#hosting/logging.js';
import { ReadModelNotReady, type ReadModels } from '#projections/read-models.js';
import { StateAid } from '#state-aid/application/aid.js';

/** Streams that many write to, as far as they are read before somebody needs them. */
export interface WarmUp {
  /** Settles when all are read, or when it was stopped. */
  readonly done: Promise<void>;
  /** Ends after the stream under way. */
  stop(): Promise<void>;
}

/** Reads the budgets and the register of aid in the background, so that the first approval after a start does not wait. */
export function warmUp(app: INestApplicationContext, readModels: ReadModels, logger: Logger): WarmUp {
  const stopped = new AbortController();
  const done = readAll(app, readModels, stopped.signal).catch((err: unknown) =>
    logger.warn({ err }, 'budgets are read when they are needed, not before'),
  );
  return {
    done,
    stop() {
      stopped.abort();
      return done;
    },
  };
}

async function readAll(
  app: INestApplicationContext,
  readModels: ReadModels,
  stopped: AbortSignal,
): Promise<void> {
  const [aid, budgets] = [app.get(StateAid, { strict: false }), app.get(Budgets, { strict: false })];
  for (const schemeId of await schemesWithBudget(readModels)) {
    if (stopped.aborted) return;
    await budgets.find(schemeId);
  }
  if (!stopped.aborted) await aid.now();
}

/** None while the read model is being built: a budget is then read by the first who needs it, in pages as well. */
async function schemesWithBudget(readModels: ReadModels): Promise<string[]> {
  try {
    const sql = 'SELECT scheme_id FROM budget_years GROUP BY scheme_id ORDER BY sum(reserved) DESC LIMIT 200';
    const rows = await readModels.query<{ readonly scheme_id: string }>(sql);
    return rows.map(({ scheme_id }) => scheme_id);
  } catch (error) {
    if (error instanceof ReadModelNotReady) return [];
    throw error;
  }
}
