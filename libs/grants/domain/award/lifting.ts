import { accept, refuse } from '#eventsourcing/decider.js';
import { dateInOslo } from '#calendar/oslo.js';
import { sum } from '#money/money.js';
import type { AwardInstalment, PlannedPayment } from '../../contract/events.js';
import { allot, type Allotment, type Further } from './allotment.js';
import { raiseBy, withoutRaise } from './amended.js';
import { inForceOf, reductionBy, without, type Raise } from './reductions.js';
import { reducedTo } from './reduction.js';
import { no } from './refusals.js';
import { withReleases } from './release.js';
import type { Answer } from './standing.js';
import {
  outstanding,
  paidInstalments,
  plannedOf,
  releasedOf,
  type AcceptedAward,
  type MadeAmendment,
} from './state.js';

/** An appeal against an amendment was won, or a flagged one is decided again; `reservationId` holds what has to be reserved again. */
interface LiftAmendment {
  readonly type: 'LiftAmendment';
  /** None where a flagged one is decided again: then what it granted is taken back as well. */
  readonly appealId?: string | undefined;
  readonly amendment: number;
  readonly reservationId?: string | undefined;
  readonly budgetYear: number;
  readonly now: string;
}

/**
 * The terms are as they were before it, as far as nothing was released or decided since: what it took is in force again
 * where no other reduction stands against that, what is not paid of it falls due as it would have, and its conditions
 * fall away. What has ended stays so as long as that leads to no more money.
 */
function lift(command: LiftAmendment, state: AcceptedAward): Answer {
  const { appealId, amendment, reservationId, budgetYear, now } = command;
  const made = state.amended.get(amendment);
  const raise = appealId === undefined ? raiseBy(state, amendment) : undefined;
  if (raise) return takeBack(raise, command, state);
  // Nothing is left of it: it was lifted, or another decision came in its place.
  if (!made || state.endedBy !== undefined) return accept();
  const ended = endsWithout(state, made);
  if (ended && !reductionBy(state, amendment)) return accept();
  const { schedule, further } = scheduleOf(
    state,
    made,
    { reservationId: reservationId ?? '', budgetYear },
    now,
  );
  if (further.length > 0) {
    if (reservationId === undefined) return refuse(no.reservation());
    if (state.abandoned.includes(reservationId)) return refuse(no.abandoned());
  }
  const { awardId, schemeId, amount } = state.terms;
  return withReleases(state, now, {
    type: 'AmendmentLifted',
    data: {
      awardId,
      schemeId,
      ...(appealId === undefined ? {} : { appealId }),
      amendment,
      amount: { amount: state.amount + givenBack(state, made), currency: amount.currency },
      schedule,
      conditions: [
        ...state.conditions
          .filter((each) => each.amendment !== amendment)
          .map(({ fulfilled: _, ...condition }) => condition),
        ...made.dropped,
      ],
      ...(further.length > 0 ? { reservationId, budgetYear } : {}),
      // One of before awards were levelled is looked at as then, while that leads to no more money.
      ...(ended && !state.levelled ? {} : { levelled: true }),
      ...(ended ? { ended: true } : {}),
    },
  });
}

/** What was not released of it is cut, the latest first, and what was is due back where it is kept beyond what stays in force. */
function takeBack({ amendment, change }: Raise, { now }: LiftAmendment, state: AcceptedAward): Answer {
  if (state.endedBy !== undefined) return accept();
  const { awardId, schemeId, amount } = state.terms;
  const { currency } = amount;
  const inForce = Math.min(state.amount, inForceOf(withoutRaise(state, amendment)));
  const kept = state.conditions.filter((each) => each.amendment !== amendment);
  const dropped = state.amended.get(amendment)?.dropped ?? [];
  return withReleases(state, now, {
    type: 'AmendmentLifted',
    data: {
      awardId,
      schemeId,
      amendment,
      amount: { amount: inForce, currency },
      takenBack: { amount: change, currency },
      schedule: reducedTo(state, inForce).schedule,
      conditions: [...kept.map(({ fulfilled: _, ...condition }) => condition), ...dropped],
      levelled: true,
      ...(state.status === 'accepted' ? {} : { ended: true }),
    },
  });
}

/** Undoes amendments. */
export const lifting = { LiftAmendment: lift };

/** What lifting an amendment has to reserve again, minor units by year. */
export function needOfLifting(
  state: AcceptedAward,
  amendment: number,
  budgetYear: number,
  now: string,
): Allotment['further'] {
  const made = state.amended.get(amendment);
  return made ? scheduleOf(state, made, { reservationId: '', budgetYear }, now).further : [];
}

/** Minor units that are in force again: what it took, without what was given back since or another reduction takes. */
function givenBack(state: AcceptedAward, { amendment }: MadeAmendment): number {
  return Math.max(0, inForceOf(without(state, reductionBy(state, amendment))) - state.amount);
}

/** Whether the award has ended, and lifting an amendment leads to no more money. */
function endsWithout(state: AcceptedAward, made: MadeAmendment): boolean {
  return state.status !== 'accepted' && givenBack(state, made) === 0;
}

function scheduleOf(
  state: AcceptedAward,
  made: MadeAmendment,
  further: Further,
  now: string,
): { readonly schedule: readonly AwardInstalment[]; readonly further: Allotment['further'] } {
  const back = givenBack(state, made);
  const planned = state.levelled ? plannedOf(state) : state.amount;
  // What is planned already, also of what is due back, is not planned twice.
  const again = Math.min(back, Math.max(0, state.amount + back - planned));
  const unchanged = endsWithout(state, made) || (again === 0 && made.kind === 'conditions');
  if (unchanged) return { schedule: state.schedule, further: [] };
  const unreleased = Math.max(0, planned - releasedOf(state));
  const replanned = state.amended.some(
    ({ amendment, kind }) => amendment > made.amendment && kind !== 'conditions',
  );
  // What a later amendment planned falls due as that said; what was cancelled of it may be planned again.
  const kept = replanned ? outstanding(state) : [];
  const left = unreleased + again - sum(kept.map(({ amount }) => amount));
  const payments = [
    ...kept,
    ...latestOf(reductionBy(state, made.amendment)?.schedule ?? made.schedule, left, dateInOslo(now)),
  ];
  const inOrder = payments.toSorted((a, b) => a.dueDate.localeCompare(b.dueDate));
  const allotment = allot(state, inOrder, further);
  return { schedule: [...paidInstalments(state), ...allotment.instalments], further: allotment.further };
}

/** So much of what a plan would have paid last; what it does not hold is due with its last payment. */
function latestOf(plan: readonly AwardInstalment[], amount: number, today: string): PlannedPayment[] {
  let left = amount;
  const payments: PlannedPayment[] = [];
  const latest = plan.toSorted((a, b) => b.dueDate.localeCompare(a.dueDate) || b.number - a.number);
  for (const { dueDate, amount: planned } of latest) {
    const part = Math.min(left, planned);
    if (part > 0) payments.push({ dueDate, amount: part });
    left -= part;
  }
  if (left > 0) payments.push({ dueDate: latest[0]?.dueDate ?? today, amount: left });
  return payments;
}
