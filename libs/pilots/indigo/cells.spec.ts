import { describe, expect, it } from '@jest/globals';
import { cellFaults, shown } from './cells.js';
import type { Column, IndigoFile } from './files.js';

const faultsOf = (reads: Column['reads'], value: string, currency = 'GBP') => {
  const file: IndigoFile = { name: 'x.csv', key: [], columns: { cell: { header: 'Cell', reads } } };
  return cellFaults(file, { cell: value, currency }).map(({ reason }) => reason);
};

describe('a cell', () => {
  it.each([
    ['amount', '15000'],
    ['amount', '0.5'],
    ['amount', '12.500'],
    ['amount', ''],
    ['payment', '-5.25'],
    ['currency', 'NOK'],
    ['period', '2019'],
    ['period', '2019-12'],
    ['period', '2020-02-29'],
    ['end', 'current'],
    ['count', '0'],
    ['payment type', 'Planned'],
  ] as const)('is read as %s when it is “%s”', (reads, value) => {
    expect(faultsOf(reads, value)).toEqual([]);
  });

  it.each([
    ['amount', '=D41-D36', 'a formula'],
    ['amount', 'C$1.16M (estimate)', 'not an amount'],
    ['amount', '-5', 'not an amount'],
    ['amount', '1,000', 'not an amount'],
    ['payment', '--5', 'not an amount'],
    ['payment', '-=5', 'not an amount'],
    ['payment', '-0.001', 'more exact than GBP'],
    ['amount', '93792.99999999999', 'more exact than GBP'],
    ['amount', '99999999999999999999', 'too large'],
    ['currency', 'South Korean Won', 'ISO 4217'],
    ['period', '2018-13', 'no year, month or date'],
    ['period', '2019-02-29', 'no year, month or date'],
    ['period', 'current', 'no year, month or date'],
    ['count', '0.8', 'not a whole number'],
    ['count', '-1', 'not a whole number'],
    ['payment type', 'Paid', 'neither'],
  ] as const)('is not read as %s when it is “%s”: %s', (reads, value, reason) => {
    expect(faultsOf(reads, value)).toEqual([expect.stringContaining(reason)]);
  });

  it('with an amount has a currency beside it', () => {
    expect(faultsOf('amount', '5', '')).toEqual([expect.stringContaining('no currency')]);
    expect(faultsOf('amount', '5', 'Roubles')).toEqual([expect.stringContaining('no currency')]);
  });

  it('with prose where a number belongs is not repeated, for it could name a person', () => {
    expect(faultsOf('count', 'Kari Nordmann found a job').join(' ')).not.toContain('Kari');
  });

  it('that must not be empty is missing', () => {
    const file: IndigoFile = {
      name: 'x.csv',
      key: [],
      columns: { id: { header: 'ID', reads: 'text', required: true } },
    };
    expect(cellFaults(file, {})).toEqual([{ kind: 'missing-value', column: 'ID', reason: 'it is empty' }]);
  });
});

describe('a text from the data', () => {
  it('is shown on one line, short, and without what a terminal would obey', () => {
    expect(shown('a\r\n\u001B[31mb\u202E')).toBe('a [31mb');
    expect(shown('x'.repeat(61))).toBe(`${'x'.repeat(59)}…`);
    expect(shown('x'.repeat(58) + '😀'.repeat(5)).isWellFormed()).toBe(true);
  });
});
