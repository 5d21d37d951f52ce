import type { Fault, Reading } from '../contract/faults.js';
import type { ArmCounts, Measurement, Measurements } from '../contract/measurements.js';
import type { MetricTerms, OutcomeTerms, Pricing } from '../contract/terms.js';
import { endingFaults } from './ending-faults.js';
import { periodFaults } from './read-terms.js';
import { isMeasurementsShape, shapeFaults } from './schema.js';

/** Measurements that these terms can be settled on, or everything that is wrong with them. */
export function readMeasurements(document: unknown, terms: OutcomeTerms): Reading<Measurements> {
  if (!isMeasurementsShape(document)) return { ok: false, faults: shapeFaults(isMeasurementsShape) };
  const sizes = new Map(document.cohorts?.map(({ cohort, persons }) => [cohort, persons]));
  const faults = [
    ...sizeFaults(document, terms),
    ...document.measurements.flatMap((measured, index) =>
      measurementFaults(measured, terms, sizes, `/measurements/${index}`),
    ),
    ...overlapFaults(document),
    ...sumFaults(document, terms, sizes),
    ...endingFaults(document, terms),
  ];
  return faults.length > 0 ? { ok: false, faults } : { ok: true, value: document };
}

type Sizes = ReadonlyMap<string, number>;

function sizeFaults({ cohorts = [], measurements }: Measurements, terms: OutcomeTerms): Fault[] {
  const given = cohorts.map(({ cohort }) => cohort);
  const faults = given.flatMap((cohort, index): Fault[] => {
    const path = `/cohorts/${index}/cohort`;
    if (!terms.cohorts.some(({ code }) => code === cohort))
      return [{ path, message: `There is no cohort "${cohort}".` }];
    return given.indexOf(cohort) === index
      ? []
      : [{ path, message: `The persons of cohort "${cohort}" are given twice.` }];
  });
  const missing = new Set(
    measurements
      .filter((measured) => needsSize(measured, terms))
      .flatMap((measured) => ('cohort' in measured ? [measured.cohort] : []))
      .filter((cohort) => !given.includes(cohort) && terms.cohorts.some(({ code }) => code === cohort)),
  );
  for (const cohort of missing)
    faults.push({ path: '/cohorts', message: `It is not given how many persons cohort "${cohort}" has.` });
  return faults;
}

function needsSize({ metric }: Measurement, { minimumCohortSize, caps, metrics }: OutcomeTerms): boolean {
  if (minimumCohortSize > 0 || caps.participant !== undefined) return true;
  return countsPersons(metrics.find(({ code }) => code === metric));
}

function countsPersons(metric: MetricTerms | undefined): boolean {
  return metric !== undefined && 'unit' in metric.pricing && metric.pricing.unit === 'person';
}

const KIND_OF: Readonly<Record<Pricing['form'], Measurement['kind'] | undefined>> = {
  'per-unit': 'count',
  tiered: 'count',
  'rate-reduction': 'rate',
  milestone: 'milestone',
  guaranteed: undefined,
  'savings-share': 'savings',
};

function measurementFaults(measured: Measurement, terms: OutcomeTerms, sizes: Sizes, path: string): Fault[] {
  const metric = terms.metrics.find(({ code }) => code === measured.metric);
  if (metric === undefined)
    return [{ path: `${path}/metric`, message: `There is no metric "${measured.metric}".` }];
  const kind = KIND_OF[metric.pricing.form];
  if (kind === undefined)
    return [{ path: `${path}/metric`, message: 'This metric is guaranteed: nothing is measured.' }];
  if (measured.kind !== kind)
    return [{ path: `${path}/kind`, message: `What is measured of this metric is of the kind "${kind}".` }];
  if ('cohort' in measured && !terms.cohorts.some(({ code }) => code === measured.cohort))
    return [{ path: `${path}/cohort`, message: `There is no cohort "${measured.cohort}".` }];
  return [...whenFaults(measured, terms, path), ...countFaults(measured, metric, sizes, path)];
}

function whenFaults({ period }: Measurement, terms: OutcomeTerms, path: string): Fault[] {
  const faults = periodFaults(period, `${path}/period`);
  if (faults.length > 0) return faults;
  if (period.from < terms.period.from)
    return [{ path: `${path}/period/from`, message: `The contract begins on ${terms.period.from}.` }];
  if (period.to > terms.period.to)
    return [{ path: `${path}/period/to`, message: `The contract ends on ${terms.period.to}.` }];
  return [];
}

function countFaults(measured: Measurement, metric: MetricTerms, sizes: Sizes, path: string): Fault[] {
  if (measured.kind !== 'rate') return [];
  const size = sizes.get(measured.cohort);
  const isShare = metric.pricing.form === 'rate-reduction' && metric.pricing.measure === 'share';
  const arm = (name: string, { events, persons }: ArmCounts): Fault[] =>
    isShare && events > persons
      ? [{ path: `${path}/${name}/events`, message: 'More persons had an event than there are.' }]
      : [];
  return [
    ...arm('intervention', measured.intervention),
    ...arm('baseline', measured.baseline),
    ...(size !== undefined && measured.intervention.persons > size
      ? [{ path: `${path}/intervention/persons`, message: `The cohort has ${size} persons.` }]
      : []),
  ];
}

/** Measurements whose days have been counted already. */
function overlapFaults({ measurements }: Measurements): Fault[] {
  const sorted = [...measurements.entries()].toSorted(
    ([i, a], [j, b]) => compare(keyOf(a), keyOf(b)) || compare(a.period.from, b.period.from) || i - j,
  );
  let last: { readonly key: string; readonly to: string } | undefined;
  return sorted.flatMap(([index, measured]) => {
    const key = keyOf(measured);
    const { from, to } = measured.period;
    const overlaps = last?.key === key && from <= last.to;
    last = { key, to: overlaps && last!.to > to ? last!.to : to };
    if (!overlaps) return [];
    return [
      {
        path: `/measurements/${index}/period`,
        message: 'Another measurement counts some of these days already.',
      },
    ];
  });
}

/** Persons count once each, in whatever period. */
function sumFaults({ measurements }: Measurements, { metrics }: OutcomeTerms, sizes: Sizes): Fault[] {
  const sums = new Map<string, number>();
  return measurements.flatMap((measured, index) => {
    if (measured.kind !== 'count' || !countsPersons(metrics.find(({ code }) => code === measured.metric)))
      return [];
    const key = keyOf(measured);
    const sum = (sums.get(key) ?? 0) + measured.count;
    sums.set(key, sum);
    const size = sizes.get(measured.cohort);
    if (size === undefined || sum <= size) return [];
    return [
      {
        path: `/measurements/${index}/count`,
        message: `The cohort has ${size} persons, and ${sum} are counted; each counts once.`,
      },
    ];
  });
}

/** Codes have no space in them. */
function keyOf(measured: Measurement): string {
  return 'cohort' in measured ? `${measured.metric} ${measured.cohort}` : measured.metric;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
