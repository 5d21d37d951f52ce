import fc from 'fast-check';
import type { Measurements } from '../contract/measurements.js';
import type { OutcomeTerms } from '../contract/terms.js';

type Draw = fc.GeneratorValue;

/** The same terms in format 2. */
export function drawFormat2(draw: Draw, terms: OutcomeTerms): OutcomeTerms {
  const observed = terms.metrics.filter(({ pricing: { form } }) => form !== 'guaranteed');
  return {
    ...terms,
    format: 2,
    termination: {
      guarantees: draw(fc.constantFrom, 'in-full', 'by-days', 'nothing'),
      laterObservation: observed.filter(() => draw(fc.boolean)).map(({ code }) => code),
    },
    caps: { ...terms.caps, order: draw(fc.constantFrom, 'payers-first', 'overall-first') },
  };
}

/** The same results of a pilot that may have ended early, with its last cohort never opened. */
export function drawEnding(draw: Draw, { cohorts }: OutcomeTerms, measured: Measurements): Measurements {
  const lastDay = draw(fc.constantFrom, undefined, '2027-12-31', '2028-06-30', '2028-12-31', '2030-01-01');
  const neverOpened = draw(fc.boolean) ? cohorts.slice(1).slice(-1) : [];
  const isOpened = (one: object) => !('cohort' in one && neverOpened.some(({ code }) => code === one.cohort));
  return {
    ...measured,
    cohorts: measured.cohorts!.filter(isOpened),
    measurements: measured.measurements.filter(isOpened),
    ...(lastDay === undefined ? {} : { lastDay }),
    neverOpened: neverOpened.map(({ code }) => code),
  };
}
