import type { PlayedPilot } from './pilot/summary.js';
import type { PlayedCase } from './timeline.js';

/** What a scenario played. */
export interface Played {
  readonly cases: readonly PlayedCase[];
  readonly pilot?: PlayedPilot;
}

/** Hears how far a scenario is: its date. */
export type Moved = (date: string) => void;
