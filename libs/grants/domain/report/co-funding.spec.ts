import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { coFundingFound, type ReportedCosts } from './co-funding.js';

const kroner = (amount: number) => amount * 100;
const granted = { years: [2026], spent: 0, granted: kroner(300_000), inForce: kroner(300_000) };
const quarter = { basis: 'least-share', percent: 25 } as const;

describe('a grant of which others carry at least a quarter of the whole cost', () => {
  it.each([
    // What came, the whole cost, what the grant comes to.
    [100_000, 400_000, 300_000],
    [120_000, 420_000, 300_000],
    [50_000, 350_000, 150_000],
    [0, 300_000, 0],
    [100_000, 360_000, 270_000],
  ])('comes with %d of %d to %d', (came, totalCosts, allowed) => {
    const costs = { ...granted, totalCosts: kroner(totalCosts), came: kroner(came) };
    expect(coFundingFound(quarter, costs)).toEqual({
      ...quarter,
      ...costs,
      allowed: kroner(allowed),
      reduction: kroner(300_000 - allowed),
    });
  });

  it('leaves others their share of what it and they carry, and could not be larger by a øre', () => {
    fc.assert(
      fc.property(
        fc.nat(1_000_000),
        fc.nat(1_000_000),
        fc.nat(2_000_000),
        fc.integer({ min: 1, max: 99 }),
        (most, came, totalCosts, percent) => {
          const costs = { ...granted, granted: most, inForce: most, totalCosts, came };
          const { allowed } = coFundingFound({ basis: 'least-share', percent }, costs);
          const fits = (grant: number) =>
            came * 100 >= (grant + came) * percent && grant * 100 <= totalCosts * (100 - percent);
          expect(fits(allowed)).toBe(true);
          expect(allowed === most || !fits(allowed + 1)).toBe(true);
        },
      ),
    );
  });
});

describe('a grant that shrinks in proportion to what was promised', () => {
  const cases: readonly (readonly [number, number, Partial<ReportedCosts>, number])[] = [
    [100_000, 100_000, {}, 300_000],
    [100_000, 130_000, {}, 300_000],
    [100_000, 50_000, {}, 150_000],
    [90_000, 30_000, {}, 100_000],
    [0, 0, {}, 300_000],
    // Of two years of which one was waived the other is looked at.
    [100_000, 80_000, { granted: kroner(200_000) }, 200_000],
    [100_000, 50_000, { granted: kroner(200_000) }, 150_000],
  ];
  it.each(cases)('of %d came %d', (promised, came, part, allowed) => {
    const rule = { basis: 'promised', promised: kroner(promised) } as const;
    const costs = { ...granted, ...part, totalCosts: kroner(400_000), came: kroner(came) };
    expect(coFundingFound(rule, costs)).toMatchObject({ allowed: kroner(allowed) });
  });

  it('rounds down to whole minor units', () => {
    const costs = { ...granted, granted: 100, inForce: 100, totalCosts: 400, came: 1 };
    expect(coFundingFound({ basis: 'promised', promised: 3 }, costs)).toMatchObject({ allowed: 33 });
  });
});
