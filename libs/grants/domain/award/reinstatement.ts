import { accept, refuse } from '#eventsourcing/decider.js';
import type { AwardEvent, AwardInstalment, PlannedPayment } from '../../contract/events.js';
import { allot, type Allotment, type Further } from './allotment.js';
import type { LeftInForce } from './awaited.js';
import { evolve } from './evolve.js';
import { followDecision, grantedBy, type FollowDecision } from './following.js';
import { no } from './refusals.js';
import { inForceOf, leaving, standingRevocation, without, type Reduction } from './reductions.js';
import { withReleases } from './release.js';
import { reopenedWith } from './reopened-requests.js';
import type { Answer } from './standing.js';
import { paidInstalments, plannedOf, releasedOf, type AcceptedAward } from './state.js';

/** The decision on the application as it stands: a grant that was revoked in full does not follow what takes its place. */
export interface DecisionInForce extends Partial<Pick<FollowDecision, 'offer' | 'rejection'>> {
  /** Number of the decision that was annulled, while none is in force. */
  readonly annulled?: number | undefined;
}

/** An appeal undid a revocation, or a flagged one is decided again; `reservationId` holds what has to be reserved again. */
interface ReinstateAward extends DecisionInForce {
  readonly type: 'ReinstateAward';
  /** None where a flagged one is decided again. */
  readonly appealId?: string | undefined;
  /** Which one; the last that stands when left out. */
  readonly revocation?: number | undefined;
  /** All of it is undone when left out. */
  readonly inForce?: LeftInForce | undefined;
  readonly reservationId?: string | undefined;
  readonly budgetYear: number;
  readonly now: string;
}

/**
 * The grant is in force again, as far as the decision in force grants it and no other reduction stands against it; what
 * the revocation cancelled or left unreleased of that is planned anew. What stays revoked does so also when a later
 * decision grants more. Where nothing comes in force by it, what has ended stays so.
 */
function reinstate(command: ReinstateAward, state: AcceptedAward): Answer {
  const { appealId, inForce, reservationId, budgetYear, now } = command;
  // What follows from an appeal may be tried again when money came for it already.
  if (appealId !== undefined && state.reinstatedBy?.has(appealId)) return accept();
  const revocation = standingRevocation(state, command.revocation);
  // Nothing is left of a flagged one that an appeal undid, or a later decision ended.
  if (appealId === undefined && (!revocation || state.endedBy !== undefined)) return accept();
  if (!revocation) return refuse(no.revocation());
  const { awardId, schemeId, amount } = state.terms;
  const { currency } = amount;
  const left = leftBy(granting(state, command), revocation, inForce?.amount);
  const { again, leaves, stillRevoked } = left;
  // Under a decision that grants nothing more is left of it than that grants.
  const inPart = inForce && (stillRevoked > 0 || state.endedBy !== undefined);
  const later = left.goesOn && laterDecision(state, command);
  const ended = state.status !== 'accepted' && again === state.amount && !later;
  const { schedule, further } =
    later || ended
      ? { schedule: standingOf(state), further: [] }
      : scheduleOfReinstatement(state, revocation, again, { reservationId: reservationId ?? '', budgetYear });
  if (further.length > 0) {
    if (reservationId === undefined) return refuse(no.reservation());
    if (state.abandoned.includes(reservationId)) return refuse(no.abandoned());
  }
  const reinstated: AwardEvent = {
    type: 'AwardReinstated',
    data: {
      awardId,
      schemeId,
      ...(appealId === undefined ? {} : { appealId }),
      revocation: revocation.number,
      ...(inPart
        ? {
            upheld: {
              by: inForce.by,
              stillRevoked: { amount: stillRevoked, currency },
              ...(leaves === again ? {} : { leaves: { amount: leaves, currency } }),
            },
          }
        : {}),
      amount: { amount: again, currency },
      schedule,
      conditions: state.conditions.map(({ fulfilled: _, ...condition }) => condition),
      ...(further.length > 0 ? { reservationId, budgetYear } : {}),
      // One of before awards were levelled is looked at as then, while that leads to no more money.
      ...(ended && !state.levelled ? {} : { levelled: true }),
      ...(ended ? { ended: true } : {}),
    },
  };
  const events = [reinstated, ...(ended ? [] : after(reinstated, command, state))];
  return withReleases(state, now, ...events, ...reopenedWith(state, events));
}

/** What became of the decision on the application while the grant was revoked holds for the award from now on. */
function after(reinstated: AwardEvent, command: ReinstateAward, state: AcceptedAward): readonly AwardEvent[] {
  const { offer, rejection, annulled, now } = command;
  if (!wasRevokedItself(state)) return [];
  const back = evolve(state, reinstated) as AcceptedAward;
  const { awardId, decision: accepted } = state.terms;
  if (annulled !== undefined && annulled >= accepted)
    return [{ type: 'AwardSuspended', data: { awardId, decision: annulled } }];
  const followed = followDecision({ type: 'FollowDecision', offer, rejection, now }, back);
  return 'refused' in followed ? [] : followed.events.filter(({ type }) => type !== 'InstalmentReleased');
}

/** An appeal undoes a revocation, in full or in part. */
export const reinstatements = { ReinstateAward: reinstate };

/** What a reinstatement has to reserve again, minor units by year: the budget let it go with the revocation. */
export function needOfReinstatement(
  state: AcceptedAward,
  budgetYear: number,
  inForce?: number,
  of: DecisionInForce & Pick<ReinstateAward, 'revocation'> = NOTHING_LATER,
): Allotment['further'] {
  const revocation = standingRevocation(state, of.revocation);
  if (!revocation || laterDecision(state, of)) return [];
  const { again } = leftBy(state, revocation, inForce);
  if (state.status !== 'accepted' && again === state.amount) return [];
  return scheduleOfReinstatement(state, revocation, again, { reservationId: '', budgetYear }).further;
}

/** What an appeal against a revocation may leave in force, both ends excluded, minor units; undefined where none stands, or a later decision ended the award. */
export function rangeOfReinstatement(
  state: AcceptedAward,
  of: DecisionInForce & Pick<ReinstateAward, 'revocation'> = NOTHING_LATER,
): { readonly above: number; readonly below: number } | undefined {
  const revocation = state.endedBy === undefined ? standingRevocation(state, of.revocation) : undefined;
  return revocation && { above: revocation.leaves, below: mostOf(granting(state, of), revocation) };
}

const NOTHING_LATER: DecisionInForce = {};

/** Whether a revocation is what the award ended by. */
function wasRevokedItself({ status, endedBy }: AcceptedAward): boolean {
  return status === 'revoked' && endedBy === undefined;
}

/** Whether another decision than the award stands on grants it, or refuses it, since it was revoked. */
function laterDecision(state: AcceptedAward, { offer, rejection }: DecisionInForce): boolean {
  const decision = offer?.decision ?? rejection?.decision ?? 0;
  return wasRevokedItself(state) && (decision > state.terms.decision || rejection?.withdrawn === true);
}

/** The award with what the decision in force grants, where it has not followed that. */
function granting(state: AcceptedAward, { offer }: DecisionInForce): AcceptedAward {
  if (!offer || !laterDecision(state, { offer })) return state;
  return { ...state, granted: grantedBy(offer, state) };
}

/** What would be in force without a revocation and all that came after it but the decision. */
function mostOf({ granted, reductions }: AcceptedAward, revocation: Reduction): number {
  return inForceOf({ granted, reductions: reductions.slice(0, reductions.indexOf(revocation)) });
}

/** What a revocation leaves once it is undone, or undone in part, and what is in force then: more or less may be by now. */
function leftBy(state: AcceptedAward, revocation: Reduction, inForce: number | undefined) {
  const most = mostOf(state, revocation);
  const part = inForce === undefined ? most : Math.max(revocation.leaves, inForce);
  const leaves = state.endedBy === undefined ? Math.min(most, part) : part;
  const left = leaves < most ? leaving(state, revocation, leaves) : without(state, revocation);
  const stands = inForceOf(left);
  return {
    again: Math.max(state.amount, stands),
    leaves,
    stillRevoked: Math.max(0, most - leaves),
    goesOn: stands > 0,
  };
}

/** What stands of the plan: released, or planned already. */
function standingOf(state: AcceptedAward): readonly AwardInstalment[] {
  return state.levelled ? state.schedule : paidInstalments(state);
}

function scheduleOfReinstatement(
  state: AcceptedAward,
  { schedule }: Reduction,
  again: number,
  further: Further,
) {
  const { released, levelled, before } = state;
  const standing = standingOf(state);
  const kept = new Map<number, { readonly amount: number }>(
    [...(levelled ? standing : released)].map((each) => [each.number, each]),
  );
  // What is planned already, also of what is due back, is not planned anew.
  let room = Math.max(
    0,
    levelled
      ? Math.min(again - state.amount, again - plannedOf(state))
      : again + (before?.dueBack ?? 0) - releasedOf(state),
  );
  const planned: PlannedPayment[] = schedule.flatMap(({ number, dueDate, amount: due }) => {
    const amount = Math.min(room, due - (kept.get(number)?.amount ?? 0));
    if (amount <= 0) return [];
    room -= amount;
    return [{ dueDate, amount }];
  });
  const last = schedule.at(-1);
  // What came to be granted since is due with the last payment.
  if (room > 0 && last && levelled) planned.push({ dueDate: last.dueDate, amount: room });
  const { instalments, further: needed } = allot(state, planned, further, false);
  return { schedule: [...standing, ...instalments], further: needed };
}
