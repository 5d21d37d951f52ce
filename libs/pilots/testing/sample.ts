import type { Measurements } from '../contract/measurements.js';
import type { MetricTerms, OutcomeTerms, Pricing } from '../contract/terms.js';

/** A metric about nothing but its price. */
export function metric(code: string, pricing: Pricing): MetricTerms {
  return {
    code,
    title: code,
    definition: { text: `What counts as ${code}`, version: '1' },
    dataSource: 'register',
    pricing,
  };
}

/** Terms that pay for these metrics: two cohorts, the state alone pays, no cap bites. */
export function termsOf(metrics: readonly MetricTerms[], changes: Partial<OutcomeTerms> = {}): OutcomeTerms {
  return {
    format: 1,
    title: 'A pilot',
    currency: 'NOK',
    period: { from: '2027-01-01', to: '2031-12-31' },
    rounding: 'half-up',
    minimumCohortSize: 0,
    cohorts: [
      { code: 'one', title: 'First cohort' },
      { code: 'two', title: 'Second cohort' },
    ],
    metrics,
    payers: [{ code: 'state', name: 'The state', role: 'state' }],
    split: { by: 'percentages', shares: [{ payer: 'state', percent: '100' }] },
    caps: { state: 1e12 },
    statePayee: 'municipality',
    ...changes,
  };
}

/** What every measurement has that does not matter here. */
export const IN_2028 = { period: { from: '2028-01-01', to: '2028-12-31' }, status: 'verified' } as const;

/** Terms with every form of pricing, every cap, and a split into tranches. */
export const EVERYTHING: OutcomeTerms = termsOf(
  [
    metric('visits', { form: 'per-unit', unit: 'event', price: '1000.5' }),
    metric('jobs', {
      form: 'tiered',
      unit: 'person',
      tiers: [
        { from: 1, to: 20, price: 110_000 },
        { from: 21, to: 40, price: 100_000 },
        { from: 41, price: 135_000 },
      ],
    }),
    metric('offences', {
      form: 'rate-reduction',
      measure: 'frequency',
      threshold: '10',
      pays: { per: 'avoided', price: 500_000 },
      pooled: {
        threshold: '7.5',
        pays: {
          per: 'steps',
          steps: [
            { from: '7.5', amount: 1_000_000 },
            { from: '9', amount: 2_000_000 },
          ],
        },
      },
    }),
    metric('placed', {
      form: 'rate-reduction',
      measure: 'share',
      threshold: '5',
      pays: { per: 'avoided', price: 70_000 },
    }),
    metric('school', { form: 'milestone', amount: 300_000 }),
    metric('start', { form: 'guaranteed', amount: 5_000_000 }),
    metric('savings', {
      form: 'savings-share',
      guaranteed: 4_000_000,
      share: '60',
      breakEven: 10_000_000,
      return: { share: '50', upTo: 12_000_000, condition: { metric: 'jobs', atLeast: '30' } },
    }),
  ],
  {
    reference: 'contract 7',
    minimumCohortSize: 50,
    payers: [
      { code: 'town', name: 'The town', role: 'municipality' },
      { code: 'state', name: 'The state', role: 'state' },
    ],
    split: {
      by: 'tranches',
      tranches: [
        {
          upTo: 20_000_000,
          shares: [
            { payer: 'state', percent: '70' },
            { payer: 'town', percent: '30' },
          ],
        },
        {
          upTo: 30_000_000,
          shares: [
            { payer: 'state', percent: '50.5' },
            { payer: 'town', percent: '49.5' },
          ],
        },
        { shares: [{ payer: 'town', percent: '100' }] },
      ],
    },
    caps: {
      participant: 400_000,
      metrics: { visits: 2_000_000, start: 5_000_000 },
      cohorts: { one: 40_000_000 },
      payers: { town: 25_000_000 },
      state: 19_000_000,
      overall: 40_000_000,
    },
  },
);

/** Results that `EVERYTHING` can be settled on. */
export const MEASURED: Measurements = {
  format: 1,
  cohorts: [
    { cohort: 'one', persons: 100 },
    { cohort: 'two', persons: 80 },
  ],
  measurements: [
    { kind: 'count', metric: 'visits', cohort: 'one', ...IN_2028, count: 333 },
    { kind: 'count', metric: 'jobs', cohort: 'one', ...IN_2028, count: 25, evidence: 'a'.repeat(64) },
    { kind: 'count', metric: 'jobs', cohort: 'two', ...IN_2028, count: 20, evidence: 'b'.repeat(64) },
    {
      kind: 'rate',
      metric: 'offences',
      cohort: 'one',
      ...IN_2028,
      intervention: { events: 142, persons: 100 },
      baseline: { events: 1550, persons: 1000 },
    },
    {
      kind: 'rate',
      metric: 'offences',
      cohort: 'two',
      ...IN_2028,
      intervention: { events: 112, persons: 80 },
      baseline: { events: 1550, persons: 1000 },
    },
    {
      kind: 'rate',
      metric: 'placed',
      cohort: 'two',
      ...IN_2028,
      intervention: { events: 20, persons: 80 },
      baseline: { events: 400, persons: 1000 },
    },
    { kind: 'milestone', metric: 'school', ...IN_2028, achieved: true },
    { kind: 'savings', metric: 'savings', ...IN_2028, savings: 15_000_000 },
  ],
};
