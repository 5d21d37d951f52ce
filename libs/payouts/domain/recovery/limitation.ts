import { deadlineAfter } from '#calendar/deadlines.js';
import { addDays } from '#calendar/oslo.js';
import { faultOfDay } from '#eventsourcing/days.js';
import { accept, refuse } from '#eventsourcing/decider.js';
import type { RecoveryEvent } from '../../contract/events.js';
import {
  USUAL_LIMITATION,
  type LimitationBasis,
  type LimitationPeriod,
  type LimitationRules,
  type LimitedPeriod,
} from '#limitation/rules.js';
import { dateOf, withDates, type RunningPart } from '#limitation/parts.js';
import { barringsBy, revivedBy, withOtherDate } from './barring.js';
import { actsForDebtor } from './claim.js';
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
import { isWatched, type KnownRecovery } from './state.js';

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

/** The date is computed by the rules of the claim, of each part for itself; what has passed by then is not prolonged. */
function prolong({ person, basis, on, grounds, today }: ProlongLimitation, state: KnownRecovery): Answer {
  if (!isProlongable(state)) return refuse(inState(state, 'owed'));
  if (actsForDebtor(person, undefined, state)) return refuse(debtorRepresentative());
  const fault = faultOfDay({ member: 'on', day: on, today });
  if (fault) return refuse(fault);
  const running = state.parts.filter((each) => each.amount > 0 && runsOn(on, basis, each));
  if (running.length === 0) return refuse(nothingRuns(state));
  const { reference } = ruleOf(basis, state);
  const dates = state.parts.flatMap((each, index) => {
    const limitationDate = running.includes(each) ? computed(basis, on, each, state) : undefined;
    return limitationDate !== undefined && (each.limitationDate ?? '') < limitationDate
      ? [{ part: index + 1, limitationDate }]
      : [];
  });
  if (dates.length === 0) return refuse(limitationNotLater(state.limitationDate));
  const parts = state.parts.length > 1 ? { parts: dates } : {};
  const named = { limitationDate: dates[0]!.limitationDate, ...parts };
  const limitationDate = dateOf(withDates(state.parts, named), named.limitationDate);
  const { recoveryId } = state.order;
  const revived = revivedBy(state, named);
  const data = { recoveryId, person, grounds, basis, on, reference, ...named, limitationDate, ...revived };
  // A date that has passed, too, may be what a later one is computed from.
  const stillBarred = barringsBy(addDays(today, -1), withOtherDate(state, data));
  return accept<RecoveryEvent>({ type: 'LimitationInterrupted', data }, ...stillBarred);
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

/** A further proposal replaces the one before. Also what counts as barred may turn out to run longer. */
function propose(command: ProposeLimitationMove, state: KnownRecovery): Answer {
  const { proposer, limitationDate, grounds, today } = command;
  if (!isProlongable(state)) return refuse(inState(state, 'owed'));
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
  if (!move || !isProlongable(state)) return refuse(noLimitationMove());
  const wrong = mayJudge(approver, state);
  if (wrong) return refuse(wrong);
  const { recoveryId } = state.order;
  const { number: proposal, limitationDate } = move;
  return accept<RecoveryEvent>({
    type: 'LimitationMoved',
    data: { recoveryId, proposal, approver, limitationDate, note, ...revivedBy(state, { limitationDate }) },
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

function ruleOf(basis: LimitationBasis, { order }: KnownRecovery): LimitationPeriod | LimitedPeriod {
  const rules: LimitationRules = order.limitationRules ?? USUAL_LIMITATION;
  switch (basis) {
    case 'acknowledgement':
      return rules.acknowledgement;
    case 'legal-step':
      return rules.legalStep;
    case 'agreement':
      return rules.agreement;
    case 'knowledge':
      return rules.knowledge ?? USUAL_LIMITATION.knowledge;
  }
}

/** The date of a part by it; never beyond so much after its first date, where the rule says how much. */
function computed(basis: LimitationBasis, on: string, part: RunningPart, state: KnownRecovery): string {
  const rule = ruleOf(basis, state);
  // What is agreed adds to the date that runs.
  const date = deadlineAfter(basis === 'agreement' ? (part.limitationDate ?? on) : on, rule.period);
  if (!('atMost' in rule)) return date;
  const last = deadlineAfter(part.first ?? on, rule.atMost);
  return date < last ? date : last;
}

/** Nothing is done about what has passed by then; but it has not where the agency could not know of it. */
function runsOn(on: string, basis: LimitationBasis, { limitationDate }: RunningPart): boolean {
  if (basis === 'knowledge') return limitationDate !== undefined;
  return limitationDate === undefined || on <= limitationDate;
}

function nothingRuns({ limitationDate }: KnownRecovery) {
  return limitationDate === undefined ? limitationNotLater(undefined) : barred(limitationDate);
}

/** Also of what counts as barred: what gave it more time may come to light later. */
function isProlongable(state: KnownRecovery): boolean {
  return isWatched(state) || state.status === 'barred';
}

function mayJudge(person: string, state: KnownRecovery) {
  if (actsForDebtor(person, undefined, state)) return debtorRepresentative();
  return state.limitationMove?.proposers.includes(person)
    ? fourEyes('another date of limitation')
    : undefined;
}
