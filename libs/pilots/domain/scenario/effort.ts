import type { Measurements } from '../../contract/measurements.js';
import type { OutcomeTerms, Pricing } from '../../contract/terms.js';
import { tranchesOf } from '../shares.js';
import type { Course } from './course.js';

/** What one settlement may take at most; above that a handful of points takes longer than anybody waits. */
const MOST_EFFORT = 2500;
const EFFORT_OF_A_CURVE = 25_000;

/**
 * How many positions of a course may be settled, so that an answer comes while somebody waits for it; none when even
 * a few are too many. Counted, not timed, so that the same request gives the same curve.
 */
export function settlementsAllowed(terms: OutcomeTerms, assumed: Measurements, course: Course): number {
  const effort = effortOf(terms, [...assumed.measurements, ...course.measured(course.first)]);
  return effort > MOST_EFFORT ? 0 : Math.min(2000, Math.max(16, Math.floor(EFFORT_OF_A_CURVE / effort)));
}

/** Amounts that a settlement writes out, about: for each line its prices, for each payer its part of each tranche. */
function effortOf(
  { format, metrics, payers, split }: OutcomeTerms,
  measurements: Measurements['measurements'],
): number {
  const measured = Map.groupBy(measurements, ({ metric }) => metric);
  const lines = metrics.map(
    ({ code, pricing }) => pricesOf(pricing) * (1 + (measured.get(code)?.length ?? 0)),
  );
  const sum = lines.reduce((all, line) => all + line, payers.length * tranchesOf(split).length);
  const pools = metrics.filter(({ pricing }) => 'pooled' in pricing).length;
  return format === 1 ? sum : sum * 2 ** pools;
}

function pricesOf(pricing: Pricing): number {
  if (pricing.form === 'tiered') return pricing.tiers.length;
  if (pricing.form !== 'rate-reduction') return 1;
  const { pays, pooled } = pricing;
  return Math.max(...[pays, pooled?.pays].map((one) => (one?.per === 'steps' ? one.steps.length : 1)));
}
