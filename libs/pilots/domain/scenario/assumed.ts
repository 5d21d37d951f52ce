import type { Reading } from '../../contract/faults.js';
import type { Measurements } from '../../contract/measurements.js';
import type { OutcomeTerms, TermsPeriod } from '../../contract/terms.js';
import { readMeasurements } from '../read-measurements.js';

/** What of a request is assumed, any of it missing or any JSON. */
interface Assumptions {
  readonly cohorts?: unknown;
  readonly measurements?: unknown;
  readonly lastDay?: unknown;
  readonly neverOpened?: unknown;
}

/** Results that are assumed, as measurements: each is taken as verified, for as long as the pilot runs unless it says when. */
export function readAssumed(
  { measurements: assumed, ...others }: Assumptions,
  terms: OutcomeTerms,
): Reading<Measurements> {
  const period = runningTime(terms, others.lastDay);
  const measurements = Array.isArray(assumed)
    ? assumed.map((one: unknown) => (isRecord(one) ? { period, status: 'verified', ...one } : one))
    : (assumed ?? []);
  const given = Object.entries(others).filter(([, value]) => value !== undefined);
  return readMeasurements({ format: 1, measurements, ...Object.fromEntries(given) }, terms);
}

/** The days of the contract, up to an early end where there is one within them. */
export function runningTime({ period }: OutcomeTerms, lastDay: unknown): TermsPeriod {
  const ends = typeof lastDay === 'string' && lastDay >= period.from && lastDay < period.to;
  return ends ? { from: period.from, to: lastDay } : period;
}

/** Whether it is an object of JSON. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
