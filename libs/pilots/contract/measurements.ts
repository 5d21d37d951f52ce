import type { TermsPeriod } from './terms.js';

/**
 * Verified results of a contract. The same in JSON Schema: `measurements.schema.json`. Counts only: no person is
 * named. The order of measurements means nothing.
 */
export interface Measurements {
  readonly format: 1;
  /** How many persons each cohort has. Needed where a cap, a minimum size or a count of persons asks for it. */
  readonly cohorts?: readonly CohortSize[];
  readonly measurements: readonly Measurement[];
  /** The last day of a pilot that ended early. For terms of format 2, which say what that does. */
  readonly lastDay?: string;
  /** Codes of cohorts that were never opened: no pool waits for them. For terms of format 2. */
  readonly neverOpened?: readonly string[];
}

/** Participants of a cohort, each counted once. */
export interface CohortSize {
  readonly cohort: string;
  readonly persons: number;
}

/** One verified result. Those of one metric and cohort add up over periods, which must not overlap. */
export type Measurement = CountMeasurement | RateMeasurement | MilestoneMeasurement | SavingsMeasurement;

interface MeasurementBase {
  readonly metric: string;
  readonly period: TermsPeriod;
  /** What is recorded, disputed or rejected is not settled on. */
  readonly status: 'verified';
  /** SHA-256 of the evidence, as 64 hexadecimal digits. */
  readonly evidence?: string;
}

/** For metrics priced per unit or tiered. */
export interface CountMeasurement extends MeasurementBase {
  readonly kind: 'count';
  readonly cohort: string;
  /** Outcomes of this period. */
  readonly count: number;
}

/** For rate reductions: both arms, so that they can be pooled before dividing. */
export interface RateMeasurement extends MeasurementBase {
  readonly kind: 'rate';
  readonly cohort: string;
  readonly intervention: ArmCounts;
  readonly baseline: ArmCounts;
}

/** Events and the persons they could have happened to; for a share, the persons it happened to and all persons. */
export interface ArmCounts {
  readonly events: number;
  readonly persons: number;
}

/** For milestones. */
export interface MilestoneMeasurement extends MeasurementBase {
  readonly kind: 'milestone';
  readonly achieved: boolean;
}

/** For savings shares: verified savings of this period, in minor units. */
export interface SavingsMeasurement extends MeasurementBase {
  readonly kind: 'savings';
  readonly savings: number;
}
