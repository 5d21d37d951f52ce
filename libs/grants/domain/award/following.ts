import { accept } from '#eventsourcing/decider.js';
import { money, sum } from '#money/money.js';
import type {
  AwardAccepted,
  AwardCondition,
  AwardEvent,
  AwardInstalment,
  Instalment,
} from '../../contract/events.js';
import { allot, type Allotment, type Further } from './allotment.js';
import { withoutLast } from './levelling.js';
import { dueBackOf, reducedTo } from './reduction.js';
import { followed, inForceOf } from './reductions.js';
import { withReleases } from './release.js';
import type { Answer } from './standing.js';
import { outstanding, paidInstalments, type AcceptedAward } from './state.js';

/** A decision took the place of the accepted one; its money is reserved. */
export interface FollowDecision {
  readonly type: 'FollowDecision';
  readonly offer: AwardAccepted['data'] | undefined;
  /** A decision in force that grants nothing, or an annulled one after which the application was withdrawn. */
  readonly rejection?: Rejection | undefined;
  readonly now: string;
}

/** Why nothing grants the award any more. */
interface Rejection {
  readonly decision: number;
  readonly decisionMaker?: string | undefined;
  /** The recipient withdrew its application once that decision was annulled. */
  readonly withdrawn?: true | undefined;
}

/**
 * The terms of a later decision take the place of the accepted ones: what was released counts against its first
 * payments, and what was released beyond it is due back. What an amendment added under a commitment of its own stays.
 * A revocation stands, whatever became of the decision before it.
 */
export function followDecision(command: FollowDecision, state: AcceptedAward): Answer {
  const { offer, rejection, now } = command;
  const { terms, reservations } = state;
  if (rejection?.withdrawn) return mayFollow(state) ? end(rejection, state) : accept();
  const decision = offer ? offer.decision : (rejection?.decision ?? 0);
  if (decision <= terms.decision || !mayFollow(state)) return accept();
  if (!offer) return rejection ? end(rejection, state) : accept();
  const { reservationId, budgetYear } = offer;
  const { kept, planned } = allotted(state, offer.schedule, { reservationId, budgetYear });
  const schedule = [...kept, ...planned];
  const added = addedTo(schedule, state);
  const granted = grantedBy(offer, state);
  const { currency } = offer.amount;
  const unreduced = { amount: money(granted, currency), schedule };
  // What was revoked stays so.
  const after = followed(state, unreduced);
  const amount = inForceOf(after);
  const cut = withoutLast({ ...state, schedule }, offer.amount.amount + added - amount);
  const dueBack = dueBackOf({ ...state, amount, schedule: cut }, state.dueBack);
  const known = reservations.some((each) => each.reservationId === reservationId);
  return withReleases(state, now, {
    type: 'DecisionFollowed',
    data: {
      awardId: terms.awardId,
      schemeId: terms.schemeId,
      decision,
      amount: money(amount, currency),
      schedule: cut,
      conditions: conditionsAfter(state, offer.conditions),
      ...(known ? {} : { reservationId, budgetYear }),
      ...(dueBack > 0 ? { dueBack: money(dueBack, currency) } : {}),
      ...(after.reductions.isEmpty() ? {} : { unreduced }),
      levelled: true,
    },
  });
}

/** Minor units a decision grants together with what amendments added to it. */
export function grantedBy(
  { amount, schedule, reservationId, budgetYear }: AwardAccepted['data'],
  state: AcceptedAward,
): number {
  const { kept, planned } = allotted(state, schedule, { reservationId, budgetYear });
  const added = addedTo([...kept, ...planned], state);
  return amount.amount + Math.min(added, sum(state.additions.map((each) => each.amount)));
}

/** Whether the award takes the terms of a later decision: one that was revoked for itself does not. */
export function mayFollow({ status, endedBy }: AcceptedAward): boolean {
  return status !== 'revoked' || endedBy !== undefined;
}

/** What a decision with these payments needs beyond what the award's commitments hold, minor units by year. */
export function needOfDecision(
  state: AcceptedAward,
  schedule: readonly Instalment[],
  budgetYear: number,
): Allotment['further'] {
  return allotted(state, schedule, { reservationId: '', budgetYear }).further;
}

/** Nothing is granted any more: what was paid is due back, and what was not is free. */
export function end({ decision, decisionMaker, withdrawn }: Rejection, state: AcceptedAward): Answer {
  if (state.status === 'revoked') return accept();
  const { awardId, schemeId, directorate, recipient, amount } = state.terms;
  const { schedule, dueBack } = reducedTo(state, 0);
  return accept<AwardEvent>({
    type: 'AwardRevoked',
    data: {
      awardId,
      schemeId,
      directorate,
      recipient,
      revocation: state.revocations,
      ...(decisionMaker === undefined ? {} : { approver: decisionMaker }),
      decision,
      ...(withdrawn ? { withdrawn } : {}),
      supersedes: true,
      amountInForce: money(0, amount.currency),
      dueBack: money(dueBack, amount.currency),
      schedule,
    },
  });
}

function allotted(state: AcceptedAward, schedule: readonly Instalment[], further: Further) {
  const own = (each: AwardInstalment) => isOfDecision(each, state);
  const mine = { ...state, schedule: state.schedule.filter(own) };
  const released = paidInstalments(mine);
  const paid = total(released);
  const payments = beyond(schedule, paid);
  // Only an award that goes on still holds what it has not released.
  const allotment = allot(mine, payments, further, state.status === 'accepted');
  const last = Math.max(0, ...state.schedule.map(({ number }) => number));
  const standing = state.schedule.filter((each) => !own(each));
  const added = { ...state, schedule: standing };
  const goesOn = state.status === 'accepted';
  const planned = [
    ...merged(allotment.instalments),
    // An instalment is released once, so what was cancelled of it is paid by another one.
    ...(goesOn ? cancelledOf(added) : []),
  ].map((each, index) => ({ ...each, number: last + index + 1 }));
  const kept = [
    ...released,
    ...paidInstalments(added),
    // What was added and not paid when the award ended has let its money go.
    ...(goesOn ? outstanding(added) : []),
  ];
  return { kept, planned, further: allotment.further };
}

/** Minor units of a plan that no decision granted. */
function addedTo(plan: readonly AwardInstalment[], state: AcceptedAward): number {
  return total(plan.filter((each) => !isOfDecision(each, state)));
}

/** What was cancelled of released instalments. */
function cancelledOf({ schedule, released }: AcceptedAward): AwardInstalment[] {
  return schedule.flatMap((each) => {
    const one = released.find(({ number }) => number === each.number);
    return one && one.amount < each.amount ? [{ ...each, amount: each.amount - one.amount }] : [];
  });
}

/** Also what was planned anew under another commitment, once something was undone or moved to another year. */
function isOfDecision({ reservationId }: AwardInstalment, { additions }: AcceptedAward): boolean {
  return !additions.some((each) => each.reservationId === reservationId);
}

/** The payments that are left once so much of them is paid, the first ones first. */
function beyond(schedule: readonly Instalment[], paid: number): Instalment[] {
  let left = paid;
  return schedule.flatMap((instalment) => {
    const covered = Math.min(left, instalment.amount);
    left -= covered;
    return covered === instalment.amount ? [] : [{ ...instalment, amount: instalment.amount - covered }];
  });
}

/** One payment that two shares of the same commitment carry is one instalment. */
function merged(instalments: readonly AwardInstalment[]): AwardInstalment[] {
  const result: AwardInstalment[] = [];
  for (const each of instalments) {
    const last = result.at(-1);
    const same =
      last?.dueDate === each.dueDate &&
      last.reservationId === each.reservationId &&
      last.budgetYear === each.budgetYear;
    if (same) result[result.length - 1] = { ...last, amount: last.amount + each.amount };
    else result.push(each);
  }
  return result;
}

/** The decision's conditions, and those that amendments added under other numbers. */
function conditionsAfter(state: AcceptedAward, conditions: readonly AwardCondition[]): AwardCondition[] {
  const taken = new Set(conditions.map(({ number }) => number));
  const added = state.conditions.filter(
    ({ number, amendment }) => amendment !== undefined && !taken.has(number),
  );
  return [...conditions, ...added.map(({ fulfilled: _, ...condition }) => condition)];
}

function total(instalments: readonly { readonly amount: number }[]): number {
  return sum(instalments.map(({ amount }) => amount));
}
