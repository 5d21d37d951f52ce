import { describe, expect, it } from '@jest/globals';
import { firstDateOf, partsFrom, startsOf } from './starts.js';

const today = '2027-09-01';
const paid = [
  { on: '2027-03-01', amount: 100 },
  { on: '2027-05-10', amount: 200 },
  { on: '2027-05-03', amount: 50 },
];

describe('from when the limitation of a claim runs', () => {
  it('is the decision it rests on, of what was paid by then', () => {
    expect(startsOf(150, paid, { on: '2027-06-01', today })).toEqual([{ since: '2027-06-01', amount: 150 }]);
  });

  it('is each payment after it, the last ones first', () => {
    expect(startsOf(300, paid, { on: '2027-05-01', today })).toEqual([
      { since: '2027-05-01', amount: 50 },
      { since: '2027-05-03', amount: 50 },
      { since: '2027-05-10', amount: 200 },
    ]);
    expect(startsOf(120, paid, { on: '2027-05-01', today })).toEqual([{ since: '2027-05-10', amount: 120 }]);
  });

  it('is the decision of what was paid on its day, and of what is with the bank still', () => {
    expect(startsOf(400, paid, { on: '2027-05-10', today })).toEqual([{ since: '2027-05-10', amount: 400 }]);
    expect(startsOf(400, paid, { on: '2027-01-10', today })).toContainEqual({
      since: '2027-01-10',
      amount: 50,
    });
  });

  it('is the payment where no decision is known, and the day of the claim where nothing is', () => {
    expect(startsOf(350, paid, { on: undefined, today })).toEqual([
      { since: '2027-03-01', amount: 100 },
      { since: '2027-05-03', amount: 50 },
      { since: '2027-05-10', amount: 200 },
    ]);
    expect(startsOf(10, [], { on: undefined, today })).toEqual([{ since: today, amount: 10 }]);
  });

  it('gives each part the last day of the period, moved on from a day nobody works', () => {
    const parts = partsFrom(startsOf(120, paid, { on: '2027-04-30', today }), { years: 3 });
    expect(parts).toEqual([{ amount: 120, since: '2027-05-10', limitationDate: '2030-05-10' }]);
    const starts = [
      { since: '2027-05-03', amount: 1 },
      { since: '2027-05-01', amount: 1 },
    ];
    // 1 May 2030 is a public holiday.
    expect(firstDateOf(partsFrom(starts, { years: 3 }))).toBe('2030-05-02');
    expect(firstDateOf([])).toBeUndefined();
  });
});
