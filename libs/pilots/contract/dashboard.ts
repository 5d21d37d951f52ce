import type { PayoffUnit } from './scenario.js';

/** How far one metric has come in one cohort, beside what it should reach. */
export interface OutcomeAgainstTarget {
  readonly metric: { readonly code: string; readonly title: string };
  /** What the three figures count; with minor units, of `currency`. 1 of `reached` is reached, 0 is not. */
  readonly unit: PayoffUnit;
  readonly currency?: string;
  /** Left out where the metric is measured for the contract as a whole. */
  readonly cohort?: { readonly code: string; readonly title: string };
  /** Null where none was set. */
  readonly target: number | null;
  /** All that has been recorded, verified or not; null where nothing has. */
  readonly recorded: number | null;
  /** What an independent validator has verified of it. */
  readonly verified: number | null;
}
