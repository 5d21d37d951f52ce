import { accept, refuse, type Decision } from '#eventsourcing/decider.js';
import type { Money } from '#money/money.js';
import type { Refusal } from '#eventsourcing/refusal.js';
import type { AppealEvent, NewDecision } from '../../contract/events.js';
import { faultOfReplacement, type Terms } from './content.js';
import { barredFromWorseByItself, detrimentOf, givenBy, worseIn, type SaidDetriment } from './detriment.js';
import { impartially, type Official } from './impartiality.js';
import { faultOfPart } from './part.js';
import { no, type AppealRefusal } from './refusals.js';
import { PENDING, PREPARING, type SubmittedAppeal } from './state.js';

type Answer = Decision<AppealEvent, AppealRefusal>;

/** A caseworker of the deciding body takes the appeal up. */
interface PrepareAppeal extends Official {
  readonly type: 'PrepareAppeal';
}

/** The same one again changes nothing. */
function prepare(command: PrepareAppeal, state: SubmittedAppeal): Answer {
  const barred = mayPrepare(state, command.person);
  if (barred) return refuse(barred);
  // A conflict may come to light at any time, also to the one who prepared everything so far.
  if (command.impartiality?.conflict) return impartially(command, state);
  if (state.status === 'under-preparation' && state.preparers.includes(command.person)) return accept();
  if (state.status !== 'received' && state.status !== 'under-preparation')
    return refuse(no.inState(state.status, 'received or under-preparation'));
  return impartially(command, state, {
    type: 'AppealPreparationBegun',
    data: { caseworker: command.person },
  });
}

/** The deciding body treats an appeal although it came late. */
interface AcceptLateAppeal extends Official {
  readonly type: 'AcceptLateAppeal';
  readonly grounds: string;
}

/** A late appeal is treated for special reasons, up to the outer limit. */
function acceptLate(command: AcceptLateAppeal, state: SubmittedAppeal): Answer {
  const { person, grounds } = command;
  if (!PENDING.has(state.status)) return refuse(no.longerOpen(state.status));
  if (!state.late) return refuse(no.lateness());
  if (state.submission.appellant === person) return refuse(no.impartiality());
  const { receivedOn, arrival, outerLimit } = state.submission;
  if ((arrival?.sentOn ?? receivedOn) > outerLimit) return refuse(no.acceptanceAfter(outerLimit));
  return impartially(command, state, { type: 'LateAppealAccepted', data: { person, grounds } });
}

/** A caseworker proposes not to treat the appeal. */
interface ProposeDismissal extends Official {
  readonly type: 'ProposeDismissal';
  readonly grounds: string;
}

/** A later proposal, of whatever kind, replaces it. */
function proposeDismissal(command: ProposeDismissal, state: SubmittedAppeal): Answer {
  const { person, grounds } = command;
  const untreated = (state.late || state.standing === 'claimed') && PENDING.has(state.status);
  const barred = untreated ? own(state, person) : mayPrepare(state, person);
  if (barred) return refuse(barred);
  return impartially(command, state, {
    type: 'AppealDismissalProposed',
    data: { proposer: person, grounds },
  });
}

/** Another person dismisses it. */
interface ApproveDismissal extends Official {
  readonly type: 'ApproveDismissal';
  /** Calendar date. */
  readonly today: string;
}

function approveDismissal(command: ApproveDismissal, state: SubmittedAppeal): Answer {
  const { today } = command;
  const barred = mayApprove(state, command, 'dismissal-proposed');
  if (barred) return refuse(barred);
  return impartially(command, state, {
    type: 'AppealDismissed',
    data: { approver: command.person, decidedOn: today, byLetter: true },
  });
}

/** A caseworker proposes that the deciding body reverses its decision. */
interface ProposeReversal extends Official {
  readonly type: 'ProposeReversal';
  readonly newDecision?: NewDecision | undefined;
  /** Of a revocation or a claim that is reversed in part: what is in force after it, or what holds of it. */
  readonly amount?: Money | undefined;
  readonly detriment?: SaidDetriment | undefined;
  readonly terms: Terms;
  /** Whether what the appeal is against does not stand any more. */
  readonly overtaken?: boolean | undefined;
  readonly grounds: string;
  /** Calendar date. */
  readonly today: string;
}

function proposeReversal(command: ProposeReversal, state: SubmittedAppeal): Answer {
  const { person, newDecision, amount, detriment: said, terms, grounds, today } = command;
  const { against } = state.submission;
  const worse = newDecision && terms.before ? worseIn(terms.before, givenBy(newDecision), today) : [];
  const barred =
    mayPrepare(state, person) ??
    (command.overtaken ? no.overtaken() : undefined) ??
    faultOfReplacement(newDecision, against, terms) ??
    faultOfPart(amount, against, terms) ??
    (said && !newDecision ? no.detrimentElsewhere() : undefined) ??
    barredFromWorseByItself({ worse, said, receivedOn: terms.noticeOn });
  if (barred) return refuse(barred);
  const detriment = detrimentOf({ worse, said });
  return impartially(command, state, {
    type: 'ReversalProposed',
    data: {
      proposer: person,
      newDecision,
      ...(amount ? { amount } : {}),
      ...(detriment ? { detriment } : {}),
      grounds,
    },
  });
}

/** Another person reverses it. */
interface ApproveReversal extends Official {
  readonly type: 'ApproveReversal';
  readonly terms: Terms;
  /** Whether what the appeal is against does not stand any more. */
  readonly overtaken?: boolean | undefined;
  /** Why the new decision lies outside the person's delegation, if it does. */
  readonly delegation?: Refusal<'outside-delegation'> | undefined;
  /** Calendar date. */
  readonly today: string;
}

function approveReversal(command: ApproveReversal, state: SubmittedAppeal): Answer {
  const { person, today, terms, delegation } = command;
  const { against } = state.submission;
  const { reversal: newDecision, reversalInPart: amount, detriment } = state;
  const barred =
    mayApprove(state, command, 'reversal-proposed') ??
    (command.overtaken ? no.overtaken() : undefined) ??
    delegation ??
    faultOfPart(amount, against, terms) ??
    worseNow(state, terms, today);
  if (barred) return refuse(barred);
  return impartially(command, state, {
    type: 'AppealReversed',
    data: {
      approver: person,
      decidedOn: today,
      byLetter: true,
      against,
      newDecision,
      ...(amount ? { amount } : {}),
      ...(detriment ? { detriment } : {}),
      ...(terms.grant ? { grant: terms.grant } : {}),
    },
  });
}

/** What was proposed is judged as things are now: notice may have come, and proposals of before say no ground. */
function worseNow(
  { reversalGives, detriment }: SubmittedAppeal,
  { before, noticeOn }: Terms,
  today: string,
): AppealRefusal | undefined {
  if (!reversalGives || !before) return undefined;
  const worse = worseIn(before, reversalGives, today);
  const said = detriment && { ...detriment, grounds: '' };
  return barredFromWorseByItself({ worse, said, receivedOn: noticeOn });
}

/** The deciding body stands by its decision and sends the appeal on. */
interface ForwardAppeal extends Official {
  readonly type: 'ForwardAppeal';
  readonly statement: string;
}

function forward(command: ForwardAppeal, state: SubmittedAppeal): Answer {
  const { person, statement } = command;
  const barred = mayPrepare(state, person);
  if (barred) return refuse(barred);
  const { appealBody } = state.submission;
  return impartially(command, state, { type: 'AppealForwarded', data: { person, appealBody, statement } });
}

/** What the deciding body does with an appeal. */
export const preparations = {
  PrepareAppeal: prepare,
  AcceptLateAppeal: acceptLate,
  ProposeDismissal: proposeDismissal,
  ApproveDismissal: approveDismissal,
  ProposeReversal: proposeReversal,
  ApproveReversal: approveReversal,
  ForwardAppeal: forward,
};

function mayPrepare(state: SubmittedAppeal, person: string): AppealRefusal | undefined {
  if (!PENDING.has(state.status)) return no.longerOpen(state.status);
  if (state.standing === 'claimed') return no.standing();
  if (state.late) return no.inState('late', 'accepted first');
  if (!PREPARING.has(state.status)) return no.inState(state.status, 'with the deciding body');
  return own(state, person);
}

function mayApprove(
  state: SubmittedAppeal,
  { person, proposerCleared }: Official,
  needed: SubmittedAppeal['status'],
): AppealRefusal | undefined {
  if (!PENDING.has(state.status)) return no.longerOpen(state.status);
  if (state.status !== needed) return no.inState(state.status, needed);
  const { preparers, conflicts, proposer, submission } = state;
  if (preparers.includes(person) || submission.appellant === person) return no.fourEyes();
  // What someone with a conflict proposed is proposed anew by another, unless a superior found them impartial since.
  const conflicted = proposer !== undefined && conflicts.get(proposer) === true && !proposerCleared;
  return conflicted ? no.impartiality() : undefined;
}

/** Whoever appealed takes no part in treating it. */
function own({ submission }: SubmittedAppeal, person: string): AppealRefusal | undefined {
  return submission.appellant === person ? no.impartiality() : undefined;
}
