import type { Lag } from '#event-store/lag.js';
import type { Position } from '#eventsourcing/event.js';

/** What a projection is doing: `waiting` while another process runs it. */
export type ProjectionState = 'building' | 'live' | 'waiting' | 'failed';

/** Where a projection stands. */
export interface ProjectionStatus extends Lag {
  readonly name: string;
  readonly version: number;
  readonly state: ProjectionState;
  /** Position up to which readers see the log. */
  readonly position: Position;
  /** How many keys are paused. */
  readonly paused: number;
  /** What keeps it from going on, when it does not. */
  readonly error?: string;
  /** Over all columns of all rows; on request. */
  readonly contentHash?: string;
  /** Over the columns that are not volatile; on request. */
  readonly resultHash?: string;
}

/** A key whose events are held back in one projection. */
export interface PausedKey {
  readonly projection: string;
  readonly key: string;
  readonly position: Position;
  readonly eventId: string;
  readonly reason: string;
  /** UTC instant, ISO 8601. */
  readonly pausedAt: string;
}

/** How far a rebuild is. */
export interface RebuildProgress {
  readonly projections: readonly string[];
  /** Events read so far. */
  readonly done: number;
  /** Events in the log, as far as known now. */
  readonly total: number;
  readonly ratePerSecond: number;
  readonly secondsLeft: number;
}

/** A value a query is given. */
export type QueryParameter = string | number | boolean | null | readonly (string | number | boolean | null)[];

/** The read models, wherever they are kept: what query code sees. */
export interface ReadModels {
  /**
   * Runs one read-only statement against tables under their stable names. `bigint` comes as a number (an unsafe
   * one is refused), `date` as `YYYY-MM-DD`, `timestamptz` as an ISO 8601 instant, `numeric` as text.
   * @throws ReadModelNotReady before a model was built for the first time; @throws ReadModelsUnavailable
   */
  query<Row extends object>(sql: string, parameters?: readonly QueryParameter[]): Promise<Row[]>;
  /** Waits until the projections show the log up to `position`; false when the time is over. */
  waitFor(projections: readonly string[], position: Position, timeoutMs: number): Promise<boolean>;
  status(options?: { readonly hashes?: boolean }): Promise<ProjectionStatus[]>;
  /** Builds the models again beside the live ones, then swaps. Rejects with the first error; the old ones stay. */
  rebuild(
    projections: readonly string[] | 'all',
    onProgress?: (progress: RebuildProgress) => void,
  ): Promise<void>;
  /** Folds a paused key again from the log; answers the new pause when it still cannot be done. */
  resume(projection: string, key: string): Promise<PausedKey | undefined>;
  /** Which of the keys (all when left out) are paused, so that an answer can say `incomplete`. */
  pausedKeys(projection: string, keys?: readonly string[]): Promise<PausedKey[]>;
  /** Finishes the batch under way, then lets go of all resources. */
  close(): Promise<void>;
}

/** A query asked for a model that has not been built yet, or not in the shape this code knows. */
export class ReadModelNotReady extends Error {
  readonly code = 'read-model-not-ready';
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ReadModelNotReady';
  }
}

/** The database of the read models cannot be reached now, or has just been found broken and is made anew. */
export class ReadModelsUnavailable extends Error {
  readonly code = 'read-models-unavailable';
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ReadModelsUnavailable';
  }
}
