import { refuse } from '#eventsourcing/decider.js';
import type { PlannedPayment, UpheldRevocation } from '../../contract/events.js';
import { allot, type Allotment, type Further } from './allotment.js';
import { no } from './refusals.js';
import { inForceOf, leaving, standingRevocation, without, type Reduction } from './reductions.js';
import { withReleases } from './release.js';
import type { Answer } from './standing.js';
import { paidInstalments, plannedOf, releasedOf, type AcceptedAward } from './state.js';

/** What of the grant an appeal left in force, where the revocation holds in part; by whose decision. */
export interface LeftInForce {
  readonly by: UpheldRevocation['by'];
  /** Minor units. */
  readonly amount: number;
}

/** An appeal undid the revocation; `reservationId` holds what has to be reserved again. */
interface ReinstateAward {
  readonly type: 'ReinstateAward';
  readonly appealId: string;
  /** All of it is undone when left out. */
  readonly inForce?: LeftInForce | undefined;
  readonly reservationId?: string | undefined;
  readonly budgetYear: number;
  readonly now: string;
}

/**
 * The grant is in force again, as far as the decision in force grants it and no other reduction stands against it; what
 * the revocation cancelled or left unreleased of that is planned anew. What stays revoked does so also when a later
 * decision grants more.
 */
function reinstate(command: ReinstateAward, state: AcceptedAward): Answer {
  const { appealId, inForce, reservationId, budgetYear } = command;
  const revocation = undoable(state);
  if (!revocation) return refuse(no.revocation());
  const { again, leaves, stillRevoked } = leftBy(state, revocation, inForce?.amount);
  const { schedule, further } = scheduleOfReinstatement(state, revocation, again, {
    reservationId: reservationId ?? '',
    budgetYear,
  });
  if (further.length > 0) {
    if (reservationId === undefined) return refuse(no.reservation());
    if (state.abandoned.includes(reservationId)) return refuse(no.abandoned());
  }
  const { awardId, schemeId, amount } = state.terms;
  const { currency } = amount;
  return withReleases(state, command.now, {
    type: 'AwardReinstated',
    data: {
      awardId,
      schemeId,
      appealId,
      revocation: revocation.number,
      ...(inForce && stillRevoked > 0
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
      levelled: true,
    },
  });
}

/** An appeal undoes a revocation, in full or in part. */
export const reinstatements = { ReinstateAward: reinstate };

/** What a reinstatement has to reserve again, minor units by year: the budget let it go with the revocation. */
export function needOfReinstatement(
  state: AcceptedAward,
  budgetYear: number,
  inForce?: number,
): Allotment['further'] {
  const revocation = undoable(state);
  if (!revocation) return [];
  const { again } = leftBy(state, revocation, inForce);
  return scheduleOfReinstatement(state, revocation, again, { reservationId: '', budgetYear }).further;
}

/** What an appeal against a revocation may leave in force, both ends excluded, minor units; undefined where none stands. */
export function rangeOfReinstatement(
  state: AcceptedAward,
): { readonly above: number; readonly below: number } | undefined {
  const revocation = undoable(state);
  return revocation && { above: revocation.leaves, below: mostOf(state, revocation) };
}

/** The revocation an appeal can undo; none where a later decision ended the award. */
function undoable(state: AcceptedAward): Reduction | undefined {
  return state.endedBy === undefined ? standingRevocation(state) : undefined;
}

/** What would be in force without a revocation and all that came after it but the decision. */
function mostOf({ granted, reductions }: AcceptedAward, revocation: Reduction): number {
  return inForceOf({ granted, reductions: reductions.slice(0, reductions.indexOf(revocation)) });
}

/** What a revocation leaves once it is undone, or undone in part, and what is in force then: more or less may be by now. */
function leftBy(state: AcceptedAward, revocation: Reduction, inForce: number | undefined) {
  const most = mostOf(state, revocation);
  const leaves = inForce === undefined ? most : Math.min(most, Math.max(revocation.leaves, inForce));
  const after = leaves < most ? leaving(state, revocation, leaves) : without(state, revocation);
  return { again: Math.max(state.amount, inForceOf(after)), leaves, stillRevoked: most - leaves };
}

function scheduleOfReinstatement(
  state: AcceptedAward,
  { schedule }: Reduction,
  again: number,
  further: Further,
) {
  const { released, levelled, before } = state;
  const standing = levelled ? state.schedule : paidInstalments(state);
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
