import { describe, expect, it } from '@jest/globals';
import type { Recorded } from '#eventsourcing/event.js';
import type { Rows } from '#projections/projection.js';
import type { RecoveryEvent } from '../contract/events.js';
import { samples } from '../domain/recovery/testing/samples.js';
import { NO_DEADLINE, OF_BEFORE, recoveriesProjection, type RecoveryRow } from './recoveries.js';

/** The row after a history. */
function rowAfter(history: readonly RecoveryEvent[]): RecoveryRow | undefined {
  let row: RecoveryRow | undefined;
  const rows = {
    get: () => row,
    put: (_: unknown, after: RecoveryRow) => {
      row = after;
    },
  } as unknown as Rows;
  for (const [revision, event] of history.entries())
    recoveriesProjection.apply({ ...event, revision } as unknown as Recorded<RecoveryEvent>, rows);
  return row;
}

describe('the list of recoveries', () => {
  it.each([
    ['forewarned', { state: 'forewarned', deadline: '2026-05-22', claimed: null }],
    ['answered', { answered: true, deadline: '2029-05-02' }],
    ['proposed', { state: 'proposed', deadline: '2029-05-02' }],
    ['claimed', { state: 'claimed', claimed: 30_000, deadline: '2026-07-01', overdue: false }],
    ['repaid in part', { state: 'claimed', repaid: 10_000, deadline: '2026-07-01' }],
    ['overdue', { state: 'claimed', overdue: true }],
    ['claim returned', { state: 'forewarned', giving_up: null }],
    ['dropping proposed', { state: 'forewarned', giving_up: 'drop', giving_up_amount: 30_000 }],
    ['waiver proposed', { state: 'claimed', giving_up: 'waive' }],
    ['write-off proposed', { state: 'claimed', giving_up: 'write-off', giving_up_amount: 30_000 }],
    ['write-off proposed before', { state: 'claimed', giving_up: OF_BEFORE, giving_up_amount: null }],
    [
      'waived in part',
      {
        state: 'claimed',
        claimed: 20_000,
        giving_up: null,
        plan: '[{"dueOn":"2026-07-01","amount":20000}]',
      },
    ],
    [
      'written off in part',
      {
        state: 'claimed',
        claimed: 30_000,
        written_off: 10_000,
        plan: '[{"dueOn":"2026-07-01","amount":20000}]',
      },
    ],
    ['waived', { state: 'waived', claimed: 0, deadline: NO_DEADLINE }],
    ['in instalments', { state: 'in-instalments', deadline: '2026-08-01' }],
    ['an instalment overdue', { repaid: 10_000, overdue: true, deadline: '2026-09-01' }],
    ['settled', { state: 'settled', repaid: 30_000, deadline: NO_DEADLINE }],
    ['written off', { state: 'written-off', overdue: false, deadline: NO_DEADLINE }],
    ['dropped', { state: 'dropped', deadline: NO_DEADLINE }],
    ['annulled', { state: 'annulled', deadline: NO_DEADLINE }],
  ] as const)('shows how one that is %s stands, and by when something is to be done', (state, expected) => {
    const history = samples.states[state];
    expect(rowAfter(history)).toMatchObject({ ...expected, revision: history.length - 1 });
  });
});
