import { describe, expect, it } from '@jest/globals';
import { BOND } from '../../domain/pilot/testing/contract.js';
import { readBond } from './read-bond.js';

const [METRIC] = BOND.metrics;
const [SOURCE] = BOND.provenance;
const withMetric = (changes: object) => ({ ...BOND, metrics: [{ ...METRIC, ...changes }] });
const withSource = (changes: object) => ({ ...BOND, provenance: [{ ...SOURCE, ...changes }] });
const placesOf = (document: unknown) => {
  const reading = readBond(document);
  return reading.ok ? [] : reading.faults.map(({ path }) => path);
};

describe('a bond that is sent', () => {
  it('is read as it is', () => {
    expect(readBond(BOND)).toEqual({ ok: true, value: BOND });
    const bare = {
      terms: null,
      achieved: null,
      computed: null,
      paid: null,
      difference: null,
      reason: 'Gone',
    };
    expect(placesOf(withMetric(bare))).toEqual([]);
    expect(placesOf({ ...BOND, difference: { amount: -1, currency: 'GBP' } })).toEqual([]);
  });

  it.each([
    ['nothing', undefined, ''],
    ['a list', [BOND], ''],
    ['a member that is not known', { ...BOND, contact: 'Kari Nordmann' }, '/contact'],
    ['no title', { ...BOND, title: '' }, '/title'],
    ['a title of two lines', { ...BOND, title: 'a\nb' }, '/title'],
    ['a title that a terminal would obey', { ...BOND, title: '\u001B[31m' }, '/title'],
    ['half a surrogate pair', { ...BOND, title: 'a\uD800' }, '/title'],
    ['a title without end', { ...BOND, title: 'x'.repeat(1001) }, '/title'],
    ['an outcome nobody knows', { ...BOND, outcome: 'fine' }, '/outcome'],
    ['an amount below zero', { ...BOND, paid: { amount: -1, currency: 'GBP' } }, '/paid/amount'],
    ['an amount of half a penny', { ...BOND, paid: { amount: 0.5, currency: 'GBP' } }, '/paid/amount'],
    ['an amount beyond integers', { ...BOND, paid: { amount: 2 ** 53, currency: 'GBP' } }, '/paid/amount'],
    ['a currency that is none', { ...BOND, paid: { amount: 1, currency: 'XQX' } }, '/paid/currency'],
    ['no provenance', { ...BOND, provenance: [] }, '/provenance'],
    ['a digest that is none', withSource({ sha256: 'C'.repeat(64) }), '/provenance/0/sha256'],
    ['a file elsewhere', withSource({ file: '../results.csv' }), '/provenance/0/file'],
    ['the row of the column names', withSource({ rows: [1] }), '/provenance/0/rows/0'],
    ['no metrics', { ...BOND, metrics: [] }, '/metrics'],
    [
      'a price in no currency',
      withMetric({ terms: { form: 'per-unit', price: { amount: 1, currency: 'XQX' } } }),
      '/metrics/0/terms/price/currency',
    ],
    ['a result of half a person', withMetric({ achieved: 0.5 }), '/metrics/0/achieved'],
    ['rows of a file that is none', withMetric({ rows: { __proto_: [2] } }), '/metrics/0/rows/__proto_'],
  ])('is refused with %s, and where', (_, document, place) => {
    expect(placesOf(document)).toContainEqual(place);
  });
});
