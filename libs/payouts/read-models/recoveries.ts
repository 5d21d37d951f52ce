import type { Projection } from '#projections/projection.js';
import { row } from '#projections/table.js';
import type { RecoveryEvent } from '../contract/events.js';
import { barredIn, dateOf, openingParts, withBarred, withClaimed } from '#limitation/parts.js';
import { annulledColumns, fallenColumns, NOT_FALLEN, partlyUpheldColumns } from './fallen-columns.js';
import { withoutLast } from '../contract/plans.js';
import {
  countedOn,
  NO_DEADLINE,
  NOTHING_WAITS,
  OF_BEFORE,
  partsOf,
  planOf,
  recoveries,
  rested,
  unpaidOf,
  withLowered,
  withoutOwed,
  withOtherDate,
  withRepayment,
  type RecoveryRow,
} from './recovery-rows.js';

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
  'ClaimBecameBarred',
  'GivingUpProposed',
  'GivingUpReturned',
  'GivingUpStandInNamed',
  'ClaimWaived',
  'WriteOffProposed',
  'ClaimWrittenOff',
  'ClaimDeferred',
  'ClaimDeferralEnded',
  'ClaimLowered',
  'ClaimPartlyUpheld',
  'ClaimAnnulled',
  'PayingBackProposed',
  'PayingBackApproved',
  'PayingBackReturned',
  'OwedBackPaid',
  'ClaimRenewed',
  'FallenClaimLowered',
  'ClaimFlagged',
  'FlaggedClaimUpheld',
] as const satisfies readonly RecoveryEvent['type'][];

/** Money that is claimed back, and how it stands. */
export const recoveriesProjection: Projection<RecoveryEvent> = {
  name: 'recoveries',
  version: 10,
  tables: [recoveries],
  eventTypes: EVENTS,
  keyOf: (event) => event.metadata.caseId,
  rowsOf: (event) => [row(recoveries, event.data.recoveryId)],
  apply(event, rows) {
    const { revision } = event;
    if (event.type === 'RecoveryForewarned') return rows.put(recoveries, { ...opened(event.data), revision });
    const before = rows.get(recoveries, event.data.recoveryId);
    if (!before) throw new Error(`${event.type} before the recovery was opened`);
    const after = rested({ ...before, ...changes(before, event), revision });
    const limitation_date = dateOf(partsOf(after), after.limitation_date);
    rows.put(recoveries, { ...after, limitation_date, deadline: deadlineOf({ ...after, limitation_date }) });
  },
};

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
    upheld: null,
    repaid: 0,
    reply_by: data.replyBy,
    answered: false,
    plan: '[]',
    repaid_before: 0,
    overdue: false,
    written_off: 0,
    giving_up: null,
    giving_up_amount: null,
    ...NOT_FALLEN,
    limitation_date: data.limitationDate ?? null,
    parts: JSON.stringify(openingParts(data)),
    barred_unclaimed: 0,
    repaid_barred: 0,
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
    case 'ClaimFlagged':
    case 'FlaggedClaimUpheld':
    case 'GivingUpStandInNamed':
      return {};
    case 'ClaimProposed':
      return { state: 'proposed' };
    case 'RepaymentClaimed': {
      const { amount, dueOn } = event.data;
      const plan = JSON.stringify([{ dueOn, amount: amount.amount }]);
      const parts = JSON.stringify(withClaimed(partsOf(before), amount.amount));
      const barred_unclaimed = barredIn(partsOf(before));
      return { state: 'claimed', claimed: amount.amount, plan, parts, barred_unclaimed, ...NOTHING_WAITS };
    }
    case 'ClaimReturned':
      return { state: 'forewarned' };
    case 'RecoveryDropped':
      return { state: 'dropped', undecided: 0, sent_back: false, ...NOTHING_WAITS };
    case 'RepaymentPlanAgreed':
      return {
        state: 'in-instalments',
        plan: JSON.stringify(event.data.instalments),
        repaid_before: before.repaid,
        overdue: false,
      };
    case 'RepaymentReceived':
      return withRepayment(before, event.data.amount.amount);
    case 'RecoverySettled':
      return { state: 'settled', overdue: false, ...NOTHING_WAITS };
    case 'ClaimBecameOverdue':
      return { overdue: true };
    case 'LimitationInterrupted':
      return {
        ...withOtherDate(before, event.data),
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
        ...withOtherDate(before, event.data),
        limitation_by_one: false,
        limitation_move: null,
      };
    case 'ClaimBecameBarred': {
      const parts = JSON.stringify(withBarred(partsOf(before), event.data.parts));
      const less = countedOn(before) - countedOn({ ...before, parts });
      return { parts, plan: JSON.stringify(withoutLast(planOf(before), less)) };
    }
    case 'GivingUpProposed':
      return { giving_up: event.data.form, giving_up_amount: event.data.amount.amount };
    case 'GivingUpReturned':
      return NOTHING_WAITS;
    case 'ClaimWaived': {
      const { amount, left } = event.data;
      const ended = left.amount === 0 ? { state: 'waived', overdue: false } : {};
      return { ...withoutOwed(before, amount.amount), ...ended, ...NOTHING_WAITS };
    }
    case 'ClaimPartlyUpheld': {
      const { amount, less } = event.data;
      return {
        ...withoutOwed(before, less.amount),
        upheld: amount.amount,
        ...partlyUpheldColumns(event.data, before),
      };
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
    case 'ClaimLowered':
      return withLowered(before, event.data);
    case 'ClaimAnnulled':
      return {
        state: 'annulled',
        overdue: false,
        ...annulledColumns(event.data, before),
        ...NOTHING_WAITS,
      };
    default:
      return fallenColumns(before, event);
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
      return unpaidOf(after)[0]?.dueOn ?? NO_DEADLINE;
    }
    default:
      return NO_DEADLINE;
  }
}
