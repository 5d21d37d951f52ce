import { money, type Money } from '#money/money.js';
import type { OutcomeTerms } from '../contract/terms.js';
import { settle } from '../domain/settle.js';

/**
 * What the settlement engine pays for so many outcomes at a price per unit, with no cap.
 * Throws a RangeError when that is larger than a double holds exactly.
 */
export function payPerUnit(price: Money, achieved: number): Money {
  const { total } = settle(termsWith(price), {
    format: 1,
    measurements: [
      { metric: CODE, kind: 'count', cohort: CODE, period: ALWAYS, status: 'verified', count: achieved },
    ],
  });
  return money(total, price.currency);
}

const CODE = 'indigo';
/** The data gives no contract period that its results could be outside of. */
const ALWAYS = { from: '0001-01-01', to: '9999-12-31' };

function termsWith({ amount, currency }: Money): OutcomeTerms {
  return {
    format: 1,
    title: CODE,
    currency,
    period: ALWAYS,
    rounding: 'half-up',
    minimumCohortSize: 0,
    cohorts: [{ code: CODE, title: CODE }],
    metrics: [
      {
        code: CODE,
        title: CODE,
        definition: { text: CODE, version: '1' },
        dataSource: CODE,
        pricing: { form: 'per-unit', unit: 'event', price: amount },
      },
    ],
    payers: [{ code: CODE, name: CODE, role: 'state' }],
    split: { by: 'percentages', shares: [{ payer: CODE, percent: '100' }] },
    caps: { state: Number.MAX_SAFE_INTEGER },
    statePayee: 'municipality',
  };
}
