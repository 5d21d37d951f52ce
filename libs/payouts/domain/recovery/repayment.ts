import { faultOfDay } from '#eventsourcing/days.js';
import { accept, refuse } from '#eventsourcing/decider.js';
import { sum, type Money } from '#money/money.js';
import { isMarkOf, markOf } from '#money/references.js';
import type { RecoveryEvent, RepaymentInstalment, RepaymentReceived } from '../../contract/events.js';
import { withRepaid } from '#limitation/parts.js';
import { rested, withoutBarredBefore, withParts } from './barring.js';
import {
  basisAnnulled,
  claimFlagged,
  dueInThePast,
  inState,
  noAmount,
  otherCurrency,
  overpaid,
  planDoesNotAddUp,
  referenceUsed,
  type Answer,
} from './refusals.js';
import {
  barredBeforeClaim,
  expected,
  isClaimed,
  isRepayable,
  isUnclaimed,
  lateOn,
  owed,
  owedNow,
  repaidInAll,
  takenOn,
  type KnownRecovery,
  type Repayment,
} from './state.js';

/** An official agrees to repayment in instalments. */
interface AgreeInstalments {
  readonly type: 'AgreeInstalments';
  readonly person: string;
  readonly currency: string;
  readonly instalments: readonly RepaymentInstalment[];
  readonly grounds?: string | undefined;
  /** Whether the decision the claim rests on was annulled, and no other is in force. */
  readonly basisAnnulled?: boolean | undefined;
  /** Calendar date. */
  readonly today: string;
}

/** What is owed and counted on is repaid in instalments; a further plan replaces the one before. */
function agree(command: AgreeInstalments, state: KnownRecovery): Answer {
  const { person, currency, grounds, today } = command;
  if (!isClaimed(state)) return refuse(inState(state, 'claimed'));
  if (command.basisAnnulled) return refuse(basisAnnulled());
  if (state.flagged) return refuse(claimFlagged());
  if (currency !== state.order.amount.currency) return refuse(otherCurrency(state, currency));
  const instalments = command.instalments.toSorted((a, b) => a.dueOn.localeCompare(b.dueOn));
  if (instalments.some(({ amount }) => amount < 1)) return refuse(noAmount());
  const planned = sum(instalments.map(({ amount }) => amount));
  if (planned !== expected(state)) return refuse(planDoesNotAddUp(planned, expected(state)));
  const [first] = instalments;
  if (first && first.dueOn < today) return refuse(dueInThePast(first.dueOn));
  const { recoveryId } = state.order;
  return accept<RecoveryEvent>({
    type: 'RepaymentPlanAgreed',
    data: { recoveryId, person, currency, instalments, grounds },
  });
}

/** The finance side records what the debtor paid back. */
interface RecordRepayment {
  readonly type: 'RecordRepayment';
  readonly amount: Money;
  /** Calendar date. */
  readonly receivedOn: string;
  readonly bankReference: string;
  readonly referenceDigest: string;
  /** Calendar date. */
  readonly today: string;
}

/**
 * Money was paid back: never more than is owed, what is written off or barred included, on a day from the forewarning on.
 * What was recorded before under the same reference is not counted again.
 */
function receive(command: RecordRepayment, state: KnownRecovery): Answer {
  const { receivedOn, bankReference, referenceDigest, today } = command;
  const { amount, currency } = command.amount;
  const before = state.repayments.find((each) => isMarkOf(each.reference, referenceDigest, bankReference));
  if (before && isSame(before, command, state)) return accept<RecoveryEvent>();
  const left = takenOn(state);
  if (state.status === 'settled' && left === 0) return refuse(overpaid(amount, 0));
  if (left === 0) return refuse(inState(state, 'claimed'));
  if (before) return refuse(referenceUsed(before));
  if (currency !== state.order.amount.currency) return refuse(otherCurrency(state, currency));
  if (amount < 1) return refuse(noAmount());
  if (amount > left) return refuse(overpaid(amount, left));
  const forewarned = { what: 'the debtor was forewarned', day: state.forewarnedOn };
  const fault = faultOfDay({ member: 'receivedOn', day: receivedOn, today, after: forewarned });
  if (fault) return refuse(fault);
  const { recoveryId, awardId, schemeId } = state.order;
  const received: RecoveryEvent = {
    type: 'RepaymentReceived',
    data: {
      recoveryId,
      awardId,
      schemeId,
      amount: { amount, currency },
      receivedOn,
      bankReference,
      referenceDigest,
    },
  };
  if (!isSettledBy(amount, state)) return accept<RecoveryEvent>(received);
  const all = { amount: isUnclaimed(state) ? repaidInAll(state) + amount : state.claimed, currency };
  return accept<RecoveryEvent>(received, {
    type: 'RecoverySettled',
    data: { recoveryId, awardId, amount: all },
  });
}

/** All that is claimed; or all that was barred, where nothing was claimed and nothing else was decided of it. */
function isSettledBy(amount: number, state: KnownRecovery): boolean {
  return isRepayable(state)
    ? amount >= owed(state)
    : state.status === 'barred' && amount === barredBeforeClaim(state);
}

/** The recovery once so much was repaid: on what is owed first, then of what was barred before a claim. */
export function repaidWith(state: KnownRecovery, { data }: RepaymentReceived): KnownRecovery {
  const { receivedOn, referenceDigest, bankReference } = data;
  const { amount } = data.amount;
  const reference = markOf(referenceDigest, bankReference);
  const repayments = state.repayments.push({ amount, receivedOn, reference });
  const ofBarred = Math.max(0, amount - owedNow(state));
  const onClaim = amount - ofBarred;
  const after = withParts(state, withRepaid(state.parts, onClaim));
  return rested({
    ...(ofBarred > 0 ? withoutBarredBefore(after, ofBarred) : after),
    repaid: state.repaid + onClaim,
    ...(ofBarred > 0 ? { repaidBarred: (state.repaidBarred ?? 0) + ofBarred } : {}),
    repayments,
  });
}

/** A day on which the claim was to be repaid, in full or in part, has passed. */
interface ReportOverdueClaim {
  readonly type: 'ReportOverdueClaim';
  /** Calendar date that was to be kept; judged when it has passed. */
  readonly dueOn: string;
  readonly dueAt: string;
  /** As when a plan is agreed. */
  readonly basisAnnulled?: boolean | undefined;
}

/** A day that was to be kept has passed; said once for the claim or its plan, and not while an appeal has it wait, or a conflict. */
function passed(command: ReportOverdueClaim, state: KnownRecovery): Answer {
  const { dueOn, dueAt, basisAnnulled: waits } = command;
  const counts = !state.overdue && !state.deferral && !state.flagged && !waits;
  const late = isClaimed(state) && counts ? lateOn(state, dueOn) : 0;
  if (late === 0) return accept<RecoveryEvent>();
  const { recoveryId, amount } = state.order;
  return accept<RecoveryEvent>({
    type: 'ClaimBecameOverdue',
    data: { recoveryId, dueAt, amount: { ...amount, amount: late } },
  });
}

/** What is claimed is repaid. */
export const repaying = {
  AgreeInstalments: agree,
  RecordRepayment: receive,
  ReportOverdueClaim: passed,
};

function isSame(
  before: Repayment,
  { amount, receivedOn }: RecordRepayment,
  { order }: KnownRecovery,
): boolean {
  if (before.receivedOn !== receivedOn || before.amount !== amount.amount) return false;
  return amount.currency === order.amount.currency;
}
