import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import currencyCodes from 'currency-codes';
import { decimalsOf, isCurrency, money, parseDecimal, splitEvenly, sum } from './money.js';

/** Where the table of ISO 4217 says N.A.: metals, units of account, tests. */
const WITHOUT_MINOR_UNIT = 'XAG XAU XBA XBB XBC XBD XDR XPD XPT XSU XTS XUA XXX'.split(' ');

describe('money', () => {
  it('is whole minor units only', () => {
    expect(money(150, 'NOK')).toEqual({ amount: 150, currency: 'NOK' });
    expect(() => money(0.1, 'NOK')).toThrow('not a whole number');
    expect(() => sum([Number.MAX_SAFE_INTEGER, 1])).toThrow('exact');
  });

  it.each([
    ['15000', 'GBP', 1_500_000],
    ['15000.5', 'GBP', 1_500_050],
    ['19999.99', 'GBP', 1_999_999],
    ['-3', 'GBP', -300],
    ['7.00', 'ISK', 7],
    ['7.25', 'ISK', undefined],
    ['7.25', 'HUF', 725],
    ['7.255', 'IQD', 7255],
    ['1.005', 'GBP', undefined],
    ['1e3', 'GBP', undefined],
    ['', 'GBP', undefined],
  ])('reads the decimal %j in %s', (text, currency, amount) => {
    expect(parseDecimal(text, currency)).toBe(amount);
  });

  it('has the decimals of the whole table of ISO 4217, not those that prices are usually shown with', () => {
    const table = currencyCodes.data.map(({ code, digits }) => [code, digits] as const);
    expect(table.length).toBeGreaterThan(170);
    const moneys = table.filter(([code]) => !WITHOUT_MINOR_UNIT.includes(code));
    expect(moneys.map(([code]) => [code, isCurrency(code), decimalsOf(code)])).toEqual(
      moneys.map(([code, digits]) => [code, true, digits]),
    );
  });

  it('is not made of what has no minor unit', () => {
    expect(WITHOUT_MINOR_UNIT.filter(isCurrency)).toEqual([]);
  });

  it('knows every currency that the runtime can name', () => {
    const named = Intl.supportedValuesOf('currency').filter((code) => !WITHOUT_MINOR_UNIT.includes(code));
    expect(named.filter((code) => !isCurrency(code))).toEqual([]);
  });

  it('knows the currencies of ISO 4217', () => {
    expect(['NOK', 'GBP', 'XYZ', 'nok'].map(isCurrency)).toEqual([true, true, false, false]);
  });

  it('splits without losing or making a minor unit', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 60 }), (amount, parts) => {
        const split = splitEvenly(amount, parts);
        expect(sum(split)).toBe(amount);
        expect(Math.max(...split) - Math.min(...split)).toBeLessThanOrEqual(1);
      }),
    );
  });
});
