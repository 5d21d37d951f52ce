import { accept, refuse } from '#eventsourcing/decider.js';
import type { PayoutEvent } from '../../contract/events.js';
import type { Of } from './commands.js';
import {
  alreadySettled,
  exceedsAmount,
  exceedsSettled,
  inState,
  instructionUnknown,
  noAmount,
  otherCurrency,
  type PayoutRefusal,
} from './refusals.js';
import { openOf, unpaidOf, type Attempt, type KnownPayout, type PayoutStatus } from './state.js';

const INSTRUCTABLE: readonly PayoutStatus[] = ['approved', 'partially-settled', 'failed', 'returned'];
const WITH_THE_BANK: readonly PayoutStatus[] = ['instructed', 'acknowledged', 'partially-settled'];

/** Hands what is still to be paid to the bank, under an instruction id of its own. */
export function instruct({ instructionId }: Of<'InstructPayout'>, state: KnownPayout) {
  if (!INSTRUCTABLE.includes(state.status))
    return refuse(inState(state, 'approved, partially settled, failed or returned'));
  const { payoutId, amount } = state.order;
  return accept<PayoutEvent>({
    type: 'PayoutInstructed',
    data: {
      payoutId,
      instructionId,
      attempt: state.attempts.length + 1,
      amount: { ...amount, amount: unpaidOf(state) },
    },
  });
}

/** The bank took the instruction; said again, nothing is new. */
export function acknowledge({ instructionId }: Of<'AcknowledgePayout'>, state: KnownPayout) {
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

/** The bank paid all of what the attempt has left, or a part of it. */
export function settle(command: Of<'SettlePayout'>, state: KnownPayout) {
  const found = attemptUnderWay(command.instructionId, state);
  if ('code' in found) return refuse(found);
  const open = openOf(found);
  const { amount = open, currency = state.order.amount.currency, settledOn, bankReference } = command;
  if (currency !== state.order.amount.currency) return refuse(otherCurrency(state, currency));
  if (command.amount !== undefined && amount < 1) return refuse(noAmount());
  if (amount > open || open === 0) return refuse(exceedsAmount(amount, open));
  const { payoutId, schemeId, budgetYear } = state.order;
  return accept<PayoutEvent>({
    type: amount === unpaidOf(state) ? 'PayoutSettled' : 'PayoutPartiallySettled',
    data: {
      payoutId,
      schemeId,
      budgetYear,
      instructionId: found.instructionId,
      amount: { amount, currency },
      settledOn,
      bankReference,
    },
  });
}

/** The bank did not pay what the attempt has left. */
export function fail(command: Of<'FailPayout'>, state: KnownPayout) {
  const found = attemptUnderWay(command.instructionId, state);
  if ('code' in found) return refuse(found);
  const { reasonCode, reason } = command;
  const { payoutId } = state.order;
  return accept<PayoutEvent>({
    type: 'PayoutFailed',
    data: { payoutId, instructionId: found.instructionId, reasonCode, reason },
  });
}

/** The bank sent settled money back. After a cancellation it is a repayment, and booked there. */
export function giveBack(command: Of<'ReturnPayout'>, state: KnownPayout) {
  if (state.status === 'cancelled') return refuse(inState(state, 'settled at least in part'));
  const found = settledAttempt(command.instructionId, state);
  if ('code' in found) return refuse(found);
  const settled = keptOf(found);
  const { amount = settled, currency = state.order.amount.currency } = command;
  if (currency !== state.order.amount.currency) return refuse(otherCurrency(state, currency));
  if (amount < 1) return refuse(noAmount());
  if (amount > settled) return refuse(exceedsSettled(amount, settled));
  const { payoutId, schemeId, budgetYear } = state.order;
  const { returnedOn, bankReference, reasonCode, reason } = command;
  return accept<PayoutEvent>({
    type: 'PayoutReturned',
    data: {
      payoutId,
      schemeId,
      budgetYear,
      instructionId: found.instructionId,
      amount: { amount, currency },
      returnedOn,
      bankReference,
      reasonCode,
      reason,
    },
  });
}

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

function keptOf({ settled, returned }: Attempt): number {
  return settled - returned;
}
