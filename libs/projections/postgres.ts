import type { EventStore } from '#event-store/port.js';
import { LocalReadModels } from './local-read-models.js';
import { ForeignReadModels, PostgresDatabase } from './postgres-database.js';
import type { Projection } from './projection.js';
import type { PausedKey, ReadModels, RebuildProgress } from './read-models.js';
import { Runner } from './runner.js';

/** How to keep or read the read models in PostgreSQL. */
export interface PostgresReadModelsOptions {
  readonly url: string;
  readonly store: EventStore;
  readonly projections: readonly Projection[];
  /** Whether this process may write the read models: of those that may, one does. False: it only reads. */
  readonly follow: boolean;
  /** Schema of the read models; `tilsagn_read` when left out. */
  readonly schema?: string;
  /** Connections for queries; 10 when left out. */
  readonly readers?: number;
  /** How long the right to write lasts that is not renewed, in milliseconds; 10 000 when left out. */
  readonly leaseMs?: number;
  readonly onError?: (error: Error) => void;
  readonly onProgress?: (progress: RebuildProgress) => void;
  /** Hears once of each key that is paused, or was found so. */
  readonly onPaused?: (paused: PausedKey) => void;
}

/** Read models in PostgreSQL. The store is the caller's to close, after these. */
export async function startPostgres(options: PostgresReadModelsOptions): Promise<ReadModels> {
  const {
    url,
    schema = 'tilsagn_read',
    readers,
    leaseMs,
    store,
    projections,
    follow,
    onError,
    onProgress,
    onPaused,
  } = options;
  const { logId } = store;
  const database = new PostgresDatabase({
    url,
    schema,
    logId,
    ...(readers === undefined ? {} : { readers }),
    ...(leaseMs === undefined ? {} : { leaseMs }),
  });
  try {
    await database.own();
  } catch (error) {
    // An outage is waited for; until it is over nothing is read.
    if (!(error instanceof ForeignReadModels))
      onError?.(error instanceof Error ? error : new Error(String(error)));
    else {
      await database.close();
      throw error;
    }
  }
  const runner = follow
    ? new Runner({ database, store, projections, onError, onProgress, onPaused })
    : undefined;
  await runner?.started();
  const readModels = new LocalReadModels(database, store, projections, runner);
  database.onMoved(() => readModels.moved());
  return readModels;
}
