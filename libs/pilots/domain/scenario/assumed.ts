import type { Reading } from '../../contract/faults.js';
import type { Measurements } from '../../contract/measurements.js';
import type { OutcomeTerms } from '../../contract/terms.js';
import { readMeasurements } from '../read-measurements.js';

/** Results that are assumed, as measurements: each is taken as verified, over the whole contract unless it says when. */
export function readAssumed(cohorts: unknown, assumed: unknown, terms: OutcomeTerms): Reading<Measurements> {
  const measurements = Array.isArray(assumed)
    ? assumed.map((one: unknown) =>
        isRecord(one) ? { period: terms.period, status: 'verified', ...one } : one,
      )
    : (assumed ?? []);
  return readMeasurements({ format: 1, measurements, ...(cohorts === undefined ? {} : { cohorts }) }, terms);
}

/** Whether it is an object of JSON. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
