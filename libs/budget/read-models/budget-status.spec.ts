import { describe, expect, it } from '@jest/globals';
import type { RecordedEvent } from '#eventsourcing/event.js';
import type { Projection, Rows } from '#projections/projection.js';
import { budgetStatus, type BudgetYearRow } from './budget-status.js';

const projection: Projection = budgetStatus;
const schemeId = 's';
const currency = 'NOK';

/** Reserved and paid by year after these events; a row that was not named to be fetched is not there. */
function yearsAfter(...events: readonly { readonly type: string; readonly data: object }[]) {
  const kept = new Map<number, BudgetYearRow>();
  for (const event of events) {
    const recorded = { ...event, data: { schemeId, currency, ...event.data } } as unknown as RecordedEvent;
    const named = new Set(projection.rowsOf!(recorded).map(({ key }) => key[1]));
    const rows = {
      get: (_: unknown, __: string, year: number) => (named.has(year) ? kept.get(year) : undefined),
      put: (_: unknown, row: BudgetYearRow) => kept.set(row.year, row),
    } as unknown as Rows;
    projection.apply(recorded, rows);
  }
  return Object.fromEntries([...kept].map(([year, { reserved, paid }]) => [year, [reserved, paid]]));
}

const of = (year: number, amount: number) => ({ year, amount });

describe('the status of a budget', () => {
  it('follows a commitment that is adjusted and then let go', () => {
    const reserved = { type: 'CommitmentReserved', data: { payments: [of(2026, 60), of(2027, 40)] } };
    const adjusted = {
      type: 'CommitmentAdjusted',
      data: { before: [of(2026, 60), of(2027, 40)], payments: [of(2026, 70), of(2028, 10)] },
    };
    expect(yearsAfter(reserved, adjusted)).toEqual({ 2026: [70, 0], 2027: [0, 0], 2028: [10, 0] });
    const released = { type: 'CommitmentReleased', data: { payments: [of(2026, 70), of(2028, 10)] } };
    expect(yearsAfter(reserved, adjusted, released)).toEqual({ 2026: [0, 0], 2027: [0, 0], 2028: [0, 0] });
  });

  it('counts as paid what was settled, in parts or at once, and did not come back', () => {
    const moved = (type: string, amount: number) => ({
      type,
      data: { budgetYear: 2026, amount: { amount, currency } },
    });
    expect(
      yearsAfter(
        moved('PayoutPartiallySettled', 30),
        moved('PayoutSettled', 70),
        moved('PayoutReturned', 70),
      ),
    ).toEqual({ 2026: [0, 30] });
  });
});
