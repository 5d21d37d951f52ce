import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MOST_EURO_CENTS, euroCentsOf, isRate } from './exchange.js';

describe('an amount in euro cents', () => {
  it('is what the reference rate says, whatever the decimals of the currency', () => {
    expect(euroCentsOf(117_895_00, 'NOK', '11.7895')).toBe(1_000_000);
    expect(euroCentsOf(300_000_00, 'EUR', '1')).toBe(300_000_00);
    // 150 000 krónur, which have no cents, at 150 for a euro.
    expect(euroCentsOf(150_000, 'ISK', '150')).toBe(100_000);
  });

  it('is rounded once, half up', () => {
    // 0.01 kroner at 2 for a euro is half a cent, at 2.0001 a little less.
    expect(euroCentsOf(1, 'NOK', '2')).toBe(1);
    expect(euroCentsOf(1, 'NOK', '2.0001')).toBe(0);
    expect(euroCentsOf(3, 'NOK', '2')).toBe(2);
  });

  it('is never off by more than half a cent, and never goes down when the amount goes up', () => {
    const rates = fc
      .integer({ min: 1, max: 999_999_999 })
      .map((n) => `${Math.floor(n / 10_000)}.${String(n % 10_000).padStart(4, '0')}`);
    fc.assert(
      fc.property(fc.nat(2 ** 31 - 1), rates.filter(isRate), (amount, rate) => {
        const cents = euroCentsOf(amount, 'NOK', rate);
        const exact = (BigInt(amount) * 10_000n * 2n) / BigInt(rate.replace('.', ''));
        const off = 2n * BigInt(cents) - exact;
        expect(off >= -1n && off <= 2n).toBe(true);
        expect(euroCentsOf(amount + 1, 'NOK', rate)).toBeGreaterThanOrEqual(cents);
      }),
    );
  });

  it('needs a rate that is a positive decimal', () => {
    expect(['11.7895', '1', '0.0001'].map(isRate)).toEqual([true, true, true]);
    expect(['0', '0.000', '-1', '1e3', '', '1,5', '.5', '1.'].map(isRate)).toEqual(Array(8).fill(false));
    expect(() => euroCentsOf(1, 'NOK', '0')).toThrow(RangeError);
    expect(() => euroCentsOf(-1, 'NOK', '1')).toThrow(RangeError);
  });

  it('are never more than any limit could ask about', () => {
    expect(euroCentsOf(100_000_000_000_000, 'NOK', '0.000000001')).toBe(MOST_EURO_CENTS);
  });
});
