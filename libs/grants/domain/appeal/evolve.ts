import { Map as Persistent, OrderedSet } from 'immutable';
import { dayOf } from '#eventsourcing/days.js';
import type { AppealEvent, Detriment } from '../../contract/events.js';
import { givenBy } from './detriment.js';
import { evolveCorrections } from './receipt.js';
import { cameAfter, claimsStanding } from './submission.js';
import type { Appeal, AppealStatus, SubmittedAppeal } from './state.js';

/** The appeal after an event. */
export function evolve(state: Appeal, event: AppealEvent): Appeal {
  if (event.type === 'AppealSubmitted') {
    const { late, other, against } = event.data;
    return {
      status: late ? 'late' : 'received',
      submission: event.data,
      late,
      conflicts: Persistent(),
      preparers: OrderedSet(),
      deciders: OrderedSet(),
      forwarded: false,
      costsCovered: false,
      ...(claimsStanding(other, against) ? { standing: 'claimed' } : {}),
    };
  }
  if (state.status === 'none') return state;
  switch (event.type) {
    case 'AppealDeadlineMoved': {
      const { deadline, late } = event.data;
      const moved = { ...state, late, submission: movedTo(deadline, state.submission) };
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
      return { ...proposedBy(state, proposer), status: 'dismissal-proposed', proposer };
    }
    case 'AppealDismissed': {
      const { approver, decidedOn } = event.data;
      return { ...decidedBy(state, event, approver, 'dismissed'), dismissedOn: decidedOn };
    }
    case 'ReversalProposed': {
      const { proposer, newDecision, amount: inPart, detriment } = event.data;
      const { detriment: _, reversalInPart: __, ...before } = proposedBy(state, proposer);
      const said = detriment === undefined ? {} : { detriment: withoutWords(detriment) };
      const part = inPart === undefined ? {} : { reversalInPart: inPart };
      const proposed = { ...before, ...said, ...part, status: 'reversal-proposed', proposer } as const;
      if (!newDecision) return proposed;
      const { outcome, amount, schedule } = newDecision;
      return {
        ...proposed,
        reversal: { outcome, amount, schedule },
        reversalGives: givenBy(newDecision),
      };
    }
    case 'AppealReversed':
      return changedBy(state, event, event.data.approver, 'reversed');
    case 'AppealForwarded':
      return { ...preparedBy(state, event.data.person), status: 'forwarded', forwarded: true };
    case 'AppealLetStand':
      return decidedBy(state, event, event.data.decider, 'stands');
    case 'AppealChangedDecision':
      return changedBy(state, event, event.data.decider, 'changed');
    case 'AppealAnnulledDecision':
      return decidedBy(state, event, event.data.decider, 'annulled');
    case 'AppealWithdrawn':
      return { ...state, status: 'withdrawn', decidedOn: dayOf(event, undefined) };
    case 'AppealSuperseded':
      return { ...state, status: 'superseded', decidedOn: dayOf(event, undefined) };
    case 'AppealReopened': {
      const { notice: _, dismissedOn: __, decidedOn: ___, receiptCorrection: ____, ...rest } = state;
      const { deadline } = event.data;
      const submission = deadline === undefined ? rest.submission : movedTo(deadline, rest.submission);
      // Whoever is to be heard after all has the standing for it.
      const heard = state.standing ? ({ standing: 'recognised' } as const) : {};
      return { ...rest, ...heard, submission, status: 'received', late: false, reopened: true };
    }
    case 'AppealStandingRecognised': {
      const recognised = { ...preparedBy(state, event.data.person), standing: 'recognised' } as const;
      return state.status === 'dismissal-proposed'
        ? { ...recognised, status: state.late ? 'late' : 'received' }
        : recognised;
    }
    case 'AppellantKnowledgeRecorded': {
      const { person, deadline, late } = event.data;
      const known = {
        ...preparedBy(state, person),
        submission: { ...state.submission, deadline, late },
        late,
      };
      return late === state.late ? known : { ...known, status: late ? 'late' : 'received' };
    }
    case 'AppealJoined': {
      const { appealId, outcome, amount, detriment } = event.data;
      const decidedOn = dayOf(event, event.data.decidedOn);
      const inPart = amount === undefined ? {} : { inPart: amount };
      return withDetriment(
        { ...state, status: outcome, decidedOn, joinedTo: appealId, ...inPart },
        detriment,
      );
    }
    case 'ProvisionalReplyBecameDue':
      return { ...state, provisionalReply: 'due' };
    case 'ProvisionalReplySent':
      return { ...state, provisionalReply: 'sent' };
    case 'EnforcementDeferred':
    case 'OutcomeOmitted':
      return state;
    case 'DetrimentNoticeSent':
      return { ...state, detrimentNotice: event.data.sentOn };
    case 'AppealCostsCovered':
      return { ...state, costsCovered: true };
    case 'OutcomeReceiptCorrectionProposed':
    case 'OutcomeReceiptCorrected':
    case 'OutcomeReceiptCorrectionRejected':
      return evolveCorrections(state, event);
    case 'AppealOutcomeNotified': {
      const { receivedOn, appealDeadline, representation } = event.data;
      const to = representation === undefined ? {} : { representation };
      return { ...state, notice: { receivedOn, appealDeadline, ...to } };
    }
  }
}

/** What was submitted, with another last day: one that was accepted although it came late may have come late by that as well. */
function movedTo(deadline: string, submission: SubmittedAppeal['submission']): SubmittedAppeal['submission'] {
  return { ...submission, deadline, late: submission.late && cameAfter(deadline, submission) };
}

function changedBy(
  state: SubmittedAppeal,
  event: Extract<AppealEvent, { type: 'AppealReversed' | 'AppealChangedDecision' }>,
  person: string,
  status: AppealStatus,
): SubmittedAppeal {
  const { amount, detriment } = event.data;
  const decided = withDetriment(decidedBy(state, event, person, status), detriment);
  return amount === undefined ? decided : { ...decided, inPart: amount };
}

function withDetriment(
  { detriment: _, ...state }: SubmittedAppeal,
  detriment: SubmittedAppeal['detriment'],
): SubmittedAppeal {
  return detriment === undefined ? state : { ...state, detriment: withoutWords(detriment) };
}

function withoutWords({ worse, ground, appeal }: Omit<Detriment, 'grounds'>): Omit<Detriment, 'grounds'> {
  return { worse, ground, ...(appeal === undefined ? {} : { appeal }) };
}

function preparedBy(state: SubmittedAppeal, person: string): SubmittedAppeal {
  return { ...state, preparers: state.preparers.add(person) };
}

/** Another proposal that waits is replaced by it. */
function proposedBy(state: SubmittedAppeal, person: string): SubmittedAppeal {
  const waits = state.status === 'dismissal-proposed' || state.status === 'reversal-proposed';
  return { ...preparedBy(state, person), ...(waits ? { replacesProposal: true } : {}) };
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
