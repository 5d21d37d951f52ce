import type { EventStore } from '#event-store/port.js';
import type { FoldThreadOptions } from './fold-thread.js';
import { LocalReadModels } from './local-read-models.js';
import { openPglite } from './pglite-database.js';
import type { Pauses } from './pauses.js';
import type { Projection } from './projection.js';
import type { PausedKey, ReadModels, RebuildProgress } from './read-models.js';
import { Runner } from './runner.js';

/** How to keep read models in PGlite. */
export interface PgliteReadModelsOptions {
  /** A folder nothing else uses: it is emptied when in doubt. */
  readonly folder: string;
  readonly store: EventStore;
  readonly projections: readonly Projection[];
  /** Where rebuilds fold a long log; in this thread when left out. */
  readonly foldThread?: FoldThreadOptions;
  readonly onError?: (error: Error) => void;
  readonly onProgress?: (progress: RebuildProgress) => void;
  /** Hears once of each key that is paused, or was found so. */
  readonly onPaused?: (paused: PausedKey) => void;
  /** Hears a projection's paused keys whenever they change. */
  readonly onPauses?: (projection: string, keys: Pauses) => void;
  /** The database cannot be trusted any more and answers nothing from now on. */
  readonly onDoubt?: (error: Error) => void;
}

/** Read models in PGlite in this thread, which it blocks while it works. The store is the caller's to close, after these. */
export async function startPglite(options: PgliteReadModelsOptions): Promise<ReadModels> {
  const { folder, onDoubt, ...running } = options;
  const database = await openPglite({
    schema: 'tilsagn_read',
    folder,
    ...(onDoubt && { onDoubt }),
  });
  const runner = new Runner({ database, ...running });
  await runner.started();
  return new LocalReadModels(database, options.store, options.projections, runner);
}
