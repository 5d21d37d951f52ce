import { describe, expect, it } from '@jest/globals';
import type { Measurement, Measurements } from '../contract/measurements.js';
import type { OutcomeTerms } from '../contract/terms.js';
import { TooMuch } from './exact.js';
import { settle } from './settle.js';
import { EVERYTHING, IN_2028, MEASURED, metric, termsOf } from '../testing/sample.js';

const VISITS = metric('visits', { form: 'per-unit', unit: 'event', price: 100 });
const TALKS = metric('talks', { form: 'per-unit', unit: 'event', price: 100 });
const count = (code: string, cohort: string, outcomes: number): Measurement => ({
  kind: 'count',
  metric: code,
  cohort,
  ...IN_2028,
  count: outcomes,
});
const measured = (...measurements: Measurement[]): Measurements => ({
  format: 1,
  cohorts: [
    { cohort: 'one', persons: 10 },
    { cohort: 'two', persons: 40 },
  ],
  measurements,
});
const amounts = (terms: OutcomeTerms, ...measurements: Measurement[]) =>
  settle(terms, measured(...measurements)).lines.map(({ amount }) => amount);

describe('a line', () => {
  it.each([
    ['half-up', '0.5', 1],
    ['half-up', '2.5', 3],
    ['half-even', '0.5', 0],
    ['half-even', '1.5', 2],
    ['half-even', '2.51', 3],
    ['down', '2.99', 2],
  ] as const)('rounds once, %s: %s is %d', (rounding, price, amount) => {
    const pricing = { form: 'per-unit', unit: 'event', price } as const;
    expect(amounts(termsOf([metric('visits', pricing)], { rounding }), count('visits', 'one', 1))).toEqual([
      amount,
    ]);
  });

  it('keeps the exact result, where three thirds are a whole', () => {
    const third = metric('offences', {
      form: 'rate-reduction',
      measure: 'frequency',
      threshold: '0',
      pays: { per: 'avoided', price: 100 },
    });
    const [line] = settle(
      termsOf([third]),
      measured({
        kind: 'rate',
        metric: 'offences',
        cohort: 'one',
        ...IN_2028,
        intervention: { events: 3, persons: 10 },
        baseline: { events: 1, persons: 3 },
      }),
    ).lines;
    expect(line).toMatchObject({ exact: '100/3', rounded: 33, amount: 33 });
    expect(line!.arithmetic).toContain('≈ 0.333 avoided × NOK 1.00 = ≈ NOK 0.333333');
  });

  it('adds a cohort up over periods, and says which evidence it stands on', () => {
    const later = { ...count('visits', 'one', 3), period: { from: '2029-01-01', to: '2029-06-30' } };
    const { lines } = settle(
      termsOf([VISITS]),
      measured(
        { ...later, evidence: 'b'.repeat(64) },
        { ...count('visits', 'one', 2), evidence: 'a'.repeat(64) },
      ),
    );
    expect(lines).toMatchObject([
      { input: '5 events', amount: 500, evidence: ['a'.repeat(64), 'b'.repeat(64)] },
    ]);
  });

  it('is nothing for a cohort that is too small to tell a result from chance', () => {
    const terms = termsOf([VISITS], { minimumCohortSize: 11 });
    expect(amounts(terms, count('visits', 'one', 5), count('visits', 'two', 5))).toEqual([0, 500]);
  });

  it('compares nothing with a baseline in which nothing happened', () => {
    const rate = metric('offences', {
      form: 'rate-reduction',
      measure: 'frequency',
      threshold: '0',
      pays: { per: 'steps', steps: [{ from: '0', amount: 100 }] },
    });
    const arms = { intervention: { events: 0, persons: 10 }, baseline: { events: 0, persons: 10 } };
    expect(
      amounts(termsOf([rate]), { kind: 'rate', metric: 'offences', cohort: 'one', ...IN_2028, ...arms }),
    ).toEqual([0]);
  });

  it('refuses an amount that JSON does not carry exactly', () => {
    const dear = metric('visits', { form: 'per-unit', unit: 'event', price: Number.MAX_SAFE_INTEGER });
    expect(() => amounts(termsOf([dear]), count('visits', 'one', 2))).toThrow(TooMuch);
  });
});

describe('caps', () => {
  it('apply from the narrowest promise to the widest', () => {
    const { caps } = settle(EVERYTHING, MEASURED);
    expect(caps.map(({ cap, of }) => [cap, of])).toEqual([
      ['participant', undefined],
      ['metric', 'visits'],
      ['metric', 'start'],
      ['cohort', 'one'],
      ['payer', 'town'],
      ['state', 'state'],
      ['overall', undefined],
    ]);
  });

  it('per participant count the participants of the cohort, for each line and all of them together', () => {
    const terms = termsOf([VISITS, TALKS], { caps: { state: 1e9, participant: 60 } });
    const { lines } = settle(terms, measured(count('visits', 'one', 7), count('talks', 'one', 4)));
    expect(lines.map(({ capped, amount }) => ({ capped, amount }))).toEqual([
      { capped: [{ cap: 'participant', by: 100 }], amount: 600 },
      { capped: [{ cap: 'participant', by: 400 }], amount: 0 },
    ]);
  });

  it('per metric cut the last cohort first', () => {
    const terms = termsOf([VISITS], { caps: { state: 1e9, metrics: { visits: 800 } } });
    expect(amounts(terms, count('visits', 'one', 5), count('visits', 'two', 5))).toEqual([500, 300]);
  });

  it('of a metric and a cohort together let more success in one place crowd out nothing elsewhere', () => {
    const terms = termsOf([VISITS, TALKS], {
      caps: { state: 1e9, metrics: { visits: 100 }, cohorts: { one: 100 } },
    });
    const elsewhere = [count('visits', 'two', 1), count('talks', 'one', 1)];
    const before = settle(terms, measured(...elsewhere)).total;
    const after = settle(terms, measured(...elsewhere, count('visits', 'one', 1))).total;
    expect([before, after]).toEqual([200, 200]);
  });

  it('of one payer make nobody else pay more', () => {
    const terms = termsOf([VISITS], {
      payers: [
        { code: 'state', name: 'The state', role: 'state' },
        { code: 'town', name: 'The town', role: 'municipality' },
      ],
      split: {
        by: 'percentages',
        shares: [
          { payer: 'state', percent: '50' },
          { payer: 'town', percent: '50' },
        ],
      },
      caps: { state: 150 },
    });
    const { shares, subtotal, total } = settle(terms, measured(count('visits', 'one', 5)));
    expect({ paid: shares.map(({ amount }) => amount), subtotal, total }).toEqual({
      paid: [150, 250],
      subtotal: 500,
      total: 400,
    });
  });
});

describe('shares', () => {
  const payers = ['state', 'town', 'fund'].map((code) => ({
    code,
    name: code,
    role: code === 'state' ? ('state' as const) : ('other' as const),
  }));
  const paid = (terms: OutcomeTerms, outcomes: number) => {
    const { shares, total } = settle(terms, measured(count('visits', 'one', outcomes)));
    return [...shares.map(({ amount }) => amount), total];
  };

  it('that are no whole minor units go to the largest remainders', () => {
    const one = metric('visits', { form: 'per-unit', unit: 'event', price: 1 });
    const shares = [
      { payer: 'state', percent: '33.3' },
      { payer: 'town', percent: '33.3' },
      { payer: 'fund', percent: '33.4' },
    ];
    const terms = termsOf([one], { payers, split: { by: 'percentages', shares } });
    expect(paid(terms, 100)).toEqual([33, 33, 34, 100]);
    expect(paid(terms, 1)).toEqual([0, 0, 1, 1]);
    expect(paid(terms, 2)).toEqual([1, 0, 1, 2]);
  });

  it('of tranches change where one ends, and the overall cap stops the tranches above it', () => {
    const terms = termsOf([VISITS], {
      payers,
      split: {
        by: 'tranches',
        tranches: [
          { upTo: 1000, shares: [{ payer: 'state', percent: '100' }] },
          {
            shares: [
              { payer: 'town', percent: '75' },
              { payer: 'fund', percent: '25' },
            ],
          },
        ],
      },
    });
    expect(paid(terms, 9)).toEqual([900, 0, 0, 900]);
    expect(paid(terms, 14)).toEqual([1000, 300, 100, 1400]);
    const capped = { ...terms, caps: { state: 600, overall: 800 } };
    expect(paid(capped, 14)).toEqual([600, 150, 50, 800]);
  });
});
