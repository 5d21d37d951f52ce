import { yearOf } from '#calendar/oslo.js';
import { accept, refuse } from '#eventsourcing/decider.js';
import { faultOfDay } from '#eventsourcing/days.js';
import type { Money } from '#money/money.js';
import type { PayoutEvent } from '../../contract/events.js';
import { firstDayOf, reportedBefore, saysTheSame } from './movements.js';
import {
  accountCorrected,
  alreadySettled,
  exceedsAmount,
  exceedsSettled,
  inState,
  instructionLapsed,
  instructionOpen,
  instructionUnknown,
  noAmount,
  nothingPayable,
  otherCurrency,
  referenceUsed,
  unreserved,
  type Answer,
  type Held,
  type PayoutRefusal,
} from './refusals.js';
import type { PayoutStatus } from '../../contract/standing.js';
import {
  instructionsOf,
  keptOf,
  openOf,
  paidOf,
  underWayOf,
  unpaidOf,
  WITH_THE_BANK,
  type Attempt,
  type KnownPayout,
} from './state.js';
import { cancelledWith } from './cancelling.js';
import { countedIn } from './years.js';

const INSTRUCTABLE: readonly PayoutStatus[] = ['approved', 'partially-settled', 'failed', 'returned'];

/** An instruction that was reserved. */
export interface Reserved {
  /** Its number among those of the payout. */
  readonly instruction: number;
  /** Minor units that may be paid of the payout, what was paid before included. */
  readonly inAll: number;
}

/** It is handed to the bank. */
interface InstructPayout {
  readonly type: 'InstructPayout';
  readonly instructionId: string;
  /** Calendar date. */
  readonly instructedOn: string;
  /** Minor units that may be paid now by what it is paid for; all that is unpaid when left out. */
  readonly payable?: number | undefined;
  /** What is reserved for it by what it is paid for; nothing is needed when left out. */
  readonly reserved?: Reserved | 'nothing yet' | undefined;
  /** Why nothing is paid in the case for now. */
  readonly held?: Held | undefined;
}

/**
 * Hands what is still to be paid, and may be, to the bank, under an instruction id of its own; not while the bank has
 * something left of the one before.
 */
function instruct(command: InstructPayout, state: KnownPayout): Answer {
  const { instructionId, instructedOn, payable, reserved, held } = command;
  if (!INSTRUCTABLE.includes(state.status))
    return refuse(inState(state, 'approved, partially settled, failed or returned'));
  if (state.status === 'partially-settled' && state.accountCorrected) return refuse(accountCorrected());
  const open = underWayOf(state);
  if (open > 0) return refuse(instructionOpen(open));
  if (held) return refuse(held);
  const { payoutId, amount } = state.order;
  let most = Math.min(unpaidOf(state), payable ?? unpaidOf(state));
  if (reserved !== undefined && reserved !== 'nothing yet') {
    if (reserved.instruction !== instructionsOf(state) + 1) return refuse(instructionLapsed());
    // What the attempt before paid since it was reserved is part of it.
    most = Math.min(most, reserved.inAll - paidOf(state));
  }
  if (most < 1) return refuse(nothingPayable());
  if (reserved === 'nothing yet') return refuse(unreserved());
  return accept<PayoutEvent>({
    type: 'PayoutInstructed',
    data: {
      payoutId,
      instructionId,
      attempt: state.attempts.length + 1,
      amount: { ...amount, amount: most },
      instructedOn,
    },
  });
}

/** The finance side took an instruction. */
interface AcknowledgePayout {
  readonly type: 'AcknowledgePayout';
  readonly instructionId?: string | undefined;
}

/** The bank took the instruction; said again, nothing is new. */
function acknowledge({ instructionId }: AcknowledgePayout, state: KnownPayout): Answer {
  const found = attemptUnderWay(instructionId, state);
  if ('code' in found) return refuse(found);
  // What was paid in part was taken, whichever report comes first.
  if (state.status !== 'instructed') return accept<PayoutEvent>();
  const { payoutId } = state.order;
  return accept<PayoutEvent>({
    type: 'PayoutAcknowledged',
    data: { payoutId, instructionId: found.instructionId },
  });
}

/** The finance side reports an instruction as settled, in full or in part. */
interface SettlePayout {
  readonly type: 'SettlePayout';
  readonly instructionId?: string | undefined;
  /** All the attempt has left when left out. */
  readonly amount?: Money | undefined;
  /** Calendar date. */
  readonly settledOn: string;
  readonly bankReference: string;
  readonly referenceDigest: string;
  /** Calendar date. */
  readonly today: string;
}

/**
 * The bank paid all of what the attempt has left, or a part of it: on a day from that of the instruction on. What was
 * reported before under the same reference is not counted again.
 */
function settle(command: SettlePayout, state: KnownPayout): Answer {
  const before = reportedBefore(command, state);
  if (before && saysTheSame(before, { kind: 'settled', on: command.settledOn, ...command }, state))
    return accept<PayoutEvent>();
  const late = restGivenUp(command.instructionId, state);
  const found = late ?? attemptUnderWay(command.instructionId, state);
  if ('code' in found) return refuse(found);
  if (before) return refuse(referenceUsed(before));
  const open = openOf(found);
  const { settledOn, bankReference, referenceDigest, today } = command;
  const { amount, currency } = command.amount ?? { ...state.order.amount, amount: open };
  if (currency !== state.order.amount.currency) return refuse(otherCurrency(state, currency));
  if (command.amount !== undefined && amount < 1) return refuse(noAmount());
  if (amount > open || open === 0) return refuse(exceedsAmount(amount, open));
  const instructed = { what: 'the payout was instructed', day: found.instructedOn };
  const fault = faultOfDay({ member: 'settledOn', day: settledOn, today, after: instructed });
  if (fault) return refuse(fault);
  const { payoutId, schemeId, commitmentId } = state.order;
  const data = {
    payoutId,
    schemeId,
    commitmentId,
    ...countedIn(settledOn, amount, state),
    instructionId: found.instructionId,
    amount: { amount, currency },
    settledOn,
    bankReference,
    referenceDigest,
  };
  const underWay = late ? underWayOf(state) : open - amount;
  const settled = underWay === 0 && amount >= unpaidOf(state) && state.status !== 'cancelled';
  const marked = { ...data, ...(late ? { late: true as const } : {}) };
  return accept<PayoutEvent>(
    settled
      ? { type: 'PayoutSettled', data: marked }
      : { type: 'PayoutPartiallySettled', data: { ...marked, underWay: { amount: underWay, currency } } },
  );
}

/**
 * What is left of an attempt that was held for given up before what the bank has left was on record: where the bank pays it
 * after all, that is a fact, whatever became of the payout since.
 */
function restGivenUp(instructionId: string | undefined, state: KnownPayout): Attempt | undefined {
  const { attempts } = state;
  const named = instructionId === undefined ? attempts.at(0) : attempts.get(instructionId);
  if (instructionId === undefined && attempts.length > 1) return undefined;
  return named?.restGivenUp && openOf(named) > 0 ? named : undefined;
}

/** The finance side reports an instruction as failed. */
interface FailPayout {
  readonly type: 'FailPayout';
  readonly instructionId?: string | undefined;
  readonly reasonCode: string;
  readonly reason?: string | undefined;
}

/** The bank did not pay what the attempt has left. */
function fail(command: FailPayout, state: KnownPayout): Answer {
  const found = attemptUnderWay(command.instructionId, state);
  if ('code' in found) return refuse(found);
  const { reasonCode, reason } = command;
  const { payoutId } = state.order;
  return accept<PayoutEvent>({
    type: 'PayoutFailed',
    data: { payoutId, instructionId: found.instructionId, reasonCode, reason },
  });
}

/** The finance side reports that the bank sent settled money back. */
interface ReturnPayout {
  readonly type: 'ReturnPayout';
  /** The attempt whose money came back; the only one that settled anything when left out. */
  readonly instructionId?: string | undefined;
  /** All the attempt settled when left out. */
  readonly amount?: Money | undefined;
  /** Calendar date. */
  readonly returnedOn: string;
  readonly bankReference: string;
  readonly referenceDigest: string;
  readonly reasonCode: string;
  readonly reason?: string | undefined;
  /** Calendar date. */
  readonly today: string;
}

/**
 * The bank sent settled money back: what it had settled by that day. What was reported before under the same reference
 * is not counted again. What was cancelled since stays so: what came back of it is not paid of it any more.
 */
function giveBack(command: ReturnPayout, state: KnownPayout): Answer {
  const before = reportedBefore(command, state);
  if (before && saysTheSame(before, { kind: 'returned', on: command.returnedOn, ...command }, state))
    return accept<PayoutEvent>();
  const found = settledAttempt(command.instructionId, state);
  if ('code' in found) return refuse(found);
  if (before) return refuse(referenceUsed(before));
  const settled = keptOf(found);
  const { amount, currency } = command.amount ?? { ...state.order.amount, amount: settled };
  if (currency !== state.order.amount.currency) return refuse(otherCurrency(state, currency));
  if (amount < 1) return refuse(noAmount());
  if (amount > settled) return refuse(exceedsSettled(amount, settled));
  const { returnedOn, bankReference, referenceDigest, reasonCode, reason, today } = command;
  const kept = { what: 'so much of it was settled', day: firstDayOf(amount, found, state) };
  const fault = faultOfDay({ member: 'returnedOn', day: returnedOn, today, after: kept });
  if (fault) return refuse(fault);
  const { payoutId, schemeId, commitmentId } = state.order;
  const budgetYear = yearOf(returnedOn);
  const returned: PayoutEvent = {
    type: 'PayoutReturned',
    data: {
      payoutId,
      schemeId,
      commitmentId,
      budgetYear,
      instructionId: found.instructionId,
      amount: { amount, currency },
      underWay: { amount: underWayOf(state), currency },
      returnedOn,
      bankReference,
      referenceDigest,
      reasonCode,
      reason,
    },
  };
  if (state.status !== 'cancelled') return accept<PayoutEvent>(returned);
  return accept<PayoutEvent>(returned, cancelledWith({ year: budgetYear, amount }, returnedOn, state));
}

/** What passes between the payout and the bank. */
export const banking = {
  InstructPayout: instruct,
  AcknowledgePayout: acknowledge,
  SettlePayout: settle,
  FailPayout: fail,
  ReturnPayout: giveBack,
};

function attemptUnderWay(instructionId: string | undefined, state: KnownPayout): Attempt | PayoutRefusal {
  if (state.status === 'settled') return alreadySettled();
  const attempt = state.attempts.at(-1);
  if (!WITH_THE_BANK.includes(state.status) || !attempt) return inState(state, 'instructed');
  if (instructionId === undefined && state.attempts.length > 1)
    return instructionUnknown('after several attempts a report names the instruction it is about');
  if (instructionId !== undefined && instructionId !== attempt.instructionId)
    return instructionUnknown(`instruction ${instructionId} is not the one under way`);
  return attempt;
}

function settledAttempt(instructionId: string | undefined, state: KnownPayout): Attempt | PayoutRefusal {
  const settled = state.attempts.filter((attempt) => keptOf(attempt) > 0);
  const [only] = settled;
  if (!only) return inState(state, 'settled at least in part');
  if (instructionId !== undefined)
    return (
      settled.find((attempt) => attempt.instructionId === instructionId) ??
      instructionUnknown(`nothing is settled under instruction ${instructionId}`)
    );
  return settled.length === 1
    ? only
    : instructionUnknown('several attempts settled something: the return names the one it is about');
}
