import { Map as Persistent, OrderedSet } from 'immutable';
import { dayOf } from '#eventsourcing/days.js';
import type { AppealEvent } from '../../contract/events.js';
import type { Appeal, AppealStatus, SubmittedAppeal } from './state.js';

/** The appeal after an event. */
export function evolve(state: Appeal, event: AppealEvent): Appeal {
  if (event.type === 'AppealSubmitted') {
    const { late } = event.data;
    return {
      status: late ? 'late' : 'received',
      submission: event.data,
      late,
      conflicts: Persistent(),
      preparers: OrderedSet(),
      deciders: OrderedSet(),
      forwarded: false,
      costsCovered: false,
    };
  }
  if (state.status === 'none') return state;
  switch (event.type) {
    case 'AppealDeadlineMoved': {
      const { deadline, late } = event.data;
      const moved = { ...state, late, submission: { ...state.submission, deadline } };
      // What was to be dismissed for its lateness is taken up.
      return state.late && !late ? { ...moved, status: 'received' } : moved;
    }
    case 'AppealImpartialityDeclared': {
      const { person, conflict } = event.data;
      return { ...state, conflicts: state.conflicts.set(person, conflict) };
    }
    case 'AppealPreparationBegun':
      return { ...preparedBy(state, event.data.caseworker), status: 'under-preparation' };
    case 'LateAppealAccepted':
      return { ...preparedBy(state, event.data.person), status: 'received', late: false };
    case 'AppealDismissalProposed': {
      const { proposer } = event.data;
      return { ...preparedBy(state, proposer), status: 'dismissal-proposed', proposer };
    }
    case 'AppealDismissed': {
      const { approver, decidedOn } = event.data;
      return { ...decidedBy(state, event, approver, 'dismissed'), dismissedOn: decidedOn };
    }
    case 'ReversalProposed': {
      const { proposer, newDecision } = event.data;
      const proposed = { ...preparedBy(state, proposer), status: 'reversal-proposed', proposer } as const;
      if (!newDecision) return proposed;
      const { outcome, amount, schedule } = newDecision;
      return { ...proposed, reversal: { outcome, amount, schedule } };
    }
    case 'AppealReversed':
      return decidedBy(state, event, event.data.approver, 'reversed');
    case 'AppealForwarded':
      return { ...preparedBy(state, event.data.person), status: 'forwarded', forwarded: true };
    case 'AppealLetStand':
      return decidedBy(state, event, event.data.decider, 'stands');
    case 'AppealChangedDecision':
      return decidedBy(state, event, event.data.decider, 'changed');
    case 'AppealAnnulledDecision':
      return decidedBy(state, event, event.data.decider, 'annulled');
    case 'AppealWithdrawn':
      return { ...state, status: 'withdrawn' };
    case 'AppealReopened': {
      const { notice: _, dismissedOn: __, decidedOn: ___, ...rest } = state;
      return { ...rest, status: 'received', late: false };
    }
    case 'ProvisionalReplyBecameDue':
      return { ...state, provisionalReply: 'due' };
    case 'ProvisionalReplySent':
      return { ...state, provisionalReply: 'sent' };
    case 'EnforcementDeferred':
      return state;
    case 'AppealCostsCovered':
      return { ...state, costsCovered: true };
    case 'AppealOutcomeNotified': {
      const { receivedOn, appealDeadline } = event.data;
      return { ...state, notice: { receivedOn, appealDeadline } };
    }
  }
}

function preparedBy(state: SubmittedAppeal, person: string): SubmittedAppeal {
  return { ...state, preparers: state.preparers.add(person) };
}

function decidedBy(
  state: SubmittedAppeal,
  event: Extract<AppealEvent, { data: { decidedOn?: string | undefined } }>,
  person: string,
  status: AppealStatus,
): SubmittedAppeal {
  const decidedOn = dayOf(event, event.data.decidedOn);
  return { ...state, status, decidedOn, deciders: state.deciders.add(person) };
}
