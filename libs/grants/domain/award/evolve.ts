import { OrderedSet } from 'immutable';
import { dayOf } from '#eventsourcing/days.js';
import type { AmendmentRequestEvent, AwardEvent } from '../../contract/events.js';
import { accepted } from './acceptance.js';
import { reservedWith, withoutFulfilled, withTerms } from './changed-terms.js';
import { withHold } from './held.js';
import { isOfOffer, offered, type LaterAwardEvent } from './evolve-offers.js';
import {
  blockerOf,
  paidInstalments,
  surplusOf,
  wasAccepted,
  type AcceptedAward,
  type Award,
} from './state.js';
import { reinstating } from './own-reinstatement.js';
import { withReserved, withReservedBack } from './reserved.js';
import { withClaimed } from './reported.js';
import { lapsedTo, withSpending } from './lapsing.js';
import { awaitingAfter } from './awaited.js';
import { reinstated, revoked, withRevocation } from './revoked.js';
import { addedBy, liftedBy, NOTHING_AMENDED, withAmended, withReduction } from './amended.js';
import { agreeing, followed, shifted } from './reductions.js';
import { withPlannedAgain } from './planned-again.js';
import { isOfRequest, requestsAfter } from './requests.js';

/** The award after an event. */
export function evolve(state: Award, event: AwardEvent): Award {
  if (event.type === 'AwardAccepted') return accepted(event.data);
  if (isOfOffer(event)) return offered(state, event);
  if (!wasAccepted(state)) return state;
  const next = isOfRequest(event)
    ? requested(state, event)
    : withPlannedAgain(state, booked(after(state, event)));
  const awaiting = awaitingAfter(state.awaiting, event);
  const waited = awaiting === next.awaiting ? next : { ...next, awaiting };
  const requests = requestsAfter(
    state.requests,
    event,
    state.status === 'accepted' && next.status !== 'accepted',
  );
  return requests === next.requests ? waited : { ...waited, requests };
}

/** A request changes nothing of the award; won on appeal, it opens one that was closed again, as it was paid. */
function requested(state: AcceptedAward, { type }: AmendmentRequestEvent): AcceptedAward {
  if (type !== 'AmendmentRequestReopened' || state.status !== 'closed') return state;
  return { ...state, status: 'accepted', schedule: paidInstalments(state) };
}

/** Of a levelled award what is due back follows from what is planned and in force. */
function booked(state: AcceptedAward): AcceptedAward {
  return state.levelled ? { ...state, dueBack: surplusOf(state) } : state;
}

function after(state: AcceptedAward, event: Exclude<LaterAwardEvent, AmendmentRequestEvent>): AcceptedAward {
  switch (event.type) {
    case 'InstalmentReleased': {
      const { instalment: number, payoutId, amount } = event.data;
      const one = { number, payoutId, amount: amount.amount, cancelled: false };
      return {
        ...state,
        released: state.released.with(one),
        releasedInAll: state.releasedInAll + one.amount,
      };
    }
    case 'InstalmentCancelled': {
      const { payoutId, amount } = event.data;
      if (!state.released.has(payoutId)) return state;
      const released = state.released.changed(payoutId, (each) => {
        return { ...each, amount: each.amount - amount.amount, cancelled: true };
      });
      const releasedInAll = state.releasedInAll - amount.amount;
      const instructions = state.instructions?.without(payoutId);
      const cancelled = { ...state, released, releasedInAll, ...(instructions ? { instructions } : {}) };
      // While the award goes on, what was cancelled may be planned anew.
      return state.status === 'accepted' || state.levelled
        ? cancelled
        : { ...cancelled, amount: Math.min(state.amount, releasedInAll) };
    }
    case 'ConditionFulfilled': {
      const { condition } = event.data;
      const conditions = state.conditions.map((each) =>
        each.number === condition ? { ...each, fulfilled: true } : each,
      );
      return { ...state, conditions };
    }
    case 'AmendmentProposed': {
      const { grounds: _, added, ...rest } = event.data;
      const numbered = added.map(({ number, beforePayout }) => ({ number, beforePayout }));
      const amendment = { ...rest, added: numbered };
      return { ...state, amendments: amendment.amendment, amendment };
    }
    case 'AmendmentReturned':
      return { ...state, amendment: undefined };
    case 'AwardAmended':
    case 'AwardContinued': {
      const less = event.data.amount.amount < state.amount;
      const reduced = less ? { reducedBy: {}, reducedOn: dayOf(event, undefined) } : {};
      const amended = event.type === 'AwardAmended' ? withAmended(state, event.data) : state.amended;
      const before =
        event.type === 'AwardAmended'
          ? withReduction(state, event.data)
          : { ...state, ...shifted(state, event.data.addition.amount) };
      const terms = agreeing(withTerms(before, event.data));
      return { ...terms, amended, ...addedBy(state, event), amendment: undefined, ...reduced };
    }
    case 'AmendmentLifted': {
      const { amendment, ended } = event.data;
      return {
        ...agreeing(withTerms(liftedBy(state, event.data), event.data)),
        status: ended ? state.status : 'accepted',
        amended: state.amended.without(amendment),
        amendment: undefined,
      };
    }
    case 'AppropriationAwaited':
      return state;
    case 'AmendmentAbandoned':
      return { ...state, abandoned: state.abandoned.add(event.data.reservationId) };
    case 'RevocationForewarned': {
      const { revocation: number, replyBy, person, reportId } = event.data;
      return {
        ...state,
        revocations: number,
        revocation: { number, replyBy, preparers: OrderedSet([person]), reportId },
      };
    }
    case 'RevocationProposed': {
      const { revocation } = state;
      if (!revocation) return state;
      const { proposer, amountInForce } = event.data;
      const preparers = revocation.preparers.add(proposer);
      const replaces = revocation.amountInForce === undefined ? {} : { replacesProposal: true as const };
      const proposed = { preparers, proposer, amountInForce: amountInForce.amount, ...replaces };
      return { ...state, revocation: { ...revocation, ...proposed } };
    }
    case 'AwardRevoked': {
      if (event.data.schedule)
        return {
          ...revoked(state, event.data, event.data.schedule),
          reducedOn: dayOf(event, undefined),
        };
      const { amount, schedule } = state;
      const { decision, amountInForce, dueBack } = event.data;
      // What an earlier decision booked as due back is part of what this one books.
      const before = decision === undefined ? state.dueBack : dueBackBefore(state);
      return {
        ...withRevocation(state, event.data),
        ...(decision === undefined ? {} : { terms: { ...state.terms, decision } }),
        status: 'revoked',
        suspendedBy: undefined,
        endedBy: decision,
        amount: amountInForce.amount,
        dueBack: before + dueBack.amount,
        amendment: undefined,
        before: { amount, schedule, dueBack: before },
      };
    }
    case 'AwardReinstated': {
      const undone = reinstated(state, event.data);
      if (event.data.ended) return undone;
      const dueBack = state.before?.dueBack ?? state.dueBack;
      const back = {
        ...undone,
        status: 'accepted',
        dueBack,
        before: undefined,
        revocation: undefined,
      } as const;
      return agreeing(withTerms(back, event.data));
    }
    case 'DecisionFollowed': {
      const { decision, reservationId, dueBack } = event.data;
      const { amount, schedule } = state;
      const before = dueBackBefore(state);
      return {
        ...agreeing(withTerms(followed(withoutFulfilled(state), event.data.unreduced), event.data)),
        status: 'accepted',
        terms: { ...state.terms, decision },
        decided: reservationId === undefined ? state.decided : state.decided.push(reservationId),
        suspendedBy: undefined,
        endedBy: undefined,
        lapsed: undefined,
        amendment: undefined,
        amended: NOTHING_AMENDED,
        raised: state.raised?.filter(({ kind }) => kind === 'continuation'),
        dueBack: before + (dueBack?.amount ?? 0),
        before: dueBack && { amount, schedule, dueBack: before },
        ...(dueBack ? { reducedBy: { decision }, reducedOn: dayOf(event, undefined) } : {}),
      };
    }
    case 'ReinstatementProposed':
    case 'ReinstatementReturned':
    case 'ReinstatementApproved':
      return reinstating(state, event);
    case 'AwardSuspended': {
      const { appealId, decision } = event.data;
      return { ...state, suspendedBy: appealId ?? blockerOf({ decision }) };
    }
    case 'DueBackReduced':
      return { ...state, dueBack: state.dueBack - event.data.amount.amount };
    case 'UnspentClaimed': {
      const { reportId, amount } = event.data;
      const { before } = state;
      return {
        ...state,
        dueBack: state.dueBack + amount.amount,
        // What is unspent stays due back when a revocation is undone.
        before: before && { ...before, dueBack: before.dueBack + amount.amount },
        unspent: state.unspent + amount.amount,
        unspentOn: dayOf(event, undefined),
        ...(event.data.levelled ? { levelled: true as const } : {}),
        claimed: state.claimed.add(reportId),
        unspentBy: withClaimed(state, event.data),
      };
    }
    case 'ShortfallRecorded': {
      const { reportId, years, keeps } = event.data;
      return {
        ...state,
        shortfalls: state.shortfalls.with({ reportId, years, keeps: keeps.amount, ended: false }),
        blockedBy: state.blockedBy.add(blockerOf({ shortfallOf: reportId })),
      };
    }
    case 'ShortfallEnded': {
      const { reportId } = event.data;
      return {
        ...state,
        shortfalls: state.shortfalls.changed(reportId, (each) => ({ ...each, ended: true })),
        blockedBy: state.blockedBy.delete(blockerOf({ shortfallOf: reportId })),
        revocation: state.revocation?.reportId === reportId ? undefined : state.revocation,
      };
    }
    case 'SpendingRecorded':
      return { ...state, levelled: true, spending: withSpending(state, event.data) };
    case 'InstalmentsReplanned': {
      const { schedule, reservationId, budgetYear, inForce } = event.data;
      const left = inForce ? lapsedTo(state, inForce.amount) : state;
      return { ...left, schedule, reservations: reservedWith(state, reservationId, budgetYear) };
    }
    case 'ExcessClaimed': {
      const { recoveryId, amount, revocation, decision } = event.data;
      const claim = { recoveryId, amount: amount.amount, revocation, decision };
      return { ...state, claims: state.claims.push(claim) };
    }
    case 'InstructionReserved':
      return { ...state, instructions: withReserved(state.instructions, event.data) };
    case 'PayingBackReserved':
      return { ...state, backs: withReservedBack(state.backs, event.data) };
    case 'InstructionsHeld':
    case 'InstructionsFreed':
      return { ...state, holds: withHold(state.holds, event) };
    case 'DueBackRelinquished':
      return { ...state, givenUp: event.data.amount.amount };
    case 'PayoutsBlocked':
      return { ...state, blockedBy: state.blockedBy.add(blockerOf(event.data)) };
    case 'PayoutsUnblocked':
      return { ...state, blockedBy: state.blockedBy.delete(blockerOf(event.data)) };
    case 'AccountCorrectionProposed': {
      const { correction: number, proposer, byRecipient } = event.data;
      return {
        ...state,
        accountCorrections: number,
        accountCorrection: { number, proposer, byRecipient },
      };
    }
    case 'AccountCorrected':
      return { ...state, accountCorrection: undefined, correctedBy: event.data.correction };
    case 'AccountCorrectionRejected':
      return { ...state, accountCorrection: undefined };
    case 'CommitmentMoved': {
      const { payment, reservationId, year, from } = event.data;
      return { ...state, moves: state.moves.push({ payment, reservationId, year, from }) };
    }
    case 'AwardClosed': {
      const amount = event.data.inForce?.amount ?? state.releasedInAll;
      return {
        ...state,
        ...shifted(state, amount - state.amount),
        status: 'closed',
        amount,
        schedule: event.data.inForce ? paidInstalments(state) : state.schedule,
        amendment: undefined,
        revocation: undefined,
      };
    }
  }
}

/** What is due back beside what the last decision, or the last revocation, booked. */
export function dueBackBefore({ before, dueBack }: AcceptedAward): number {
  return before?.dueBack ?? dueBack;
}
