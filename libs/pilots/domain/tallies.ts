import type {
  ArmCounts,
  CountMeasurement,
  Measurement,
  Measurements,
  RateMeasurement,
} from '../contract/measurements.js';

/** What was measured of one metric, added up over periods. */
export interface Tally {
  /** By code of the cohort. */
  readonly cohorts: ReadonlyMap<string, CohortTally>;
  readonly achieved: boolean;
  readonly savings: bigint;
  readonly evidence: readonly string[];
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
}

const NOBODY: Arm = { events: 0n, persons: 0n };
const NOTHING: CohortTally = { count: 0n, intervention: NOBODY, baseline: NOBODY, evidence: [] };
const UNMEASURED: Tally = { cohorts: new Map(), achieved: false, savings: 0n, evidence: [] };

/** Adds measurements up. Addition does not know an order, so neither does the settlement. */
export function tally({ measurements, cohorts = [] }: Measurements): Tallies {
  const metrics = Map.groupBy(measurements, ({ metric }) => metric);
  return {
    metrics: new Map([...metrics].map(([code, measured]) => [code, tallied(measured)])),
    sizes: new Map(cohorts.map(({ cohort, persons }) => [cohort, BigInt(persons)])),
  };
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

function tallied(measured: readonly Measurement[]): Tally {
  const inCohorts = measured.filter((one) => 'cohort' in one);
  const cohorts = Map.groupBy(inCohorts, ({ cohort }) => cohort);
  return {
    cohorts: new Map([...cohorts].map(([code, ones]) => [code, pooled(ones.map(cohortTally))])),
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

function sorted(evidence: readonly string[]): readonly string[] {
  return [...new Set(evidence)].toSorted();
}
