import { daysOf } from '#calendar/windows.js';
import type { Measurement } from '../contract/measurements.js';
import type { OutcomeTerms, TerminationClause } from '../contract/terms.js';
import { exact, moneyText, ZERO, type Exact } from './exact.js';

/** Whether an outcome is not paid, since some of it lies after an early end and its metric counts no later observation. */
export function comesTooLate(
  { metric, period }: Pick<Measurement, 'metric' | 'period'>,
  { termination }: OutcomeTerms,
  lastDay: string | undefined,
): boolean {
  return lastDay !== undefined && period.to > lastDay && !termination!.laterObservation.includes(metric);
}

/** Whether such an outcome began before the end: what lies on either side cannot be told apart. */
export function straddles(
  measured: Pick<Measurement, 'metric' | 'period'>,
  terms: OutcomeTerms,
  lastDay: string | undefined,
): boolean {
  return comesTooLate(measured, terms, lastDay) && measured.period.from <= lastDay!;
}

/** What is left of a guarantee, and how that came about where the pilot ended early. */
export interface Guarantee {
  readonly amount: Exact;
  readonly arithmetic?: string;
}

/** A guarantee after an early end, exactly; without one all of it, and nothing of a pilot that never began. */
export function guaranteeOf(whole: number, terms: OutcomeTerms, lastDay: string | undefined): Guarantee {
  const amount = exact(whole);
  if (lastDay === undefined) return { amount };
  const money = (value: Exact) => moneyText(value, terms.currency);
  const ended = `ended on ${lastDay}`;
  // Whatever the clause says of what ran: nothing did.
  if (lastDay < terms.period.from)
    return { amount: ZERO, arithmetic: `${ended}, before it began: nothing is guaranteed` };
  switch (terms.termination!.guarantees) {
    case 'in-full':
      return { amount, arithmetic: `${ended}, guaranteed in full: ${money(amount)}` };
    case 'nothing':
      return { amount: ZERO, arithmetic: `${ended}, after which nothing is guaranteed` };
    case 'by-days': {
      const ran = daysOf({ from: terms.period.from, to: lastDay });
      const all = daysOf(terms.period);
      const left = amount.mul(ran).div(all);
      return {
        amount: left,
        arithmetic: `${ended}: ${ran} of ${all} days × ${money(amount)} = ${money(left)}`,
      };
    }
  }
}

/** What the clause says of guarantees, behind what is guaranteed; nothing for terms without one. */
export function guaranteeClause({ termination }: OutcomeTerms): string {
  return termination === undefined ? '' : `, ${CLAUSES[termination.guarantees]}`;
}

const CLAUSES: Readonly<Record<TerminationClause['guarantees'], string>> = {
  'in-full': 'also after an early end',
  'by-days': 'by days after an early end',
  nothing: 'nothing of it after an early end',
};
