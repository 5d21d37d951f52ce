import { yearOf } from '#calendar/oslo.js';
import { faultOfDay } from '#eventsourcing/days.js';
import { accept, refuse } from '#eventsourcing/decider.js';
import type { Money } from '#money/money.js';
import { isMarkOf } from '#money/references.js';
import type { RecoveryEvent } from '../../contract/events.js';
import { actsForDebtor } from './claim.js';
import {
  debtorRepresentative,
  exceedsOwedBack,
  fourEyes,
  noAmount,
  noPayingBack,
  otherCurrency,
  payingBackApproved,
  payingBackUnreserved,
  referenceUsed,
  type Answer,
} from './refusals.js';
import type { KnownRecovery } from './state.js';

/** An official proposes to pay back what was repaid on a claim that fell. */
interface ProposePayingBack {
  readonly type: 'ProposePayingBack';
  readonly proposer: string;
  /** Left out: all that is owed back. */
  readonly amount?: Money | undefined;
  readonly grounds?: string | undefined;
  /** Minor units owed back beside what is payable by what it was paid for; not bounded when left out. */
  readonly most?: number | undefined;
}

/** A further proposal replaces the one before; what was approved is paid, or returned, first. */
function propose(command: ProposePayingBack, state: KnownRecovery): Answer {
  const { proposer, grounds } = command;
  const { order, payingBack, payingBacks = 0 } = state;
  const { recoveryId, amount: forewarned } = order;
  const { currency } = forewarned;
  if (actsForDebtor(proposer, undefined, state)) return refuse(debtorRepresentative());
  if (payingBack?.approvedOn !== undefined) return refuse(payingBackApproved());
  const most = mostOf(command.most, state);
  if (command.amount && command.amount.currency !== currency)
    return refuse(otherCurrency(state, command.amount.currency));
  const amount = command.amount?.amount ?? most;
  if (most < 1 || amount > most) return refuse(exceedsOwedBack(amount, most));
  if (amount < 1) return refuse(noAmount());
  return accept<RecoveryEvent>({
    type: 'PayingBackProposed',
    data: {
      recoveryId,
      payingBack: payingBacks + 1,
      proposer,
      amount: { amount, currency },
      ...(grounds === undefined ? {} : { grounds }),
    },
  });
}

/** A decision-maker approves it. */
interface ApprovePayingBack {
  readonly type: 'ApprovePayingBack';
  readonly approver: string;
  /** That of the acting person. */
  readonly organisation?: string | undefined;
  readonly note?: string | undefined;
  /** As when it was proposed. */
  readonly most?: number | undefined;
  /** Number of the proposal that money is held for by what it was paid for; nobody asks for it when left out. */
  readonly reserved?: number | 'nothing yet' | undefined;
  /** Calendar date. */
  readonly today: string;
}

/** What may be paid is judged as things are now: from here on it counts as paid, so that nothing else pays it as well. */
function approve(command: ApprovePayingBack, state: KnownRecovery): Answer {
  const { approver, organisation, note, today, reserved } = command;
  const { payingBack, order } = state;
  if (!payingBack || payingBack.approvedOn !== undefined) return refuse(noPayingBack());
  if (actsForDebtor(approver, organisation, state)) return refuse(debtorRepresentative());
  if (payingBack.proposers.includes(approver)) return refuse(fourEyes('to pay back'));
  const most = mostOf(command.most, state);
  const { amount } = payingBack;
  if (amount > most) return refuse(exceedsOwedBack(amount, most));
  if (reserved !== undefined && reserved !== payingBack.number) return refuse(payingBackUnreserved());
  const { recoveryId, awardId } = order;
  return accept<RecoveryEvent>({
    type: 'PayingBackApproved',
    data: {
      recoveryId,
      awardId,
      payingBack: payingBack.number,
      approver,
      amount: { ...order.amount, amount },
      approvedOn: today,
      ...(note === undefined ? {} : { note }),
    },
  });
}

/** A decision-maker returns it. */
interface ReturnPayingBack {
  readonly type: 'ReturnPayingBack';
  readonly person: string;
  /** That of the acting person. */
  readonly organisation?: string | undefined;
  readonly grounds: string;
}

/** Also where it was approved and is not paid yet. */
function giveBack({ person, organisation, grounds }: ReturnPayingBack, state: KnownRecovery): Answer {
  const { payingBack, order } = state;
  if (!payingBack) return refuse(noPayingBack());
  if (actsForDebtor(person, organisation, state)) return refuse(debtorRepresentative());
  if (payingBack.proposers.includes(person)) return refuse(fourEyes('to pay back'));
  const { recoveryId, awardId } = order;
  return accept<RecoveryEvent>({
    type: 'PayingBackReturned',
    data: { recoveryId, awardId, payingBack: payingBack.number, person, grounds },
  });
}

/** The finance side records that what was approved was paid. */
interface RecordPaidBack {
  readonly type: 'RecordPaidBack';
  /** Calendar date. */
  readonly paidOn: string;
  readonly bankReference: string;
  readonly referenceDigest: string;
  /** Calendar date. */
  readonly today: string;
}

/** All that was approved, once, on a day since; the same report again changes nothing. */
function record(command: RecordPaidBack, state: KnownRecovery): Answer {
  const { paidOn, bankReference, referenceDigest, today } = command;
  const { payingBack, order, fallen } = state;
  const before = state.paidBacks?.find((each) => isMarkOf(each.reference, referenceDigest, bankReference));
  if (before?.paidOn === paidOn) return accept<RecoveryEvent>();
  if (!fallen || payingBack?.approvedOn === undefined) return refuse(noPayingBack());
  if (before) return refuse(referenceUsed({ ...before, receivedOn: before.paidOn }));
  const approved = { what: 'it was approved', day: payingBack.approvedOn };
  const fault = faultOfDay({ member: 'paidOn', day: paidOn, today, after: approved });
  if (fault) return refuse(fault);
  const { recoveryId, awardId, schemeId } = order;
  const money = (minor: number) => ({ ...order.amount, amount: minor });
  return accept<RecoveryEvent>({
    type: 'OwedBackPaid',
    data: {
      recoveryId,
      awardId,
      payingBack: payingBack.number,
      amount: money(payingBack.amount),
      paidOn,
      schemeId,
      budgetYear: yearOf(paidOn),
      bankReference,
      referenceDigest,
      left: money(fallen.owedBack),
      undecided: money(fallen.undecided),
    },
  });
}

/** What was repaid on a claim that fell is paid back by two persons. */
export const payingBack = {
  ProposePayingBack: propose,
  ApprovePayingBack: approve,
  ReturnPayingBack: giveBack,
  RecordPaidBack: record,
};

/** Minor units that may be paid back. */
function mostOf(most: number | undefined, { fallen }: KnownRecovery): number {
  return Math.max(0, Math.min(fallen?.owedBack ?? 0, most ?? Infinity));
}
