import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sum } from '#money/money.js';
import { orderedByYear, providedFor } from './liability.js';
import type { Order } from './state.js';

const order = (budgetYear: number, amount: number, withheld = 0): Order => ({
  payoutId: `${budgetYear} ${amount}`,
  budgetYear,
  amount,
  withheld,
});
const total = (years: readonly { readonly amount: number }[]) => sum(years.map(({ amount }) => amount));

describe('what was ordered', () => {
  it('counts in the year it is paid in, without what was withheld', () => {
    expect(orderedByYear([order(2029, 100), order(2030, 50, 20), order(2029, 5), order(2031, 7, 7)])).toEqual(
      [
        { year: 2029, amount: 105 },
        { year: 2030, amount: 30 },
      ],
    );
  });
});

describe('a further payment', () => {
  const liability = [
    { year: 2029, amount: 500 },
    { year: 2030, amount: 1500 },
  ];

  it('needs nothing where its year holds enough', () => {
    expect(providedFor(liability, [order(2030, 1000)], { more: 500, budgetYear: 2030 })).toEqual(liability);
    expect(providedFor(liability, [], { more: -10, budgetYear: 2028 })).toEqual(liability);
  });

  it('takes what other years hold beyond their orders, the latest first', () => {
    expect(providedFor(liability, [order(2029, 400)], { more: 300, budgetYear: 2029 })).toEqual([
      { year: 2029, amount: 700 },
      { year: 2030, amount: 1300 },
    ]);
    expect(providedFor(liability, [order(2029, 400)], { more: 1550, budgetYear: 2031 })).toEqual([
      { year: 2029, amount: 450 },
      { year: 2031, amount: 1550 },
    ]);
  });

  it('adds what no year holds', () => {
    expect(providedFor(liability, [order(2030, 1500)], { more: 600, budgetYear: 2030 })).toEqual([
      { year: 2030, amount: 2100 },
    ]);
  });

  it('is there in its year, takes nothing from what was ordered, and adds only what is missing', () => {
    const year = fc.integer({ min: 2029, max: 2032 });
    const amount = fc.integer({ min: 0, max: 1000 });
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.record({ year, amount }), { selector: (each) => each.year }),
        fc.array(fc.tuple(year, amount)),
        amount,
        year,
        (reserved, paid, more, budgetYear) => {
          const orders = paid.map(([of, part]) => order(of, part));
          const after = providedFor(reserved, orders, { more, budgetYear });
          const heldIn = (years: readonly { readonly year: number; readonly amount: number }[], of: number) =>
            years.find((each) => each.year === of)?.amount ?? 0;
          const ordered = orderedByYear(orders);
          expect(heldIn(after, budgetYear)).toBeGreaterThanOrEqual(heldIn(ordered, budgetYear) + more);
          const taken = reserved.filter(
            ({ year: of, amount: before }) =>
              of !== budgetYear && heldIn(after, of) < Math.min(before, heldIn(ordered, of)),
          );
          expect(taken).toEqual([]);
          const spare = sum(
            reserved.map((each) =>
              each.year === budgetYear ? 0 : Math.max(0, each.amount - heldIn(ordered, each.year)),
            ),
          );
          const missing = Math.max(0, heldIn(ordered, budgetYear) + more - heldIn(reserved, budgetYear));
          expect(total(after)).toBe(total(reserved) + Math.max(0, missing - spare));
        },
      ),
    );
  });
});
