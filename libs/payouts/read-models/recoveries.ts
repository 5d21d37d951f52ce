import type { Projection } from '#projections/projection.js';
import { row, table, type RowOf } from '#projections/table.js';
import type { RecoveryEvent, RepaymentInstalment } from '../contract/events.js';
import { withoutLast } from '../contract/plans.js';

/** One row per recovery; its words stay in the log. */
export const recoveries = table({
  name: 'recoveries',
  key: ['recovery_id'],
  partition: 'case_id',
  indexes: [['case_id'], ['directorate', 'deadline', 'recovery_id'], ['debtor', 'deadline', 'recovery_id']],
  columns: {
    recovery_id: { type: 'text' },
    case_id: { type: 'text' },
    award_id: { type: 'text' },
    scheme_id: { type: 'text' },
    directorate: { type: 'text' },
    debtor: { type: 'text' },
    basis: { type: 'text' },
    state: { type: 'text' },
    /** The most that may be claimed. */
    amount: { type: 'bigint' },
    currency: { type: 'text' },
    claimed: { type: 'bigint', nullable: true },
    repaid: { type: 'bigint' },
    reply_by: { type: 'date' },
    answered: { type: 'boolean' },
    /** What is due when, as JSON: `[{dueOn, amount}]`. */
    plan: { type: 'text' },
    /** Repaid before the plan. */
    repaid_before: { type: 'bigint' },
    overdue: { type: 'boolean' },
    write_off_proposed: { type: 'boolean' },
    limitation_date: { type: 'date', nullable: true },
    /** The next day that matters: the reply's, the limitation's, then the next repayment's; `9999-12-31` when there is none. */
    deadline: { type: 'date' },
    revision: { type: 'integer' },
  },
});

/** A recovery's row. */
export type RecoveryRow = RowOf<typeof recoveries>;

/** The deadline of a row that has none: sorts last. */
export const NO_DEADLINE = '9999-12-31';

const EVENTS = [
  'RecoveryForewarned',
  'ForewarningAnswered',
  'ForewarningLapsed',
  'ClaimProposed',
  'RepaymentClaimed',
  'RecoveryDropped',
  'RepaymentPlanAgreed',
  'RepaymentReceived',
  'RecoverySettled',
  'ClaimBecameOverdue',
  'LimitationInterrupted',
  'WriteOffProposed',
  'ClaimWrittenOff',
  'ClaimDeferred',
  'ClaimDeferralEnded',
  'ClaimLowered',
  'ClaimAnnulled',
] as const satisfies readonly RecoveryEvent['type'][];

/** Money that is claimed back, and how it stands. */
export const recoveriesProjection: Projection<RecoveryEvent> = {
  name: 'recoveries',
  version: 4,
  tables: [recoveries],
  eventTypes: EVENTS,
  keyOf: (event) => event.metadata.caseId,
  rowsOf: (event) => [row(recoveries, event.data.recoveryId)],
  apply(event, rows) {
    const { revision } = event;
    if (event.type === 'RecoveryForewarned') return rows.put(recoveries, { ...opened(event.data), revision });
    const before = rows.get(recoveries, event.data.recoveryId);
    if (!before) throw new Error(`${event.type} before the recovery was opened`);
    const after = { ...before, ...changes(before, event), revision };
    rows.put(recoveries, { ...after, deadline: deadlineOf(after) });
  },
};

/** What of a row is due when. */
export function planOf({ plan }: Pick<RecoveryRow, 'plan'>): RepaymentInstalment[] {
  return JSON.parse(plan) as RepaymentInstalment[];
}

function opened(
  data: Extract<RecoveryEvent, { type: 'RecoveryForewarned' }>['data'],
): Omit<RecoveryRow, 'revision'> {
  return {
    recovery_id: data.recoveryId,
    case_id: data.caseId,
    award_id: data.awardId,
    scheme_id: data.schemeId,
    directorate: data.directorate,
    debtor: data.debtor,
    basis: data.basis,
    state: 'forewarned',
    amount: data.amount.amount,
    currency: data.amount.currency,
    claimed: null,
    repaid: 0,
    reply_by: data.replyBy,
    answered: false,
    plan: '[]',
    repaid_before: 0,
    overdue: false,
    write_off_proposed: false,
    limitation_date: data.limitationDate ?? null,
    deadline: data.replyBy,
  };
}

function changes(
  before: RecoveryRow,
  event: Exclude<RecoveryEvent, { type: 'RecoveryForewarned' }>,
): Partial<RecoveryRow> {
  switch (event.type) {
    case 'ForewarningAnswered':
      return { answered: true };
    case 'ForewarningLapsed':
    case 'ClaimDeferred':
    case 'ClaimDeferralEnded':
      return {};
    case 'ClaimProposed':
      return { state: 'proposed' };
    case 'RepaymentClaimed': {
      const { amount, dueOn } = event.data;
      const plan = JSON.stringify([{ dueOn, amount: amount.amount }]);
      return { state: 'claimed', claimed: amount.amount, plan };
    }
    case 'RecoveryDropped':
      return { state: 'dropped' };
    case 'RepaymentPlanAgreed':
      return {
        state: 'in-instalments',
        plan: JSON.stringify(event.data.instalments),
        repaid_before: before.repaid,
        overdue: false,
      };
    case 'RepaymentReceived':
      return { repaid: before.repaid + event.data.amount.amount };
    case 'RecoverySettled':
      return { state: 'settled', overdue: false };
    case 'ClaimBecameOverdue':
      return { overdue: true };
    case 'LimitationInterrupted':
      return { limitation_date: event.data.limitationDate };
    case 'WriteOffProposed':
      return { write_off_proposed: true };
    case 'ClaimWrittenOff':
      return { state: 'written-off', overdue: false };
    case 'ClaimLowered': {
      const { amount, less } = event.data;
      const most = before.amount - less.amount;
      if (before.claimed === null) return { amount: most };
      const plan = JSON.stringify(withoutLast(planOf(before), less.amount));
      return { amount: most, claimed: amount.amount, plan };
    }
    case 'ClaimAnnulled':
      return { state: 'annulled', overdue: false };
  }
}

function deadlineOf(after: RecoveryRow): string {
  switch (after.state) {
    case 'forewarned':
    case 'proposed':
      // Once the debtor answered, what is left is to claim before the limitation.
      return after.answered || after.state === 'proposed'
        ? (after.limitation_date ?? NO_DEADLINE)
        : after.reply_by;
    case 'claimed':
    case 'in-instalments': {
      let covered = after.repaid - after.repaid_before;
      const next = planOf(after).find(({ amount }) => (covered -= amount) < 0);
      return next?.dueOn ?? NO_DEADLINE;
    }
    default:
      return NO_DEADLINE;
  }
}
