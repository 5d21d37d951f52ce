import type { HearsOfPauses } from './pauses.js';
import type { Projection } from './projection.js';
import type { RebuildProgress } from './read-models.js';
import type { RebuildOptions } from './rebuild.js';

/** What a runner is given. */
export interface RunnerOptions
  extends Pick<RebuildOptions, 'database' | 'store' | 'foldThread'>, HearsOfPauses {
  readonly projections: readonly Projection[];
  /** Hears of every outage the runner recovers from by itself. */
  readonly onError?: ((error: Error) => void) | undefined;
  /** Progress of builds the runner starts by itself. */
  readonly onProgress?: ((progress: RebuildProgress) => void) | undefined;
}
