import { deadlineAfter } from '#calendar/deadlines.js';
import { faultOfDay } from '#eventsourcing/days.js';
import { accept, refuse } from '#eventsourcing/decider.js';
import type { RecoveryEvent } from '../../contract/events.js';
import { USUAL_LIMITATION, type LimitationBasis } from '../../contract/limitation.js';
import { actsForDebtor, barredOn } from './claim.js';
import {
  barred,
  debtorRepresentative,
  dueInThePast,
  fourEyes,
  inState,
  limitationNotLater,
  noLimitationMove,
  type Answer,
} from './refusals.js';
import { isOpen, type KnownRecovery } from './state.js';

/** A caseworker records what gives the claim more time. */
interface ProlongLimitation {
  readonly type: 'ProlongLimitation';
  readonly person: string;
  readonly basis: LimitationBasis;
  /** Calendar date of it. */
  readonly on: string;
  readonly grounds: string;
  /** Calendar date. */
  readonly today: string;
}

/** The date is computed by the rules of the claim; once it has passed there is nothing to prolong. */
function prolong({ person, basis, on, grounds, today }: ProlongLimitation, state: KnownRecovery): Answer {
  if (!isWatched(state)) return refuse(inState(state, 'owed'));
  if (actsForDebtor(person, undefined, state)) return refuse(debtorRepresentative());
  const fault = faultOfDay({ member: 'on', day: on, today });
  if (fault) return refuse(fault);
  const late = barredOn(on, state);
  if (late !== undefined) return refuse(barred(late));
  const { limitationDate, reference } = computed(basis, on, state);
  const before = state.limitationDate;
  if (before !== undefined && limitationDate <= before) return refuse(limitationNotLater(before));
  const { recoveryId } = state.order;
  return accept<RecoveryEvent>({
    type: 'LimitationInterrupted',
    data: { recoveryId, person, limitationDate, grounds, basis, on, reference },
  });
}

/** A caseworker proposes a date that follows from no rule. */
interface ProposeLimitationMove {
  readonly type: 'ProposeLimitationMove';
  readonly proposer: string;
  /** Calendar date. */
  readonly limitationDate: string;
  readonly grounds: string;
  /** Calendar date. */
  readonly today: string;
}

/** A further proposal replaces the one before. */
function propose(command: ProposeLimitationMove, state: KnownRecovery): Answer {
  const { proposer, limitationDate, grounds, today } = command;
  if (!isWatched(state)) return refuse(inState(state, 'owed'));
  if (actsForDebtor(proposer, undefined, state)) return refuse(debtorRepresentative());
  if (limitationDate < today) return refuse(dueInThePast(limitationDate));
  const { recoveryId } = state.order;
  const proposal = state.limitationMoves + 1;
  return accept<RecoveryEvent>({
    type: 'LimitationMoveProposed',
    data: { recoveryId, proposal, proposer, limitationDate, grounds },
  });
}

/** A decision-maker moves the date as proposed. */
interface ApproveLimitationMove {
  readonly type: 'ApproveLimitationMove';
  readonly approver: string;
  readonly note?: string | undefined;
}

function approve({ approver, note }: ApproveLimitationMove, state: KnownRecovery): Answer {
  const { limitationMove: move } = state;
  if (!move || !isWatched(state)) return refuse(noLimitationMove());
  const wrong = mayJudge(approver, state);
  if (wrong) return refuse(wrong);
  const { recoveryId } = state.order;
  const { number: proposal, limitationDate } = move;
  return accept<RecoveryEvent>({
    type: 'LimitationMoved',
    data: { recoveryId, proposal, approver, limitationDate, note },
  });
}

/** A decision-maker returns the proposal. */
interface ReturnLimitationMove {
  readonly type: 'ReturnLimitationMove';
  readonly person: string;
  readonly grounds: string;
}

function giveBack({ person, grounds }: ReturnLimitationMove, state: KnownRecovery): Answer {
  const { limitationMove: move } = state;
  if (!move) return refuse(noLimitationMove());
  const wrong = mayJudge(person, state);
  if (wrong) return refuse(wrong);
  const { recoveryId } = state.order;
  return accept<RecoveryEvent>({
    type: 'LimitationMoveReturned',
    data: { recoveryId, proposal: move.number, person, grounds },
  });
}

/** What gives a claim more time, or another date. */
export const limiting = {
  ProlongLimitation: prolong,
  ProposeLimitationMove: propose,
  ApproveLimitationMove: approve,
  ReturnLimitationMove: giveBack,
};

function computed(basis: LimitationBasis, on: string, { order, limitationDate }: KnownRecovery) {
  const { acknowledgement, legalStep, agreement } = order.limitationRules ?? USUAL_LIMITATION;
  if (basis !== 'agreement') {
    const { period, reference } = basis === 'acknowledgement' ? acknowledgement : legalStep;
    return { limitationDate: deadlineAfter(on, period), reference };
  }
  const { period, atMost, reference } = agreement;
  const agreed = deadlineAfter(limitationDate ?? on, period);
  const last = deadlineAfter(order.limitationDate ?? on, atMost);
  return { limitationDate: agreed < last ? agreed : last, reference };
}

/** Also what is written off stays owed, and so barred one day. */
function isWatched(state: KnownRecovery): boolean {
  return isOpen(state) || state.status === 'written-off';
}

function mayJudge(person: string, state: KnownRecovery) {
  if (actsForDebtor(person, undefined, state)) return debtorRepresentative();
  return state.limitationMove?.proposers.includes(person)
    ? fourEyes('another date of limitation')
    : undefined;
}
