import { describe, expect, it } from '@jest/globals';
import { fold } from '#eventsourcing/decider.js';
import type { Recorded } from '#eventsourcing/event.js';
import type { Rows } from '#projections/projection.js';
import type { PayoutEvent } from '../contract/events.js';
import { payout } from '../domain/payout/payout.js';
import { paidOf } from '../domain/payout/state.js';
import { samples } from '../domain/payout/testing/samples.js';
import { payoutLedger, type PayoutRow } from './payout-ledger.js';

/** The row after a history. */
function rowAfter(history: readonly PayoutEvent[]): PayoutRow | undefined {
  let row: PayoutRow | undefined;
  const rows = {
    get: () => row,
    put: (_: unknown, after: PayoutRow) => {
      row = after;
    },
  } as unknown as Rows;
  for (const [revision, event] of history.entries())
    payoutLedger.apply({ ...event, revision } as unknown as Recorded<PayoutEvent>, rows);
  return row;
}

describe('the ledger', () => {
  it.each(Object.entries(samples.states).filter(([name]) => name !== 'none'))(
    'says of a payout that is %s what its stream says',
    (_, history) => {
      const state = fold(payout, history);
      const known = state.status === 'none' ? undefined : state;
      expect(rowAfter(history)).toMatchObject({
        status: known?.status,
        paid: known && paidOf(known),
        attempts: known?.attempts.length,
        revision: history.length - 1,
      });
    },
  );

  it('names the day of a settlement as long as something of it is left', () => {
    expect(rowAfter(samples.states.settled)).toMatchObject({ settled_on: '2026-06-02' });
    expect(rowAfter(samples.states['returned in part'])).toMatchObject({ settled_on: '2026-06-02' });
    expect(rowAfter(samples.states.returned)).toMatchObject({ settled_on: null, reason_code: 'AC06' });
  });
});
