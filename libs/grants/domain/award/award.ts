import { dateInOslo } from '#calendar/oslo.js';
import type { Decider } from '#eventsourcing/decider.js';
import { accept, answer, refuse, type CommandOf } from '#eventsourcing/decider.js';
import type { AwardAccepted, AwardEvent } from '../../contract/events.js';
import { accountCorrections } from './account.js';
import { amendments } from './amendment.js';
import { ownReinstatements } from './own-reinstatement.js';
import { evolve } from './evolve.js';
import type { FallenMoney } from './fallen-claims.js';
import { followDecision } from './following.js';
import { mayFollowReserved, reserving, type Concluding } from './instructions.js';
import { holding } from './holding.js';
import { moving } from './moves.js';
import { payingBacks } from './paying-back.js';
import { isUndoneWithMoney } from './awaited.js';
import { awaitingMoney } from './awaiting.js';
import { levelling } from './levelling.js';
import { offers } from './offered.js';
import { no, type AwardRefusal } from './refusals.js';
import { refusing } from './refusing.js';
import { requesting } from './requesting.js';
import { withReleases } from './release.js';
import { revocations } from './revocation.js';
import { shortfalls } from './shortfall.js';
import { lifting } from './lifting.js';
import { spending } from './lapsing.js';
import { unspentMoney } from './unspent.js';
import { withdrawals } from './withdrawn.js';
import { onStandingTerms, type Answer } from './standing.js';
import {
  hasEnded,
  outstanding,
  wasAccepted,
  type AcceptedAward,
  type Award,
  blockerOf,
  type Blocker,
} from './state.js';

/** The recipient accepts. */
interface AcceptAward {
  readonly type: 'AcceptAward';
  /** The decision's terms; none while there is no decision that grants anything. */
  readonly offer: AwardAccepted['data'] | undefined;
  /** Calendar date until which the grant may be accepted, where the regulation sets one. */
  readonly deadline?: string | undefined;
  /** Number of the decision, where it is flagged: then nothing is released. */
  readonly flagged?: number | undefined;
  readonly now: string;
}

/** A grant that lapsed is accepted no more; what a later decision grants anew has another reservation. */
function acceptGrant({ offer, deadline, flagged, now }: AcceptAward, state: Award): Answer {
  if (wasAccepted(state)) return refuse(no.acceptedAgain());
  if (!offer) return refuse(no.grant());
  const ended = hasEnded(state, offer);
  if (ended && state.status === 'declined') return refuse(no.declined());
  if (ended || (deadline !== undefined && dateInOslo(now) > deadline)) return refuse(no.inTime(deadline));
  const { awardId } = offer;
  const held: AwardEvent[] =
    flagged === undefined ? [] : [{ type: 'PayoutsBlocked', data: { awardId, decision: flagged } }];
  return withReleases(state, now, { type: 'AwardAccepted', data: offer }, ...held);
}

/** A caseworker holds a condition for fulfilled. */
interface FulfilCondition {
  readonly type: 'FulfilCondition';
  readonly condition: number;
  readonly person: string;
  readonly evidence?: string | undefined;
  readonly now: string;
}

function fulfil({ condition, person, evidence, now }: FulfilCondition, state: AcceptedAward): Answer {
  if (state.status !== 'accepted') return refuse(no.inState(state.status));
  const found = state.conditions.find(({ number }) => number === condition);
  if (!found) return refuse(no.condition(condition));
  if (found.fulfilled) return accept();
  const { awardId } = state.terms;
  return withReleases(state, now, {
    type: 'ConditionFulfilled',
    data: { awardId, condition, person, evidence },
  });
}

/** The decision was annulled. */
interface SuspendAward {
  readonly type: 'SuspendAward';
  readonly decision: number;
  /** None where a flagged decision is taken again. */
  readonly appealId?: string | undefined;
}

/** An award that is over has nothing left to hold up, and a later decision was followed already. */
function suspend({ decision, appealId }: SuspendAward, state: AcceptedAward): Answer {
  const { awardId, decision: accepted } = state.terms;
  // A reinstatement that found the decision annulled names no appeal.
  const already = [appealId ?? '', blockerOf({ decision })].includes(state.suspendedBy ?? 'nothing');
  if (state.status !== 'accepted' || already || decision < accepted) return accept();
  return accept<AwardEvent>({ type: 'AwardSuspended', data: { awardId, decision, appealId } });
}

/** A report is overdue, or a decision was flagged. */
interface BlockPayouts extends Blocker {
  readonly type: 'BlockPayouts';
}

function block({ type: _, ...blocker }: BlockPayouts, state: AcceptedAward): Answer {
  if (state.status === 'closed' || state.blockedBy.includes(blockerOf(blocker))) return accept();
  return accept<AwardEvent>({ type: 'PayoutsBlocked', data: { awardId: state.terms.awardId, ...blocker } });
}

/** The report was approved or waived; the flagged decision stands, or another took its place. */
interface UnblockPayouts extends Blocker {
  readonly type: 'UnblockPayouts';
  readonly now: string;
}

function unblock({ type: _, now, ...blocker }: UnblockPayouts, state: AcceptedAward): Answer {
  if (!state.blockedBy.includes(blockerOf(blocker))) return accept();
  const { awardId } = state.terms;
  return withReleases(state, now, { type: 'PayoutsUnblocked', data: { awardId, ...blocker } });
}

/** A caseworker closes the award; payouts and reports are looked at in their own streams. */
interface CloseAward {
  readonly type: 'CloseAward';
  readonly person: string;
  readonly note?: string | undefined;
  /** Minor units paid and not returned. */
  readonly paid: number;
  /** Instalments whose payouts are neither settled nor cancelled. */
  readonly unpaidInstalments: readonly number[];
  /** Reports that are neither approved nor waived. */
  readonly openReports: readonly string[];
  /** Minor units that are to be paid back, or decided anew, of claims that fell. */
  readonly fallen: FallenMoney;
}

function close(command: CloseAward, state: AcceptedAward): Answer {
  const { person, note, paid, unpaidInstalments, openReports, fallen } = command;
  if (state.status !== 'accepted') return refuse(no.inState(state.status));
  if (state.shortfalls.some((each) => !each.ended)) return refuse(no.reduction());
  if (isUndoneWithMoney(state)) return refuse(no.undoing());
  const unpaid = [...unpaidInstalments, ...outstanding(state).map(({ number }) => number)];
  if (unpaid.length + openReports.length > 0) return refuse(no.finished(unpaid, openReports));
  if (fallen.owedBack + fallen.undecided > 0) return refuse(no.fallenClaims(fallen));
  const { awardId, schemeId, amount } = state.terms;
  const kept = { amount: Math.max(0, paid - state.dueBack), currency: amount.currency };
  const inForce = { ...kept, amount: Math.min(state.amount, state.releasedInAll) };
  return accept<AwardEvent>({
    type: 'AwardClosed',
    data: { awardId, schemeId, person, kept, ...(state.levelled ? { inForce } : {}), note },
  });
}

/** What has fallen due is released. */
interface ReleaseDueInstalments {
  readonly type: 'ReleaseDueInstalments';
  readonly now: string;
}

/** What a grant answers before it is accepted, and after. */
const GRANTED = { AcceptAward: acceptGrant, ...offers };
const ACCEPTED = {
  ReleaseDueInstalments: ({ now }: ReleaseDueInstalments, state: AcceptedAward) => withReleases(state, now),
  FulfilCondition: onStandingTerms(fulfil),
  ...amendments,
  ...lifting,
  ...requesting,
  ...refusing,
  ...revocations,
  ...ownReinstatements,
  ...unspentMoney,
  ...spending,
  ...shortfalls,
  ...accountCorrections,
  ...moving,
  ...levelling,
  ...reserving,
  ...payingBacks,
  ...holding,
  ...awaitingMoney,
  FollowDecision: followDecision,
  ...withdrawals,
  SuspendAward: suspend,
  BlockPayouts: block,
  UnblockPayouts: unblock,
  CloseAward: onStandingTerms(close),
};

function isOfOffer(command: AwardCommand): command is CommandOf<typeof GRANTED> {
  return Object.hasOwn(GRANTED, command.type);
}

/** What an award can be asked to do. */
export type AwardCommand = CommandOf<typeof GRANTED> | CommandOf<typeof ACCEPTED>;

/** A command, and what is known of instructions when it is sent. */
export type ToldCommand = AwardCommand & Concluding;

/** The award: released − due back ≤ amount in force ≤ what its commitments hold, whatever happens to it. */
export const award: Decider<Award, ToldCommand, AwardEvent, AwardRefusal> = {
  initial: { status: 'none' },
  evolve,

  decide(command, state) {
    if (isOfOffer(command)) return answer(GRANTED, command, state);
    if (!wasAccepted(state)) return refuse(no.acceptance());
    const decided: Answer = answer(ACCEPTED, command, state);
    if ('refused' in decided) return decided;
    const after = decided.events.reduce(evolve, state) as AcceptedAward;
    return mayFollowReserved(command, state, after) ? decided : refuse(no.instructionsPending());
  },
};
