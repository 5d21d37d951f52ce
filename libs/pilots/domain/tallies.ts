import type {
  ArmCounts,
  CountMeasurement,
  Measurement,
  Measurements,
  RateMeasurement,
} from '../contract/measurements.js';
import type { OutcomeTerms, TermsPeriod } from '../contract/terms.js';
import { comesTooLate } from './early-end.js';

/** What was measured of one metric, added up over periods. */
export interface Tally {
  /** By code of the cohort; one of which everything came too late has nothing. */
  readonly cohorts: ReadonlyMap<string, CohortTally>;
  /** Outcomes that are not paid, for they reach beyond an early end. */
  readonly late: readonly LateOutcome[];
  readonly achieved: boolean;
  readonly savings: bigint;
  readonly evidence: readonly string[];
}

/** When it was measured, and of which cohort, where it is of one. */
export interface LateOutcome {
  readonly cohort?: string;
  readonly period: TermsPeriod;
}

/** What was measured of one metric in one cohort. */
export interface CohortTally {
  readonly count: bigint;
  readonly intervention: Arm;
  readonly baseline: Arm;
  readonly evidence: readonly string[];
}

/** One arm of a comparison. */
export interface Arm {
  readonly events: bigint;
  readonly persons: bigint;
}

/** Everything measured, by metric, and how many persons each cohort has, where known. */
export interface Tallies {
  readonly metrics: ReadonlyMap<string, Tally>;
  readonly sizes: ReadonlyMap<string, bigint>;
  /** Where the pilot ended early. */
  readonly lastDay: string | undefined;
  readonly neverOpened: readonly string[];
}

const NOBODY: Arm = { events: 0n, persons: 0n };
const NOTHING: CohortTally = { count: 0n, intervention: NOBODY, baseline: NOBODY, evidence: [] };
const UNMEASURED: Tally = { cohorts: new Map(), late: [], achieved: false, savings: 0n, evidence: [] };

/** Adds measurements up. Addition does not know an order, so neither does the settlement. */
export function tally(measured: Measurements, terms: OutcomeTerms): Tallies {
  const { measurements, cohorts = [], lastDay, neverOpened = [] } = measured;
  const metrics = Map.groupBy(measurements, ({ metric }) => metric);
  const tallyOfMetric = (all: readonly Measurement[]) => {
    const { late = [], counts = [] } = Object.groupBy(all, (one) =>
      comesTooLate(one, terms, lastDay) ? 'late' : 'counts',
    );
    return tallied(counts, late);
  };
  return {
    metrics: new Map([...metrics].map(([code, all]) => [code, tallyOfMetric(all)])),
    sizes: new Map(cohorts.map(({ cohort, persons }) => [cohort, BigInt(persons)])),
    lastDay,
    neverOpened,
  };
}

/** Whether nothing counts of a cohort, for all that was measured of it came too late. */
export function isNothing(cohort: CohortTally | undefined): boolean {
  return cohort === NOTHING;
}

/** What was measured of a metric. */
export function tallyOf(tallies: Tallies, metric: string): Tally {
  return tallies.metrics.get(metric) ?? UNMEASURED;
}

/** Both arms of several cohorts as one. */
export function pooled(cohorts: Iterable<CohortTally>): CohortTally {
  const parts = [...cohorts];
  return {
    count: parts.reduce((sum, { count }) => sum + count, 0n),
    intervention: parts.map(({ intervention }) => intervention).reduce(together, NOBODY),
    baseline: parts.map(({ baseline }) => baseline).reduce(together, NOBODY),
    evidence: sorted(parts.flatMap(({ evidence }) => evidence)),
  };
}

function tallied(measured: readonly Measurement[], late: readonly Measurement[]): Tally {
  const inCohorts = measured.filter((one) => 'cohort' in one);
  const cohorts = Map.groupBy(inCohorts, ({ cohort }) => cohort);
  const lateOutcomes = late
    .map((one): LateOutcome => ({ period: one.period, ...('cohort' in one ? { cohort: one.cohort } : {}) }))
    .toSorted(byTime);
  return {
    cohorts: new Map([
      ...lateOutcomes.flatMap(({ cohort }) => (cohort === undefined ? [] : [[cohort, NOTHING] as const])),
      ...[...cohorts].map(([code, ones]) => [code, pooled(ones.map(cohortTally))] as const),
    ]),
    late: lateOutcomes,
    achieved: measured.some((one) => one.kind === 'milestone' && one.achieved),
    savings: measured.reduce((sum, one) => sum + (one.kind === 'savings' ? BigInt(one.savings) : 0n), 0n),
    evidence: sorted(measured.flatMap(digests)),
  };
}

function cohortTally(measured: CountMeasurement | RateMeasurement): CohortTally {
  const evidence = digests(measured);
  if (measured.kind === 'count') return { ...NOTHING, count: BigInt(measured.count), evidence };
  const { intervention, baseline } = measured;
  return { count: 0n, intervention: armOf(intervention), baseline: armOf(baseline), evidence };
}

function digests({ evidence }: Measurement): readonly string[] {
  return evidence === undefined ? [] : [evidence];
}

function armOf({ events, persons }: ArmCounts): Arm {
  return { events: BigInt(events), persons: BigInt(persons) };
}

function together(a: Arm, b: Arm): Arm {
  return { events: a.events + b.events, persons: a.persons + b.persons };
}

function byTime({ period: a }: LateOutcome, { period: b }: LateOutcome): number {
  return a.from < b.from ? -1 : Number(a.from > b.from) || (a.to < b.to ? -1 : Number(a.to > b.to));
}

function sorted(evidence: readonly string[]): readonly string[] {
  return [...new Set(evidence)].toSorted();
}
