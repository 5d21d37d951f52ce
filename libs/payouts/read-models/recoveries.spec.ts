import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Recorded } from '#eventsourcing/event.js';
import type { Rows } from '#projections/projection.js';
import type { RecoveryEvent } from '../contract/events.js';
import { recovery, type RecoveryCommand } from '../domain/recovery/recovery.js';
import type { KnownRecovery, Recovery } from '../domain/recovery/state.js';
import { order } from '../domain/recovery/testing/order.js';
import { named } from '../domain/recovery/testing/references.js';
import { commands } from '../domain/recovery/testing/commands.js';
import { after, samples } from '../domain/recovery/testing/samples.js';
import { recoveriesProjection } from './recoveries.js';
import { NO_DEADLINE, OF_BEFORE, type RecoveryRow } from './recovery-rows.js';

const inParts = {
  ...commands.OpenRecovery,
  order: {
    ...order,
    limitationParts: [
      { amount: 10_000, since: '2026-05-02', limitationDate: '2029-05-02' },
      { amount: 20_000, since: '2026-06-02', limitationDate: '2029-06-04' },
    ],
  },
} as RecoveryCommand;

/** The row after a history. */
function rowAfter(history: readonly RecoveryEvent[]): RecoveryRow | undefined {
  let row: RecoveryRow | undefined;
  const rows = {
    get: () => row,
    put: (_: unknown, changed: RecoveryRow) => {
      row = changed;
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
    [
      'upheld in part',
      {
        state: 'claimed',
        claimed: 20_000,
        upheld: 20_000,
        plan: '[{"dueOn":"2026-07-01","amount":20000}]',
      },
    ],
    [
      'upheld for less than was repaid',
      { state: 'settled', claimed: 30_000, repaid: 30_000, upheld: 20_000 },
    ],
    ['waived', { state: 'waived', claimed: 0, deadline: NO_DEADLINE }],
    ['in instalments', { state: 'in-instalments', deadline: '2026-08-01' }],
    ['an instalment overdue', { repaid: 10_000, overdue: true, deadline: '2026-09-01' }],
    ['settled', { state: 'settled', repaid: 30_000, deadline: NO_DEADLINE }],
    ['written off', { state: 'written-off', overdue: false, deadline: NO_DEADLINE }],
    ['dropped', { state: 'dropped', deadline: NO_DEADLINE }],
    ['annulled', { state: 'annulled', deadline: NO_DEADLINE }],
    ['barred unclaimed', { state: 'barred', claimed: null, deadline: NO_DEADLINE }],
    ['repaid in part, the rest barred', { state: 'barred', claimed: 30_000, repaid: 10_000, overdue: false }],
  ] as const)('shows how one that is %s stands, and by when something is to be done', (state, expected) => {
    const history = samples.states[state];
    expect(rowAfter(history)).toMatchObject({ ...expected, revision: history.length - 1 });
  });

  it('shows as written off what is owed once all that was counted on is repaid', () => {
    const repaid = after(
      commands.OpenRecovery,
      commands.ProposeClaim,
      commands.ApproveClaim,
      { ...commands.ProposeGivingUp, amount: { amount: 10_000, currency: 'NOK' } },
      commands.ApproveGivingUp,
      { ...commands.RecordRepayment, amount: { amount: 20_000, currency: 'NOK' } },
    );
    expect(rowAfter(repaid)).toMatchObject({ state: 'written-off', repaid: 20_000, deadline: NO_DEADLINE });
  });

  it('shows what follows from the events as their own stream does, whatever becomes of its parts', () => {
    const reference = fc.constantFrom('A', 'B', 'C');
    const amount = fc.constantFrom(4_000, 10_000, 30_000).map((each) => ({ amount: each, currency: 'NOK' }));
    const part = fc.oneof(
      fc.constantFrom<unknown>(
        ...['2029-05-02', '2029-06-04'].map((lastDay) => ({ ...commands.ReportBarredClaim, lastDay })),
        commands.ProposeClaim,
        commands.ApproveClaim,
        commands.AgreeInstalments,
        commands.ProposeGivingUp,
        commands.ApproveGivingUp,
        commands.LowerClaim,
        commands.ProposeLimitationMove,
        commands.ApproveLimitationMove,
      ),
      fc.record({ of: reference, amount }).map((each) => {
        return { ...commands.RecordRepayment, ...named(each.of), amount: each.amount };
      }),
      amount.map((some) => ({ ...commands.ProposeGivingUp, form: 'waive', amount: some })),
      amount.map((each) => ({ ...commands.LowerClaim, most: each.amount })),
      fc
        .constantFrom('acknowledgement', 'agreement', 'knowledge')
        .map((basis) => ({ ...commands.ProlongLimitation, basis, on: '2029-05-01', today: '2029-06-10' })),
    ) as fc.Arbitrary<RecoveryCommand | ((at: Recovery) => RecoveryCommand)>;
    fc.assert(
      fc.property(fc.array(part, { maxLength: 20 }), (more) => {
        let state = recovery.initial;
        const history: RecoveryEvent[] = [];
        for (const each of [inParts, ...more]) {
          const decision = recovery.decide(typeof each === 'function' ? each(state) : each, state);
          if ('refused' in decision) continue;
          history.push(...decision.events);
          state = decision.events.reduce((before, event) => recovery.evolve(before, event), state);
        }
        const {
          status,
          order: due,
          parts,
          plan,
          repaid,
          limitationDate,
          barredUnclaimed,
        } = state as KnownRecovery;
        const { repaidBefore, repaidBarred = 0 } = state as KnownRecovery;
        expect(rowAfter(history)).toMatchObject({
          state: status,
          amount: due.amount.amount,
          parts: JSON.stringify(parts),
          plan: JSON.stringify(plan),
          repaid,
          repaid_before: repaidBefore,
          repaid_barred: repaidBarred,
          limitation_date: limitationDate,
          barred_unclaimed: barredUnclaimed,
        });
      }),
      { numRuns: 300 },
    );
  });
});
