import { describe, expect, it } from '@jest/globals';
import { Bonds } from './bonds.js';
import { historicalBonds } from './historical.js';
import { matchBond } from './matching.js';
import type { FileLine } from './report.js';
import { ONE_METRIC, PAYMENT, type DataSet } from './testing/data-set.js';

const gbp = (amount: number) => ({ amount, currency: 'GBP' });

const FILES: readonly FileLine[] = [
  'projects.csv',
  'organisations.csv',
  'outcome_metrics.csv',
  'outcome_pricings.csv',
  'results.csv',
  'outcome_payments.csv',
].map((file) => ({ file, sha256: `digest of ${file}`, read: 0, used: 0, refused: 0 }));

/** Bonds out of rows that nothing is wrong with. */
function bondsIn(data: DataSet, repeats: readonly { readonly [field: string]: string }[] = []) {
  const bonds = new Bonds();
  for (const [file, rows] of Object.entries({ ...ONE_METRIC, ...data }))
    rows.forEach((cells, index) => bonds.use(file, index + 2, cells));
  for (const cells of repeats) bonds.refuse('results.csv', 9, cells, true);
  return historicalBonds(FILES, bonds.all().map(matchBond));
}

const metric = (more: { readonly [field: string]: string }) => ({
  'outcome_metrics.csv': [{ project: 'P1', metric: 'm1', ...more }],
});

describe('a bond to be registered', () => {
  it('has its terms, results and payments, and the rows and digests of the files it was read from', () => {
    const second = { project: 'P1', metric: 'm2' };
    const [bond, ...others] = bondsIn({
      'outcome_metrics.csv': [
        { project: 'P1', metric: 'm1', definition: 'A job\nfor 13 weeks', target: '10 people' },
        second,
      ],
      'outcome_pricings.csv': [{ ...ONE_METRIC['outcome_pricings.csv']![0]!, maximum: '1000' }],
      'outcome_payments.csv': [PAYMENT, { ...PAYMENT, metric: '', amount: '40' }],
    });
    expect(others).toEqual([]);
    expect(bond).toEqual({
      dataSet: 'INDIGO',
      reference: 'P1',
      title: 'A way out',
      outcome: 'computed-nothing-to-compare',
      computed: gbp(66_000),
      paid: gbp(70_000),
      difference: null,
      reason: 'paid for the whole bond, computed for a part of it; 1 of 2 metrics cannot be computed',
      provenance: [
        { file: 'projects.csv', sha256: 'digest of projects.csv', rows: [2] },
        { file: 'outcome_metrics.csv', sha256: 'digest of outcome_metrics.csv', rows: [2, 3] },
        { file: 'outcome_pricings.csv', sha256: 'digest of outcome_pricings.csv', rows: [2] },
        { file: 'results.csv', sha256: 'digest of results.csv', rows: [2] },
        { file: 'outcome_payments.csv', sha256: 'digest of outcome_payments.csv', rows: [2, 3] },
      ],
      metrics: [
        {
          metric: 'm1',
          title: 'A job for 13 weeks',
          target: '10 people',
          terms: { form: 'per-unit', price: gbp(22_000), maximum: gbp(100_000) },
          achieved: 3,
          outcome: 'matched',
          computed: gbp(66_000),
          paid: gbp(66_000),
          difference: gbp(0),
          rows: {
            'outcome_metrics.csv': [2],
            'outcome_pricings.csv': [2],
            'results.csv': [2],
            'outcome_payments.csv': [2],
          },
        },
        {
          metric: 'm2',
          title: 'm2',
          target: null,
          terms: null,
          achieved: null,
          outcome: 'cannot-be-computed',
          computed: null,
          paid: null,
          difference: null,
          reason: 'no price is given; no result is given',
          rows: { 'outcome_metrics.csv': [3] },
        },
      ],
    });
  });

  it('is one of which a metric can be computed', () => {
    expect(bondsIn({ 'outcome_pricings.csv': [] })).toEqual([]);
  });

  it('says neither price nor result of a metric whose rows contradict each other', () => {
    const other = { project: 'P1', metric: 'm2' };
    const [bond] = bondsIn(
      {
        'outcome_metrics.csv': [{ project: 'P1', metric: 'm1' }, other],
        'outcome_pricings.csv': [
          ...ONE_METRIC['outcome_pricings.csv']!,
          { ...other, currency: 'GBP', price: '1' },
        ],
        'results.csv': [...ONE_METRIC['results.csv']!, { ...other, type: 'Final', achieved: '7' }],
      },
      [other],
    );
    expect(bond?.metrics[1]).toMatchObject({ metric: 'm2', terms: null, achieved: null, computed: null });
  });

  it('is still one when its metrics have no sum, being in several currencies', () => {
    const other = { project: 'P1', metric: 'm2' };
    const [bond] = bondsIn({
      'outcome_metrics.csv': [{ project: 'P1', metric: 'm1' }, other],
      'outcome_pricings.csv': [
        ...ONE_METRIC['outcome_pricings.csv']!,
        { ...other, currency: 'NOK', price: '1' },
      ],
      'results.csv': [...ONE_METRIC['results.csv']!, { ...other, type: 'Final', achieved: '7' }],
    });
    expect(bond).toMatchObject({
      outcome: 'cannot-be-computed',
      computed: null,
      reason: 'its metrics are in several currencies',
    });
  });

  it('has texts on one line, without what a terminal would obey, and not without end', () => {
    const [bond] = bondsIn({
      'projects.csv': [{ project: 'P1', name: '\u001B[31mRed\r\nbond\u202E' }],
      ...metric({ definition: `\u0007${'😀'.repeat(600)}` }),
    });
    expect(bond!.title).toBe('[31mRed bond');
    expect(Array.from(bond!.metrics[0]!.title)).toHaveLength(500);
    expect(bond!.metrics[0]!.title.isWellFormed()).toBe(true);
  });

  it('is called by its id when it has no name', () => {
    expect(bondsIn({ 'projects.csv': [{ project: 'P1' }] })).toMatchObject([{ title: 'P1' }]);
  });
});
