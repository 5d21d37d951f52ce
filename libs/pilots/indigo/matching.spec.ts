import { describe, expect, it } from '@jest/globals';
import { Bonds } from './bonds.js';
import type { Cells } from './cells.js';
import { matchBond } from './matching.js';
import { ONE_METRIC, PAYMENT, type DataSet } from './testing/data-set.js';

const gbp = (amount: number) => ({ amount, currency: 'GBP' });

/** Rows that nothing is wrong with; what repeats goes in as refused. */
function matched(data: DataSet, refused: readonly { file: string; cells: Cells; repeats: boolean }[] = []) {
  const bonds = new Bonds();
  for (const [file, rows] of Object.entries({ ...ONE_METRIC, ...data }))
    rows.forEach((cells, index) => bonds.use(file, index + 2, cells));
  for (const { file, cells, repeats } of refused) bonds.refuse(file, 9, cells, repeats);
  const [bond] = bonds.all();
  const { project, metrics } = matchBond(bond!);
  return { project, metric: metrics[0]!, metrics };
}

const paid = (...payments: Partial<typeof PAYMENT>[]) => ({
  'outcome_payments.csv': payments.map((payment) => ({ ...PAYMENT, ...payment })),
});

describe('a metric', () => {
  it('matches when exactly its price times its outcomes was paid, in however many payments', () => {
    expect(matched(paid({ amount: '600' }, { amount: '60' })).metric).toEqual({
      project: 'P1',
      metric: 'm1',
      outcome: 'matched',
      computed: gbp(66_000),
      paid: gbp(66_000),
      difference: gbp(0),
      rows: {
        'outcome_metrics.csv': 2,
        'outcome_pricings.csv': 2,
        'results.csv': 2,
        'outcome_payments.csv': [2, 3],
      },
    });
  });

  it.each([
    ['660.01', 1],
    ['600', -6_000],
  ])('differs when %s was paid, by that less what was computed', (amount, difference) => {
    expect(matched(paid({ amount })).metric).toMatchObject({
      outcome: 'differs',
      difference: gbp(difference),
    });
  });

  it('has nothing to compare with when payments were only planned', () => {
    expect(matched(paid({ type: 'Planned' })).metric).toMatchObject({
      outcome: 'computed-nothing-to-compare',
      computed: gbp(66_000),
      paid: null,
      difference: null,
    });
  });

  it('is not compared with what was paid in another currency', () => {
    expect(matched(paid({ currency: 'USD' })).metric).toMatchObject({
      outcome: 'computed-nothing-to-compare',
      paid: { amount: 66_000, currency: 'USD' },
      reason: 'priced in GBP, paid in USD',
    });
    expect(matched(paid({}, { currency: 'USD' })).metric).toMatchObject({
      outcome: 'computed-nothing-to-compare',
      paid: null,
      reason: 'its payments are in several currencies',
    });
  });

  it('says when it was to cost less at most, and leaves the maximum alone', () => {
    const price = { ...ONE_METRIC['outcome_pricings.csv']![0], maximum: '500' };
    const { metric } = matched({ 'outcome_pricings.csv': [price] });
    expect(metric).toMatchObject({ computed: gbp(66_000), reason: expect.stringContaining('GBP 500.00') });
  });

  it.each([
    [{ 'outcome_pricings.csv': [] }, 'no price is given'],
    [{ 'results.csv': [] }, 'no result is given'],
    [{ 'outcome_pricings.csv': [], 'results.csv': [] }, 'no price is given; no result is given'],
  ])('cannot be computed without price or result (%j)', (data: DataSet, reason) => {
    expect(matched({ ...data, ...paid({}) }).metric).toMatchObject({
      outcome: 'cannot-be-computed',
      computed: null,
      paid: gbp(66_000),
      difference: null,
      reason,
    });
  });

  it('cannot be computed exactly beyond what a double holds', () => {
    const price = { ...ONE_METRIC['outcome_pricings.csv']![0], price: '90071992547409' };
    expect(matched({ 'outcome_pricings.csv': [price] }).metric).toMatchObject({
      outcome: 'cannot-be-computed',
      reason: 'the amount is too large to be exact',
    });
  });

  const result = { ...ONE_METRIC['results.csv']![0]! };

  it('is computed from its one final result', () => {
    const interim = { ...result, type: 'Interim', achieved: '1' };
    expect(matched({ 'results.csv': [interim, result] }).metric).toMatchObject({
      computed: gbp(66_000),
      reason: 'the final one of 2 results',
      rows: { 'results.csv': 3 },
    });
  });

  it('cannot be computed from two results of which none or both are final', () => {
    for (const type of ['Final', 'Interim'])
      expect(
        matched({
          'results.csv': [
            { ...result, type },
            { ...result, type, start: '2020' },
          ],
        }).metric,
      ).toMatchObject({ outcome: 'cannot-be-computed', reason: expect.stringContaining('2 results') });
  });

  it.each(['outcome_metrics.csv', 'outcome_pricings.csv', 'results.csv'])(
    'cannot be computed when a row of %s repeats another: which is true cannot be said',
    (file) => {
      const { metric } = matched(paid({}), [{ file, cells: result, repeats: true }]);
      expect(metric).toMatchObject({
        outcome: 'cannot-be-computed',
        reason: expect.stringContaining(`row 9 of ${file}`),
      });
    },
  );

  it('says how many of its payments were refused', () => {
    const { metric, project } = matched(paid({}), [
      { file: 'outcome_payments.csv', cells: PAYMENT, repeats: true },
    ]);
    expect(metric).toMatchObject({ outcome: 'matched', reason: '1 payment refused and left out' });
    expect(project.reason).toBe('1 payment refused and left out');
  });
});

describe('a bond', () => {
  const TWO: DataSet = {
    'outcome_metrics.csv': [
      { project: 'P1', metric: 'm1' },
      { project: 'P1', metric: 'm2' },
    ],
  };

  it('is compared as a whole where payments are known for the whole only', () => {
    const { project, metric } = matched(paid({ metric: '' }));
    expect(project).toMatchObject({ outcome: 'matched', computed: gbp(66_000), paid: gbp(66_000) });
    expect(metric).toMatchObject({
      outcome: 'computed-nothing-to-compare',
      reason: 'paid is known for the whole bond only',
    });
  });

  it('is paid what its metrics are paid and what it is paid as a whole', () => {
    const { project } = matched(paid({}, { metric: '', amount: '1' }));
    expect(project).toMatchObject({ outcome: 'differs', difference: gbp(100) });
  });

  it('is compared with the total of the list of projects when no payment is known', () => {
    const listed = { project: 'P1', name: 'A way out', currency: 'GBP', paid: '660' };
    const reason = expect.stringContaining('list of projects');
    expect(matched({ 'projects.csv': [listed] }).project).toMatchObject({ outcome: 'matched', reason });
  });

  it('says how many of its metrics are missing from the sum', () => {
    expect(matched(TWO).project).toMatchObject({
      computed: gbp(66_000),
      metrics: { 'computed-nothing-to-compare': 1, 'cannot-be-computed': 1 },
      reason: '1 of 2 metrics cannot be computed',
    });
  });

  it('is compared on the metrics that are on both sides', () => {
    const three: DataSet = {
      'outcome_metrics.csv': ['m1', 'm2', 'm3'].map((metric) => ({ project: 'P1', metric })),
      'outcome_pricings.csv': ['m1', 'm3'].map((metric) => ({
        ...ONE_METRIC['outcome_pricings.csv']![0],
        metric,
      })),
      'results.csv': ['m1', 'm3'].map((metric) => ({ ...ONE_METRIC['results.csv']![0], metric })),
      ...paid({}, { metric: 'm2', amount: '900' }),
    };
    expect(matched(three).project).toMatchObject({
      outcome: 'matched',
      computed: gbp(66_000),
      paid: gbp(66_000),
      reason:
        'GBP 900.00 paid for metrics that cannot be computed is left out; ' +
        '1 metric computed that no payment is known for, left out; 1 of 3 metrics cannot be computed',
    });
  });

  it('is not compared where it was paid as a whole and computed in part', () => {
    for (const payments of [paid({ metric: '' }), paid({}, { metric: '', amount: '1' })])
      expect(matched({ ...TWO, ...payments }).project).toMatchObject({
        outcome: 'computed-nothing-to-compare',
        computed: gbp(66_000),
        difference: null,
        reason: expect.stringContaining('paid for the whole bond, computed for a part of it'),
      });
  });

  it('is not compared where other metrics were paid than computed', () => {
    expect(matched({ ...TWO, ...paid({ metric: 'm2' }) }).project).toMatchObject({
      outcome: 'computed-nothing-to-compare',
      reason: expect.stringContaining('paid for other metrics than computed'),
    });
  });

  it('has what was paid back taken off what was paid', () => {
    const { metric, project } = matched(paid({ amount: '700' }, { start: '2020-02', amount: '-40' }));
    const reason = '1 payment below zero, taken as paid back';
    expect(metric).toMatchObject({ outcome: 'matched', paid: gbp(66_000), reason });
    expect(project).toMatchObject({ outcome: 'matched', paid: gbp(66_000), reason });
  });

  it('is not compared with less than nothing', () => {
    expect(matched(paid({ amount: '-40' })).project).toMatchObject({
      outcome: 'computed-nothing-to-compare',
      paid: null,
      reason: expect.stringContaining('more was paid back than is known to have been paid'),
    });
  });

  it('cannot be computed without metrics, or when none can be', () => {
    expect(matched({ 'outcome_metrics.csv': [] }).project.reason).toBe('it has no metrics');
    expect(matched({ ...TWO, 'results.csv': [] }).project).toMatchObject({
      outcome: 'cannot-be-computed',
      reason: 'none of its 2 metrics can be computed',
    });
  });

  it('takes a payment of no type as made, and says so', () => {
    const { project } = matched(paid({ metric: '', type: '' }));
    expect(project).toMatchObject({ outcome: 'matched', reason: '1 payment of no type, taken as made' });
  });
});
