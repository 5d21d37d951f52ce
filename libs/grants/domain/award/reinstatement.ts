import { refuse } from '#eventsourcing/decider.js';
import type { PlannedPayment, UpheldRevocation } from '../../contract/events.js';
import { allot, type Allotment, type Further } from './allotment.js';
import { no } from './refusals.js';
import { withReleases } from './release.js';
import type { Answer } from './standing.js';
import { paidInstalments, plannedOf, releasedOf, undoneOf, type AcceptedAward } from './state.js';

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
 * The grant is in force again, as it was or in part; what the revocation cancelled or left unreleased of it is planned
 * anew. What stays revoked does so also when a later decision grants more.
 */
function reinstate(command: ReinstateAward, state: AcceptedAward): Answer {
  const { appealId, inForce, reservationId, budgetYear } = command;
  if (state.endedBy !== undefined || !undoneOf(state)) return refuse(no.revocation());
  const again = amountAgain(state, inForce?.amount);
  const { schedule, further } = scheduleOfReinstatement(state, again, {
    reservationId: reservationId ?? '',
    budgetYear,
  });
  if (further.length > 0) {
    if (reservationId === undefined) return refuse(no.reservation());
    if (state.abandoned.includes(reservationId)) return refuse(no.abandoned());
  }
  const { awardId, schemeId, amount } = state.terms;
  const { currency } = amount;
  const stillRevoked = amountReinstated(state) - again;
  return withReleases(state, command.now, {
    type: 'AwardReinstated',
    data: {
      awardId,
      schemeId,
      appealId,
      revocation: state.revocations,
      ...(inForce && stillRevoked > 0
        ? { upheld: { by: inForce.by, stillRevoked: { amount: stillRevoked, currency } } }
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
  const further = { reservationId: '', budgetYear };
  return scheduleOfReinstatement(state, amountAgain(state, inForce), further).further;
}

/** What an appeal against a revocation may leave in force, both ends excluded, minor units; undefined where none stands. */
export function rangeOfReinstatement(
  state: AcceptedAward,
): { readonly above: number; readonly below: number } | undefined {
  if (state.endedBy !== undefined || !undoneOf(state)) return undefined;
  return { above: state.amount, below: amountReinstated(state) };
}

/** As much as was in force before, but for what other decisions took or gave since. */
function amountReinstated(state: AcceptedAward): number {
  const undone = undoneOf(state);
  if (state.status === 'revoked' || !state.partly || !undone) return undone?.amount ?? state.amount;
  return Math.max(state.amount, Math.min(undone.amount, state.amount + state.partly.taken));
}

/** What is in force after it: more or less may be since the appeal was decided. */
function amountAgain(state: AcceptedAward, inForce: number | undefined): number {
  const most = amountReinstated(state);
  return inForce === undefined ? most : Math.min(most, Math.max(state.amount, inForce));
}

function scheduleOfReinstatement(state: AcceptedAward, again: number, further: Further) {
  const { released, levelled } = state;
  const before = undoneOf(state);
  if (!before) return { schedule: state.schedule, further: [] };
  const standing = levelled ? state.schedule : paidInstalments(state);
  const kept = new Map<number, { readonly amount: number }>(
    [...(levelled ? standing : released)].map((each) => [each.number, each]),
  );
  // What an earlier decision had released beyond the amount in force is not planned anew.
  const beyond = Math.max(0, plannedOf(before) - before.amount);
  let room = Math.max(
    0,
    levelled
      ? Math.min(again - state.amount, Math.min(plannedOf(before), again + beyond) - plannedOf(state))
      : again + before.dueBack - releasedOf(state),
  );
  const planned: PlannedPayment[] = before.schedule.flatMap(({ number, dueDate, amount: due }) => {
    const amount = Math.min(room, due - (kept.get(number)?.amount ?? 0));
    if (amount <= 0) return [];
    room -= amount;
    return [{ dueDate, amount }];
  });
  const { instalments, further: needed } = allot(state, planned, further, false);
  return { schedule: [...standing, ...instalments], further: needed };
}
