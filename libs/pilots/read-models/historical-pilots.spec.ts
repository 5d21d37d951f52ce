import { describe, expect, it } from '@jest/globals';
import type { Recorded } from '#eventsourcing/event.js';
import type { Rows } from '#projections/projection.js';
import type { HistoricalPilotRegistered } from '../contract/events.js';
import type { HistoricalBond, HistoricalOutcome } from '../contract/historical.js';
import { BOND, LATER_BOND } from '../domain/pilot/testing/contract.js';
import { historicalPilotsProjection, type HistoricalPilotRow } from './historical-pilots.js';

/** The row after these registrations. */
function rowAfter(...bonds: readonly HistoricalBond[]): HistoricalPilotRow | undefined {
  let row: HistoricalPilotRow | undefined;
  const rows = { put: (_: unknown, after: HistoricalPilotRow) => (row = after) } as unknown as Rows;
  bonds.forEach((bond, revision) => {
    const metadata = { recordedAt: `2026-01-0${revision + 1}T00:00:00.000Z` };
    const event = {
      data: { pilotId: 'p', bond },
      metadata,
      revision,
    } as unknown as Recorded<HistoricalPilotRegistered>;
    expect(historicalPilotsProjection.keyOf(event)).toBe('p');
    historicalPilotsProjection.apply(event, rows);
  });
  return row;
}

describe('the list of historical pilots', () => {
  it('shows a bond with what its metrics came to', () => {
    expect(rowAfter(BOND)).toEqual({
      pilot_id: 'p',
      data_set: 'INDIGO',
      reference: 'INDIGO-POJ-0001',
      title: 'A bond',
      search: 'indigo-poj-0001 a bond',
      outcome: 'matched',
      computed: 900,
      currency: 'GBP',
      paid: 900,
      paid_currency: 'GBP',
      difference: 0,
      matched: 1,
      differing: 0,
      not_compared: 0,
      not_computed: 0,
      registered_at: '2026-01-01T00:00:00.000Z',
      revision: 0,
    });
  });

  it('shows the last registration', () => {
    expect(rowAfter(BOND, LATER_BOND)).toMatchObject({
      title: 'A bond by another name',
      registered_at: '2026-01-02T00:00:00.000Z',
      revision: 1,
    });
  });

  it('leaves open what is not known, and keeps the currency that was paid in', () => {
    const paid = { amount: 5, currency: 'NOK' };
    const [metric] = BOND.metrics;
    const of = (outcome: HistoricalOutcome, times: number) =>
      Array.from({ length: times }, () => ({ ...metric!, outcome }));
    const metrics = [
      ...of('differs', 1),
      ...of('computed-nothing-to-compare', 2),
      ...of('cannot-be-computed', 3),
    ];
    expect(rowAfter({ ...BOND, computed: null, difference: null, paid, metrics })).toMatchObject({
      computed: null,
      currency: null,
      difference: null,
      paid: 5,
      paid_currency: 'NOK',
      matched: 0,
      differing: 1,
      not_compared: 2,
      not_computed: 3,
    });
  });
});
