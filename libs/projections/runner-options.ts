import type { Pauses } from './pauses.js';
import type { Projection } from './projection.js';
import type { PausedKey, RebuildProgress } from './read-models.js';
import type { RebuildOptions } from './rebuild.js';

/** What a runner is given. */
export interface RunnerOptions extends Pick<RebuildOptions, 'database' | 'store' | 'foldThread'> {
  readonly projections: readonly Projection[];
  /** Hears of every outage the runner recovers from by itself. */
  readonly onError?: ((error: Error) => void) | undefined;
  /** Hears once of each key that is paused, or was found so. */
  readonly onPaused?: ((paused: PausedKey) => void) | undefined;
  /** Hears a projection's paused keys whenever they change, before whoever waits for a position is told of it. */
  readonly onPauses?: ((projection: string, keys: Pauses) => void) | undefined;
  /** Progress of builds the runner starts by itself. */
  readonly onProgress?: ((progress: RebuildProgress) => void) | undefined;
}
