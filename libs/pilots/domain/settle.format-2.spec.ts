import { describe, expect, it } from '@jest/globals';
import type { Measurement, Measurements } from '../contract/measurements.js';
import type { Caps, MetricTerms, OutcomeTerms, TerminationClause } from '../contract/terms.js';
import { IN_2028, metric, termsOf } from '../testing/sample.js';
import { readMeasurements } from './read-measurements.js';
import { readTerms } from './read-terms.js';
import { settle } from './settle.js';

const CLAUSE: TerminationClause = { guarantees: 'by-days', laterObservation: [] };

/** Terms of format 2 over the 1 826 days from 2027 to 2031; only what is said here is in them. */
const format2 = (metrics: readonly MetricTerms[], changes: Partial<OutcomeTerms> = {}) =>
  termsOf(metrics, { format: 2, termination: CLAUSE, ...changes });

/** Settles what has been read, as anybody would. */
function settled(
  terms: OutcomeTerms,
  measurements: readonly Measurement[],
  more: Partial<Measurements> = {},
) {
  const document = { format: 1, cohorts: SIZES, measurements, ...more };
  expect(readTerms(terms)).toMatchObject({ ok: true });
  const reading = readMeasurements(document, terms);
  if (!reading.ok) throw new Error(JSON.stringify(reading.faults));
  return settle(terms, reading.value);
}

const SIZES = [
  { cohort: 'one', persons: 100 },
  { cohort: 'two', persons: 100 },
];

const rate = (cohort: string, events: number, period: object = {}): Measurement => ({
  kind: 'rate',
  metric: 'offences',
  cohort,
  ...IN_2028,
  ...period,
  intervention: { events, persons: 100 },
  baseline: { events: 100, persons: 100 },
});
const count = (code: string, cohort: string, outcomes: number, period: object = {}): Measurement => ({
  kind: 'count',
  metric: code,
  cohort,
  ...IN_2028,
  ...period,
  count: outcomes,
});

/** A cohort pays its step from 10 %, the pool its own from 7.5 %. */
const offences = (own: number, pool: number) =>
  metric('offences', {
    form: 'rate-reduction',
    measure: 'frequency',
    threshold: '10',
    pays: { per: 'steps', steps: [{ from: '10', amount: own }] },
    pooled: { threshold: '7.5', pays: { per: 'steps', steps: [{ from: '7.5', amount: pool }] } },
  });
const JOBS = metric('jobs', { form: 'per-unit', unit: 'person', price: 100_000 });

describe('the higher counts', () => {
  const capped = { caps: { state: 1e12, cohorts: { one: 10_000_000 } } };
  /** 20 % fewer in the first cohort, 10 % in all; 30 000 kroner for jobs. */
  const measured = [rate('one', 80), rate('two', 100), count('jobs', 'one', 30)];

  it('as a whole, after all caps: 100 000 with the own line, not 130 000 with a part of the pool beside it', () => {
    const metrics = [offences(10_000_000, 5_000_000), JOBS];
    const before = settled(termsOf(metrics, capped), measured);
    expect(before.total).toBe(13_000_000);
    const now = settled(format2(metrics, capped), measured);
    expect(now.total).toBe(10_000_000);
    expect(now.pools).toEqual([{ metric: 'offences', counts: 'own', own: 10_000_000, pool: 8_000_000 }]);
  });

  it('and the pool counts where more is paid with it, though the own line alone would be higher', () => {
    const now = settled(format2([offences(10_000_000, 9_000_000), JOBS], capped), measured);
    expect(now.total).toBe(12_000_000);
    expect(
      now.lines.map(({ metric: code, scope, cohort, amount }) => [code, cohort ?? scope, amount]),
    ).toEqual([
      ['offences', 'one', 0],
      ['offences', 'two', 0],
      ['offences', 'pooled', 9_000_000],
      ['jobs', 'one', 3_000_000],
    ]);
    expect(now.lines[0]).toMatchObject({ rounded: 10_000_000, capped: [{ cap: 'pooled', by: 10_000_000 }] });
  });

  it('and each line says which side won', () => {
    const { lines } = settled(format2([offences(10_000_000, 5_000_000), JOBS], capped), measured);
    const [own, , pool, jobs] = lines.map(({ explanation }) => explanation);
    const won =
      'the higher counts, after all caps: own lines NOK 100,000.00 in all against pool NOK 80,000.00 in all';
    expect(own).toContain(`${won}; pays NOK 100,000.00.`);
    expect(pool).toContain(
      `${won}; less NOK 50,000.00 for the cohorts’ own lines, which count; pays NOK 0.00.`,
    );
    expect(jobs).not.toContain('the higher counts');
  });

  it('on the side of the own lines where both pay the same', () => {
    const { pools } = settled(format2([offences(5_000_000, 5_000_000)]), measured.slice(0, 2));
    expect(pools).toEqual([{ metric: 'offences', counts: 'own', own: 5_000_000, pool: 5_000_000 }]);
  });

  it('for each metric with a pool by itself', () => {
    const other = { ...offences(1_000_000, 2_000_000), code: 'relapses' };
    const again = measured.slice(0, 2).map((one) => ({ ...one, metric: 'relapses' }));
    const both = settled(format2([offences(2_000_000, 1_000_000), other]), [
      ...measured.slice(0, 2),
      ...again,
    ]);
    expect(both.total).toBe(4_000_000);
    expect(both.pools?.map(({ counts }) => counts)).toEqual(['own', 'pool']);
  });
});

describe('the overall cap', () => {
  const visits = metric('visits', { form: 'per-unit', unit: 'event', price: 100 });
  const shared = (caps: Caps) =>
    settled(
      format2([visits], {
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
        caps,
      }),
      [count('visits', 'one', 20)],
    );
  const paid = ({ shares, total }: ReturnType<typeof shared>) => [
    ...shares.map(({ amount }) => amount),
    total,
  ];

  it('comes after those of payers where the terms say so: others pay on until it is reached', () => {
    const settlement = shared({ state: 500, overall: 1200, order: 'payers-first' });
    expect(paid(settlement)).toEqual([500, 700, 1200]);
    expect(settlement.caps.map(({ cap }) => cap)).toEqual(['state', 'overall']);
  });

  it('comes before those of payers where the terms say so: nobody pays what a payer then stops at', () => {
    const settlement = shared({ state: 500, overall: 1200, order: 'overall-first' });
    expect(paid(settlement)).toEqual([500, 600, 1100]);
    expect(settlement.caps).toEqual([
      { cap: 'overall', limit: 1200, asked: 2000, paid: 1100, bit: true },
      { cap: 'state', of: 'state', limit: 500, asked: 600, paid: 500, bit: true },
    ]);
  });
});

describe('after an early end on the last day of 2028', () => {
  const lastDay = '2028-12-31';
  const IN_2029 = { period: { from: '2029-01-01', to: '2029-06-30' } };
  const ACROSS = { period: { from: '2028-07-01', to: '2029-06-30' } };
  const jobs = (from: object) => [
    count('jobs', 'one', 2, { period: { from: '2028-01-01', to: '2028-06-30' } }),
    count('jobs', 'one', 3, from),
  ];
  const ended = (
    clause: Partial<TerminationClause>,
    metrics: readonly MetricTerms[],
    ...measured: Measurement[]
  ) => settled(format2(metrics, { termination: { ...CLAUSE, ...clause } }), measured, { lastDay });

  it.each([
    ['lies after it', IN_2029, '2029-01-01 to 2029-06-30'],
    ['began before it and ended after it', ACROSS, '2028-07-01 to 2029-06-30'],
  ])('what %s is not paid, and the line says so', (_, when, period) => {
    const { lines, total, lastDay: end } = ended({}, [JOBS], ...jobs(when));
    expect({ total, end }).toEqual({ total: 200_000, end: lastDay });
    expect(lines).toMatchObject([{ notCounted: [when.period], amount: 200_000 }]);
    expect(lines[0]!.explanation).toContain(
      `2 persons; not counted, since it reaches beyond the early end: ${period}; terms:`,
    );
  });

  it.each([IN_2029, ACROSS])(
    'what comes later is paid where the terms count later observation of the metric',
    (when) => {
      const { lines, total } = ended({ laterObservation: ['jobs'] }, [JOBS], ...jobs(when));
      expect(total).toBe(500_000);
      expect(lines[0]).not.toHaveProperty('notCounted');
    },
  );

  it('a cohort of which everything came too late has a line of nothing, with its reason', () => {
    const { lines } = ended({}, [JOBS], count('jobs', 'one', 3, IN_2029));
    expect(lines).toMatchObject([{ cohort: 'one', amount: 0, notCounted: [IN_2029.period] }]);
  });

  it('a milestone reached and savings made later are not paid either', () => {
    const school = metric('school', { form: 'milestone', amount: 300_000 });
    const savings = metric('savings', {
      form: 'savings-share',
      guaranteed: 0,
      share: '50',
      breakEven: 1_000_000,
    });
    const common = { ...IN_2029, status: 'verified' } as const;
    const measured: Measurement[] = [
      { kind: 'milestone', metric: 'school', ...common, achieved: true },
      { kind: 'savings', metric: 'savings', ...common, savings: 1000 },
      { kind: 'savings', metric: 'savings', ...IN_2028, savings: 600 },
    ];
    expect(ended({}, [school, savings], ...measured).lines.map(({ amount }) => amount)).toEqual([0, 300]);
    const counted = ended({ laterObservation: ['school', 'savings'] }, [school, savings], ...measured);
    expect(counted.lines.map(({ amount }) => amount)).toEqual([300_000, 800]);
  });

  // From 1 January 2027 to the end of 2028 there are 731 days, to the end of 2031 1 826.
  it.each([
    ['in-full', '1000000', 1_000_000],
    ['by-days', '365500000/913', 400_329],
    ['nothing', '0', 0],
  ] as const)('a guarantee ends as the termination clause says: %s', (guarantees, exact, amount) => {
    const start = metric('start', { form: 'guaranteed', amount: 1_000_000 });
    expect(ended({ guarantees }, [start]).lines).toMatchObject([{ exact, rounded: amount, amount }]);
  });

  it.each(['in-full', 'by-days', 'nothing'] as const)(
    'nothing is guaranteed of what ended before it began, whatever the clause says of what ran: %s',
    (guarantees) => {
      const start = metric('start', { form: 'guaranteed', amount: 1_000_000 });
      const terms = format2([start], { termination: { ...CLAUSE, guarantees } });
      const { total, lines } = settled(terms, [], { lastDay: '2026-12-31' });
      expect(total).toBe(0);
      expect(lines[0]!.explanation).toContain('ended on 2026-12-31, before it began: nothing is guaranteed');
      expect(settled(terms, [], { lastDay: '2027-01-01' }).total > 0).toBe(guarantees !== 'nothing');
    },
  );

  it('a guarantee by days is told with its days, and is whole where nothing ended early', () => {
    const start = metric('start', { form: 'guaranteed', amount: 1_000_000 });
    expect(ended({}, [start]).lines[0]!.explanation).toBe(
      'start: nothing is measured; terms: NOK 10,000.00 whatever the outcome, by days after an early end; ' +
        'ended on 2028-12-31: 731 of 1826 days × NOK 10,000.00 = ≈ NOK 4,003.285871; ' +
        'rounded half-up to NOK 4,003.29; pays NOK 4,003.29.',
    );
    expect(settled(format2([start]), []).total).toBe(1_000_000);
  });

  it.each([
    ['in-full', 1_300],
    ['by-days', 700],
    ['nothing', 300],
  ] as const)(
    'the guaranteed part of a share of savings ends so too, and savings still count: %s',
    (guarantees, amount) => {
      // Two of the five years, without a day: 731 of 1 826 days of 1 000 are 400.3.
      const savings = metric('savings', {
        form: 'savings-share',
        guaranteed: 1000,
        share: '50',
        breakEven: 2000,
      });
      const { lines } = ended({ guarantees }, [savings], {
        kind: 'savings',
        metric: 'savings',
        ...IN_2028,
        savings: 600,
      });
      expect(lines[0]!.amount).toBe(amount);
    },
  );
});

describe('a pool', () => {
  const terms = format2([offences(10_000_000, 5_000_000)]);
  const sizes = SIZES.slice(0, 1);
  /** 8 % fewer: too few for the cohort, enough for the pool. */
  const first = rate('one', 92);

  it('waits for a cohort that may still be opened', () => {
    expect(settled(terms, [first], { cohorts: sizes }).total).toBe(0);
  });

  it('does not wait for a cohort that never opened, and says which', () => {
    const { total, lines } = settled(terms, [first], { cohorts: sizes, neverOpened: ['two'] });
    expect(total).toBe(5_000_000);
    expect(lines.at(-1)!.explanation).toContain('baseline 100 of 100; never opened: two; terms:');
  });

  it('does not wait for a cohort of which everything came too late', () => {
    const late = rate('two', 0, { period: { from: '2029-01-01', to: '2029-12-31' } });
    const { total, lines } = settled(terms, [first, late], { lastDay: '2028-12-31' });
    expect(total).toBe(5_000_000);
    expect(lines.at(-1)).toMatchObject({ scope: 'pooled', notCounted: [late.period] });
    // Nor are its participants paid for: 100 of them, not 200, count for the cap of each.
    const capped = { ...terms, caps: { state: 1e12, participant: 30_000 } };
    expect(settled(capped, [first, late], { lastDay: '2028-12-31' }).total).toBe(3_000_000);
  });
});

describe('terms', () => {
  const sound = format2([JOBS, metric('start', { form: 'guaranteed', amount: 1 })], {
    caps: { state: 1e9, overall: 1e9, order: 'payers-first' },
  });
  const faultsOf = (document: object) => {
    const reading = readTerms(document);
    return reading.ok ? [] : reading.faults.map(({ path, message }) => `${path}: ${message}`);
  };

  it('of format 2 say what an early end does, and in which order caps apply beside an overall one', () => {
    const { termination, ...unsaid } = sound;
    expect(termination).toBeDefined();
    expect(faultsOf(sound)).toEqual([]);
    expect(faultsOf(unsaid)).toEqual(['/termination: This member is missing.']);
    expect(faultsOf({ ...sound, termination: {} })).toEqual([
      '/termination/guarantees: This member is missing.',
      '/termination/laterObservation: This member is missing.',
    ]);
    expect(faultsOf({ ...sound, caps: { state: 1e9, overall: 1e9 } })).toEqual([
      '/caps/order: This member is missing.',
    ]);
    expect(faultsOf({ ...sound, caps: { state: 1e9 } })).toEqual([]);
  });

  it('of format 1 know neither', () => {
    expect(faultsOf({ ...sound, format: 1 })).toEqual([
      '/termination: This member is known from format 2 on.',
      '/caps/order: This member is known from format 2 on.',
    ]);
  });

  it('count later observation of metrics that there are, each once, and that are observed', () => {
    const termination = { ...CLAUSE, laterObservation: ['jobs', 'nothing', 'jobs', 'start'] };
    expect(faultsOf({ ...sound, termination })).toEqual([
      '/termination/laterObservation/1: There is no metric "nothing".',
      '/termination/laterObservation/2: The metric "jobs" is named twice.',
      '/termination/laterObservation/3: This metric is guaranteed: nothing is observed. The clause of guarantees tells.',
    ]);
  });

  it('of format 2 have no more pools than can be compared with each other', () => {
    const pools = Array.from({ length: 5 }, (_, index) => ({ ...offences(1, 1), code: `m${index}` }));
    expect(faultsOf(format2(pools))).toEqual([
      '/metrics/4/pricing/pooled: At most 4 metrics have a pool: the sides of each are compared with those of all others.',
    ]);
    expect(faultsOf(termsOf(pools))).toEqual([]);
  });
});

describe('measurements', () => {
  const faultsOf = (terms: OutcomeTerms, more: object) => {
    const reading = readMeasurements({ format: 1, measurements: [], ...more }, terms);
    return reading.ok ? [] : reading.faults.map(({ path, message }) => `${path}: ${message}`);
  };

  it('know no early end under terms of format 1', () => {
    expect(faultsOf(termsOf([JOBS]), { lastDay: '2028-12-31', neverOpened: [] })).toEqual([
      '/lastDay: Terms of format 1 know no such member.',
      '/neverOpened: Terms of format 1 know no such member.',
    ]);
  });

  it('end early within the contract, and leave only cohorts unopened that nobody was in', () => {
    const terms = format2([JOBS]);
    const outside = 'The contract runs from 2027-01-01 to 2031-12-31: an early end lies before its last day.';
    expect(faultsOf(terms, { lastDay: '2027-01-01', neverOpened: ['two'] })).toEqual([]);
    expect(faultsOf(terms, { lastDay: '2031-12-31' })).toEqual([`/lastDay: ${outside}`]);
    // One that ended before it began never ran.
    expect(faultsOf(terms, { lastDay: '2026-12-31' })).toEqual([]);
    expect(faultsOf(terms, { lastDay: '2028-02-30' })).toEqual(['/lastDay: This is no calendar date.']);
    expect(
      faultsOf(terms, { neverOpened: ['two', 'two', 'three', 'one'], cohorts: SIZES.slice(0, 1) }),
    ).toEqual([
      '/neverOpened/1: The cohort "two" is named twice.',
      '/neverOpened/2: There is no cohort "three".',
      '/neverOpened/3: The cohort "one" has participants or results, so it was opened.',
    ]);
  });
});
