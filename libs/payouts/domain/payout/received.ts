import { faultOfDay } from '#eventsourcing/days.js';
import { accept, refuse } from '#eventsourcing/decider.js';
import type { Money } from '#money/money.js';
import { isMarkOf } from '#money/references.js';
import type { PayoutEvent } from '../../contract/events.js';
import { reportedBefore } from './movements.js';
import {
  allocatedBeyond,
  inState,
  noAmount,
  nothingOwed,
  otherCurrency,
  receivedUnderIt,
  receivedUnknown,
  referenceUsed,
  type Answer,
} from './refusals.js';
import type { KnownPayout } from './state.js';

/** Somebody paid back money of the payout that no claim, or not all of one, is about. */
interface RecordReceivedMoney {
  readonly type: 'RecordReceivedMoney';
  readonly receivedId: string;
  readonly amount: Money;
  /** Calendar date. */
  readonly receivedOn: string;
  readonly bankReference: string;
  /** Who paid, where that is not the payee: its successor, an estate. */
  readonly payer?: string | undefined;
  readonly referenceDigest: string;
  /** Calendar date. */
  readonly today: string;
}

/** However much it is, and whatever became of the payout since: what is on the account is on the account. */
function record(command: RecordReceivedMoney, state: KnownPayout): Answer {
  const { receivedId, amount, receivedOn, bankReference, referenceDigest, payer, today } = command;
  const before = state.received.find((each) => isMarkOf(each.reference, referenceDigest, bankReference));
  if (before)
    return before.amount === amount.amount && before.receivedOn === receivedOn
      ? accept<PayoutEvent>()
      : refuse(receivedUnderIt(before));
  const movement = reportedBefore({ referenceDigest, bankReference }, state);
  if (movement) return refuse(referenceUsed(movement));
  if (!state.attempts.some(({ settled }) => settled > 0))
    return refuse(inState(state, 'settled at least in part'));
  if (amount.currency !== state.order.amount.currency) return refuse(otherCurrency(state, amount.currency));
  if (amount.amount < 1) return refuse(noAmount());
  const fault = faultOfDay({ member: 'receivedOn', day: receivedOn, today, after: firstPaid(state) });
  if (fault) return refuse(fault);
  const { payoutId } = state.order;
  return accept<PayoutEvent>({
    type: 'MoneyReceived',
    data: { payoutId, receivedId, amount, receivedOn, bankReference, referenceDigest, payer },
  });
}

/** Nothing comes back before something was paid. */
function firstPaid({ movements }: KnownPayout) {
  const paid = movements.filter(({ kind }) => kind === 'settled').map(({ counts }) => counts);
  return { what: 'the first of it was paid', day: paid.min() };
}

/** A claim that received money may count for, in minor units; none where it is of another case, or not claimed. */
interface OwedOn {
  readonly owed: number;
}

/** An official finds what the money is for. */
interface AllocateReceivedMoney {
  readonly type: 'AllocateReceivedMoney';
  readonly receivedId: string;
  readonly recoveryId: string;
  /** All that is not allocated, and is owed, when left out. */
  readonly amount?: Money | undefined;
  readonly person: string;
  readonly claim: OwedOn | undefined;
}

/** It counts for a claim of the same case, up to what is owed; the rest waits. */
function allocate(command: AllocateReceivedMoney, state: KnownPayout): Answer {
  const { receivedId, recoveryId, person, claim } = command;
  const received = state.received.get(receivedId);
  if (!received) return refuse(receivedUnknown());
  if (received.left < 1) return refuse(allocatedBeyond(command.amount?.amount ?? 0, 0));
  if (!claim || claim.owed < 1) return refuse(nothingOwed());
  const { currency } = state.order.amount;
  const most = Math.min(received.left, claim.owed);
  const amount = command.amount ?? { amount: most, currency };
  if (amount.currency !== currency) return refuse(otherCurrency(state, amount.currency));
  if (amount.amount > most) return refuse(allocatedBeyond(amount.amount, most));
  if (amount.amount < 1) return refuse(noAmount());
  const { payoutId } = state.order;
  return accept<PayoutEvent>({
    type: 'ReceivedMoneyAllocated',
    data: {
      payoutId,
      receivedId,
      allocation: received.allocations.size + 1,
      recoveryId,
      amount,
      left: { amount: received.left - amount.amount, currency },
      person,
    },
  });
}

/** The claim did not take it after all: it was paid or ended at the same moment. */
interface ReleaseAllocation {
  readonly type: 'ReleaseAllocation';
  readonly receivedId: string;
  readonly allocation: number;
  /** The code under which the claim refused it. */
  readonly reason: string;
}

function release({ receivedId, allocation, reason }: ReleaseAllocation, state: KnownPayout): Answer {
  const received = state.received.get(receivedId);
  const amount = received?.allocations.get(allocation - 1);
  if (!received || amount === undefined || amount === 0) return accept<PayoutEvent>();
  const { payoutId, amount: of } = state.order;
  return accept<PayoutEvent>({
    type: 'AllocationReleased',
    data: {
      payoutId,
      receivedId,
      allocation,
      amount: { ...of, amount },
      left: { ...of, amount: received.left + amount },
      reason,
    },
  });
}

/** The finance side sent back what no claim is about. */
interface ReturnReceivedMoney {
  readonly type: 'ReturnReceivedMoney';
  readonly receivedId: string;
  /** Calendar date. */
  readonly returnedOn: string;
  readonly bankReference: string;
  readonly grounds: string;
  readonly person: string;
  /** Calendar date. */
  readonly today: string;
}

/** All that is not allocated goes back to whoever paid it. */
function sendBack(command: ReturnReceivedMoney, state: KnownPayout): Answer {
  const { receivedId, returnedOn, bankReference, grounds, person, today } = command;
  const received = state.received.get(receivedId);
  if (!received) return refuse(receivedUnknown());
  if (received.left < 1) return refuse(allocatedBeyond(0, 0));
  const after = { what: 'it came', day: received.receivedOn };
  const fault = faultOfDay({ member: 'returnedOn', day: returnedOn, today, after });
  if (fault) return refuse(fault);
  const { payoutId, amount } = state.order;
  return accept<PayoutEvent>({
    type: 'ReceivedMoneyReturned',
    data: {
      payoutId,
      receivedId,
      amount: { ...amount, amount: received.left },
      returnedOn,
      bankReference,
      grounds,
      person,
    },
  });
}

/** Money that comes back unasked: recorded, then counted for a claim or sent back. */
export const receiving = {
  RecordReceivedMoney: record,
  AllocateReceivedMoney: allocate,
  ReleaseAllocation: release,
  ReturnReceivedMoney: sendBack,
};
