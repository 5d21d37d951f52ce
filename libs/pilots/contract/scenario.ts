import type {
  ArmCounts,
  CohortSize,
  CountMeasurement,
  MilestoneMeasurement,
  RateMeasurement,
  SavingsMeasurement,
} from './measurements.js';
import type { CapKind } from './settlement.js';
import type { OutcomeTerms, PayerTerms, Pricing } from './terms.js';

/** What is asked before a contract is signed: what these terms would pay over a range of outcomes of one metric. */
export interface ScenarioRequest {
  readonly terms: OutcomeTerms;
  /** How many persons each cohort would have. */
  readonly cohorts?: readonly CohortSize[];
  /** Assumed results of all that is not varied. */
  readonly measurements?: readonly AssumedMeasurement[];
  /** What if the pilot ended early on this day; for terms of format 2. */
  readonly lastDay?: string;
  /** What if these cohorts were never opened; for terms of format 2. */
  readonly neverOpened?: readonly string[];
  readonly vary: Variation;
}

/**
 * A measurement that nobody has made: without a period it is that of the terms, up to an early end if there is one, and it
 * counts as verified.
 */
export type AssumedMeasurement =
  | Assumed<CountMeasurement>
  | Assumed<RateMeasurement>
  | Assumed<MilestoneMeasurement>
  | Assumed<SavingsMeasurement>;

type Assumed<M extends CountMeasurement | RateMeasurement | MilestoneMeasurement | SavingsMeasurement> = Omit<
  M,
  'period' | 'status'
> &
  Partial<Pick<M, 'period' | 'status'>>;

/** The outcomes of one metric, from a worst to a best. */
export interface Variation {
  readonly metric: string;
  /** Without it every cohort alike, but outcomes that are counted over all cohorts are varied in the first. */
  readonly cohort?: string;
  /**
   * Outcomes, minor units of savings, or per cent of reduction (may be negative, or text such as "7.5"). A milestone
   * goes from 0 to 1 and needs neither.
   */
  readonly from?: number | string;
  readonly to?: number | string;
  /** How many points to spread evenly; where the line bends or jumps there are more. At most 500 in all. */
  readonly points?: number;
  /** For rate reductions: what happened in the baseline of each cohort that is varied. */
  readonly baseline?: ArmCounts;
  /** For rate reductions: persons of the intervention in each cohort that is varied. */
  readonly persons?: number;
}

/** What terms pay over a range of outcomes. Amounts are minor units of `currency`. */
export interface PayoffCurve {
  readonly currency: string;
  readonly metric: { readonly code: string; readonly title: string; readonly form: Pricing['form'] };
  readonly axis: PayoffAxis;
  /** By rising x, each x once; more success never pays less. */
  readonly points: readonly PayoffPoint[];
  /** In the order of the terms. */
  readonly payers: readonly PayerTerms[];
  /** Where terms change within the range, by rising x. */
  readonly thresholds: readonly PayoffThreshold[];
  /** Every cap of the terms, in the order in which they apply; that of a participant is for one person. */
  readonly caps: readonly PayoffCap[];
}

/** A cap of the terms. */
export interface PayoffCap {
  readonly cap: CapKind;
  /** The code of the metric, cohort or payer, and what it is called. */
  readonly of?: string;
  readonly name?: string;
  readonly limit: number;
  /**
   * The total that cannot be passed because of it: for one on what is varied, with what is paid beside that. Left out
   * where the cap limits no single amount of the total.
   */
  readonly totalAtLimit?: number;
}

/** What is varied, over the range that was asked for. */
export interface PayoffAxis {
  readonly label: string;
  readonly unit: PayoffUnit;
  /** No point lies beyond the ends, though whole outcomes may fall short of them. */
  readonly from: number;
  readonly to: number;
}

/** What x counts. */
export type PayoffUnit = 'persons' | 'events' | 'per cent' | 'reached' | 'minor units';

/** What is paid at one outcome. */
export interface PayoffPoint {
  /** The number nearest to `xExact`. */
  readonly x: number;
  /** In lowest terms: `370` or `1300/155`. */
  readonly xExact: string;
  /** What all payers pay together, for all metrics. */
  readonly total: number;
  readonly payers: readonly { readonly payer: string; readonly amount: number }[];
  /** The kinds of caps because of which less is paid, each once. */
  readonly capped: readonly CapKind[];
}

/** An outcome from which on another price, step or condition holds. */
export interface PayoffThreshold {
  readonly x: number;
  readonly label: string;
  /** Whether the amount jumps here; otherwise the line bends. */
  readonly jump: boolean;
}

/** What is wrong with a request, and in which part of it: `measurements` are all but its `terms` and `vary`. */
export interface ScenarioFault {
  readonly document: 'terms' | 'measurements' | 'vary';
  readonly path: string;
  readonly message: string;
}

/** The curve, or all that keeps it from being drawn (at least one fault). */
export type Scenario =
  | { readonly ok: true; readonly value: PayoffCurve }
  | { readonly ok: false; readonly faults: readonly ScenarioFault[] };
