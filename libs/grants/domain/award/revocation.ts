import { List } from 'immutable';
import { dateInOslo } from '#calendar/oslo.js';
import { accept, refuse } from '#eventsourcing/decider.js';
import { givenUpBy, type Judge, type WaitingProposal } from '#giving-up/giving-up.js';
import type { Money } from '#money/money.js';
import type { AwardEvent, Letter } from '../../contract/events.js';
import { dueBackBefore } from './evolve.js';
import { reducedTo } from './reduction.js';
import { reinstatements } from './reinstatement.js';
import { no, type Barred } from './refusals.js';
import { ended, takenOff } from './shortfall.js';
import { withReleases } from './release.js';
import { onStandingTerms, type Answer } from './standing.js';
import type { AcceptedAward, Revocation } from './state.js';

/** A caseworker tells the recipient that the grant may be revoked. */
interface ForewarnRevocation {
  readonly type: 'ForewarnRevocation';
  readonly person: string;
  /** Calendar date until which the recipient may answer; after today. */
  readonly replyBy: string;
  readonly grounds: string;
  /** The report with too little co-funding, where it is about that. */
  readonly reportId?: string | undefined;
  readonly now: string;
  readonly letter?: Letter | undefined;
  /** Why this person may not prepare it. */
  readonly barred?: Barred | undefined;
}

/** The recipient is told before; a later forewarning replaces an earlier one. */
function forewarn(command: ForewarnRevocation, state: AcceptedAward): Answer {
  const { person, replyBy, grounds, reportId, now, letter } = command;
  if (state.status !== 'accepted') return refuse(no.inState(state.status));
  if (command.barred) return refuse(command.barred);
  if (replyBy <= dateInOslo(now)) return refuse(no.replyBy());
  if (reportId !== undefined && shortfallOf(state, reportId) === undefined)
    return refuse(no.shortfall(reportId));
  return accept<AwardEvent>({
    type: 'RevocationForewarned',
    data: {
      awardId: state.terms.awardId,
      revocation: state.revocations + 1,
      person,
      replyBy,
      ...(reportId === undefined ? {} : { reportId }),
      grounds,
      ...(letter === undefined ? {} : { letter }),
    },
  });
}

/** A caseworker proposes the revocation once the time to answer is over. */
interface ProposeRevocation {
  readonly type: 'ProposeRevocation';
  readonly proposer: string;
  /** Left out where co-funding fell short: then it follows from the report. */
  readonly amountInForce?: Money | undefined;
  readonly grounds: string;
  readonly now: string;
  /** Why this person may not prepare it. */
  readonly barred?: Barred | undefined;
}

/** Proposed once the recipient had the time to answer; what stays in force is paid, also where it was not released. */
function proposeRevocation(command: ProposeRevocation, state: AcceptedAward): Answer {
  const { proposer, grounds, now } = command;
  const { terms, revocation } = state;
  if (state.status !== 'accepted') return refuse(no.inState(state.status));
  if (command.barred) return refuse(command.barred);
  if (!revocation) return refuse(no.forewarning());
  if (dateInOslo(now) <= revocation.replyBy) return refuse(no.reply(revocation.replyBy));
  const least = leastInForce(state, revocation);
  const amountInForce =
    command.amountInForce ?? (least === undefined ? undefined : { ...terms.amount, amount: least });
  if (!amountInForce) return refuse(no.amount('a revocation says what it leaves in force'));
  if (amountInForce.currency !== terms.amount.currency) return refuse(no.currency(terms.amount.currency));
  const fault = faultOf(amountInForce.amount, least, state);
  if (fault !== undefined) return refuse(no.amount(fault));
  return accept<AwardEvent>({
    type: 'RevocationProposed',
    data: { awardId: terms.awardId, revocation: revocation.number, proposer, amountInForce, grounds },
  });
}

/** A decision-maker approves the revocation. */
interface ApproveRevocation {
  readonly type: 'ApproveRevocation';
  readonly approver: string;
  readonly grounds?: string | undefined;
  readonly barred?: Barred | undefined;
  /** What is known of the approver where less is taken off than too little co-funding asks for. */
  readonly judge?: Judge | undefined;
  readonly now: string;
}

/** Another person approves; what was released beyond what stays in force is due back from now on, and an award of which something stays goes on. */
function approveRevocation(command: ApproveRevocation, state: AcceptedAward): Answer {
  const { approver, grounds } = command;
  const { terms, revocation } = state;
  if (state.status !== 'accepted') return refuse(no.inState(state.status));
  if (!revocation || revocation.amountInForce === undefined) return refuse(no.proposal());
  if (revocation.preparers.includes(approver)) return refuse(no.fourEyes());
  if (command.barred) return refuse(command.barred);
  const { awardId, schemeId, directorate, recipient } = terms;
  const { currency } = terms.amount;
  const inForce = revocation.amountInForce;
  const least = leastInForce(state, revocation);
  // The grant may have been amended since it was proposed.
  const fault = faultOf(inForce, least, state);
  if (fault !== undefined) return refuse(no.amount(fault));
  const forgone = least === undefined ? 0 : inForce - least;
  const { reportId } = revocation;
  // Nothing is left to the recipient by somebody of whom nothing is known.
  if (forgone > 0 && !command.judge) return refuse(no.fourEyes());
  const given =
    forgone > 0 && command.judge ? givenUpBy(command.judge, asProposal(revocation), forgone) : undefined;
  if (given && 'refused' in given) return refuse(given.refused);
  const settled =
    reportId === undefined
      ? []
      : [ended(terms, reportId, { reduced: state.amount - inForce, forgone, givenUp: given?.givenUp })];
  if (inForce === state.amount) return withReleases(state, command.now, ...settled);
  const { schedule, dueBack } = reducedTo(state, inForce);
  const revoked: AwardEvent = {
    type: 'AwardRevoked',
    data: {
      awardId,
      schemeId,
      directorate,
      recipient,
      revocation: revocation.number,
      ...(reportId === undefined ? {} : { reportId }),
      approver,
      amountInForce: { amount: inForce, currency },
      dueBack: { amount: dueBack, currency },
      schedule,
      grounds,
      decidedOn: dateInOslo(command.now),
    },
  };
  return settled.length > 0 ? withReleases(state, command.now, revoked, ...settled) : accept(revoked);
}

/** A reduction as something that is given up in part. */
function asProposal({ number, preparers }: Revocation): WaitingProposal {
  return { number, proposers: List(preparers), standIns: List() };
}

/** What has to stay in force at least where co-funding fell short; undefined where a revocation is about something else. */
function leastInForce(state: AcceptedAward, { reportId }: Revocation): number | undefined {
  const shortfall = reportId === undefined ? undefined : shortfallOf(state, reportId);
  return shortfall && state.amount - takenOff(shortfall, state);
}

function shortfallOf(state: AcceptedAward, reportId: string) {
  const found = state.shortfalls.get(reportId);
  return found?.ended ? undefined : found;
}

function faultOf(inForce: number, least: number | undefined, { amount }: AcceptedAward): string | undefined {
  if (least === undefined) return inForce >= amount ? 'a revocation leaves less in force' : undefined;
  return inForce < least || inForce > amount
    ? `for too little co-funding from ${least} to ${amount} stay in force (minor units)`
    : undefined;
}

/** A released payout was cancelled before all of it was paid. */
interface ReduceDueBack {
  readonly type: 'ReduceDueBack';
  readonly payoutId: string;
  /** Minor units of it that were paid before. */
  readonly paid: number;
}

/** A payout was cancelled: that much was not paid, and that much less is due back by a revocation or decision. */
function reduceDueBack({ payoutId, paid }: ReduceDueBack, state: AcceptedAward): Answer {
  const released = state.released.get(payoutId);
  if (!released) return refuse(no.payout());
  if (state.levelled) return accept();
  const unpaid = released.amount - paid;
  if (unpaid <= 0) return accept();
  const { awardId, amount } = state.terms;
  const { currency } = amount;
  const less = Math.min(unpaid, state.dueBack - dueBackBefore(state));
  const cancelled: AwardEvent = {
    type: 'InstalmentCancelled',
    data: { awardId, payoutId, instalment: released.number, amount: { amount: unpaid, currency } },
  };
  if (less <= 0) return accept(cancelled);
  return accept<AwardEvent>(cancelled, {
    type: 'DueBackReduced',
    data: { awardId, payoutId, amount: { amount: less, currency } },
  });
}

/** The grant is revoked, and what was paid of it is due back. */
export const revocations = {
  ForewarnRevocation: onStandingTerms(forewarn),
  ProposeRevocation: onStandingTerms(proposeRevocation),
  ApproveRevocation: onStandingTerms(approveRevocation),
  ...reinstatements,
  ReduceDueBack: reduceDueBack,
};
