import { isCalendarDate } from '#calendar/oslo.js';
import type { Fault } from '../contract/faults.js';
import type { Measurements } from '../contract/measurements.js';
import type { OutcomeTerms } from '../contract/terms.js';

/** What is wrong with how the pilot came to its end: of terms that know no such end, and of themselves. */
export function endingFaults(measured: Measurements, terms: OutcomeTerms): Fault[] {
  const { lastDay, neverOpened = [] } = measured;
  if (terms.format === 1)
    return (['lastDay', 'neverOpened'] as const)
      .filter((member) => measured[member] !== undefined)
      .map((member) => ({ path: `/${member}`, message: 'Terms of format 1 know no such member.' }));
  return [
    ...lastDayFaults(lastDay, terms),
    ...neverOpened.flatMap((code, index) =>
      neverOpenedFaults(code, neverOpened.indexOf(code) === index, measured, terms).map((message) => ({
        path: `/neverOpened/${index}`,
        message,
      })),
    ),
  ];
}

function lastDayFaults(lastDay: string | undefined, { period: { from, to } }: OutcomeTerms): Fault[] {
  if (lastDay === undefined) return [];
  const path = '/lastDay';
  if (!isCalendarDate(lastDay)) return [{ path, message: 'This is no calendar date.' }];
  if (lastDay >= to)
    return [
      { path, message: `The contract runs from ${from} to ${to}: an early end lies before its last day.` },
    ];
  return [];
}

function neverOpenedFaults(
  code: string,
  isFirst: boolean,
  { cohorts = [], measurements }: Measurements,
  terms: OutcomeTerms,
): string[] {
  if (!terms.cohorts.some((cohort) => cohort.code === code)) return [`There is no cohort "${code}".`];
  if (!isFirst) return [`The cohort "${code}" is named twice.`];
  const isKnown = [...cohorts, ...measurements].some((one) => 'cohort' in one && one.cohort === code);
  return isKnown ? [`The cohort "${code}" has participants or results, so it was opened.`] : [];
}
