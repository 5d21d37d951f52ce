import { isCalendarDate } from '#calendar/oslo.js';
import { isCurrency } from '#money/money.js';
import type { Fault, Reading } from '../contract/faults.js';
import type { OutcomeTerms, TermsPeriod } from '../contract/terms.js';
import { capFaults } from './cap-faults.js';
import { pricingFaults } from './pricing-faults.js';
import { isTermsShape, shapeFaults } from './schema.js';
import { splitFaults } from './split-faults.js';
import { terminationFaults } from './termination-faults.js';

/** Outcome terms, or everything that is wrong with them: first their form, then what contradicts itself. */
export function readTerms(document: unknown): Reading<OutcomeTerms> {
  if (!isTermsShape(document)) return { ok: false, faults: shapeFaults(isTermsShape) };
  const faults = [
    ...(isCurrency(document.currency)
      ? []
      : [{ path: '/currency', message: 'This is no currency of ISO 4217.' }]),
    ...periodFaults(document.period, '/period'),
    ...repeated(document.cohorts, '/cohorts'),
    ...repeated(document.metrics, '/metrics'),
    ...repeated(document.payers, '/payers'),
    ...pricingFaults(document),
    ...splitFaults(document),
    ...terminationFaults(document),
  ];
  // A cap can be weighed against a guarantee only when it is known who pays which part of it.
  const all = faults.length > 0 ? faults : capFaults(document);
  return all.length > 0 ? { ok: false, faults: all } : { ok: true, value: document };
}

/** Dates that do not exist, and an end before the beginning. */
export function periodFaults({ from, to }: TermsPeriod, path: string): Fault[] {
  const faults = Object.entries({ from, to })
    .filter(([, date]) => !isCalendarDate(date))
    .map(([member]) => ({ path: `${path}/${member}`, message: 'This is no calendar date.' }));
  if (faults.length === 0 && to < from)
    faults.push({ path: `${path}/to`, message: 'The period ends before it begins.' });
  return faults;
}

function repeated(items: readonly { readonly code: string }[], path: string): Fault[] {
  const codes = items.map(({ code }) => code);
  return codes.flatMap((code, index) =>
    codes.indexOf(code) === index
      ? []
      : [{ path: `${path}/${index}/code`, message: `The code "${code}" is used twice.` }],
  );
}
