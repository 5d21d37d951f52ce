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
    /** Written off, whatever was repaid since. */
    written_off: { type: 'bigint' },
    /** What waits to be given up: `drop`, `waive`, `write-off`, or `write-off-of-before`, which is to be proposed anew. */
    giving_up: { type: 'text', nullable: true },
    /** Minor units of it. */
    giving_up_amount: { type: 'bigint', nullable: true },
    limitation_date: { type: 'date', nullable: true },
    /** One person set that date, by no rule. */
    limitation_by_one: { type: 'boolean' },
    /** Another date that waits for a second person. */
    limitation_move: { type: 'date', nullable: true },
    /** The next day that matters: the reply's, the limitation's, then the next repayment's; `9999-12-31` when there is none. */
    deadline: { type: 'date' },
    revision: { type: 'integer' },
  },
});

/** A recovery's row. */
export type RecoveryRow = RowOf<typeof recoveries>;

/** The deadline of a row that has none: sorts last. */
export const NO_DEADLINE = '9999-12-31';

/** A write-off that was proposed before giving up was proposed in one way. */
export const OF_BEFORE = 'write-off-of-before';

const EVENTS = [
  'RecoveryForewarned',
  'ForewarningAnswered',
  'ForewarningLapsed',
  'ClaimProposed',
  'ClaimReturned',
  'RepaymentClaimed',
  'RecoveryDropped',
  'RepaymentPlanAgreed',
  'RepaymentReceived',
  'RecoverySettled',
  'ClaimBecameOverdue',
  'LimitationInterrupted',
  'LimitationMoveProposed',
  'LimitationMoveReturned',
  'LimitationMoved',
  'GivingUpProposed',
  'GivingUpReturned',
  'GivingUpStandInNamed',
  'ClaimWaived',
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
  version: 6,
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

/** What of the plan is not covered by what was repaid. */
export function unpaidOf(one: Pick<RecoveryRow, 'plan' | 'repaid' | 'repaid_before'>): RepaymentInstalment[] {
  let covered = one.repaid - one.repaid_before;
  return planOf(one).filter(({ amount }) => (covered -= amount) < 0);
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
    written_off: 0,
    giving_up: null,
    giving_up_amount: null,
    limitation_date: data.limitationDate ?? null,
    limitation_by_one: false,
    limitation_move: null,
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
    case 'GivingUpStandInNamed':
      return {};
    case 'ClaimProposed':
      return { state: 'proposed' };
    case 'RepaymentClaimed': {
      const { amount, dueOn } = event.data;
      const plan = JSON.stringify([{ dueOn, amount: amount.amount }]);
      return { state: 'claimed', claimed: amount.amount, plan, ...NOTHING_WAITS };
    }
    case 'ClaimReturned':
      return { state: 'forewarned' };
    case 'RecoveryDropped':
      return { state: 'dropped', ...NOTHING_WAITS };
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
      return { state: 'settled', overdue: false, ...NOTHING_WAITS };
    case 'ClaimBecameOverdue':
      return { overdue: true };
    case 'LimitationInterrupted':
      return {
        limitation_date: event.data.limitationDate,
        // What is agreed adds to the date that runs, whoever set it.
        limitation_by_one:
          event.data.basis === undefined || (event.data.basis === 'agreement' && before.limitation_by_one),
      };
    case 'LimitationMoveProposed':
      return { limitation_move: event.data.limitationDate };
    case 'LimitationMoveReturned':
      return { limitation_move: null };
    case 'LimitationMoved':
      return {
        limitation_date: event.data.limitationDate,
        limitation_by_one: false,
        limitation_move: null,
      };
    case 'GivingUpProposed':
      return { giving_up: event.data.form, giving_up_amount: event.data.amount.amount };
    case 'GivingUpReturned':
      return NOTHING_WAITS;
    case 'ClaimWaived': {
      const { amount, left } = event.data;
      const claimed = (before.claimed ?? 0) - amount.amount;
      const counted = Math.min(amount.amount, countedOn(before));
      const plan = JSON.stringify(withoutLast(planOf(before), counted));
      const ended = left.amount === 0 ? { state: 'waived', overdue: false } : {};
      return { claimed, plan, ...ended, ...NOTHING_WAITS };
    }
    case 'WriteOffProposed':
      return { giving_up: OF_BEFORE, giving_up_amount: null };
    case 'ClaimWrittenOff': {
      const { amount, left } = event.data;
      const plan =
        left === undefined ? before.plan : JSON.stringify(withoutLast(planOf(before), amount.amount));
      const ended = left === undefined || left.amount === 0 ? { state: 'written-off', overdue: false } : {};
      return { written_off: before.written_off + amount.amount, plan, ...ended, ...NOTHING_WAITS };
    }
    case 'ClaimLowered': {
      const { amount, less } = event.data;
      const most = before.amount - less.amount;
      if (before.claimed === null) return { amount: most };
      const plan = JSON.stringify(withoutLast(planOf(before), less.amount));
      return { amount: most, claimed: amount.amount, plan };
    }
    case 'ClaimAnnulled':
      return { state: 'annulled', overdue: false, ...NOTHING_WAITS };
  }
}

/** Owed and not written off; minor units. */
function countedOn(one: Pick<RecoveryRow, 'claimed' | 'repaid' | 'written_off'>): number {
  return Math.max(0, owedIn(one) - one.written_off);
}

/** Claimed and not repaid, also where it is written off; minor units. */
export function owedIn({ claimed, repaid }: Pick<RecoveryRow, 'claimed' | 'repaid'>): number {
  return (claimed ?? 0) - repaid;
}

const NOTHING_WAITS = { giving_up: null, giving_up_amount: null } as const;

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
      return unpaidOf(after)[0]?.dueOn ?? NO_DEADLINE;
    }
    default:
      return NO_DEADLINE;
  }
}
