import { OrderedMap, OrderedSet } from 'immutable';
import { dayOf } from '#eventsourcing/days.js';
import { Keyed } from '#eventsourcing/keyed.js';
import type { ApplicationEvent, DecisionEvent } from '../../contract/events.js';
import { evolveDecisions } from './evolve-decisions.js';
import { afterDeclaration, afterRuling, declaredBy, type Impartiality } from '#impartiality/impartiality.js';
import { isConflicted } from './impartiality.js';
import { evolveRepresentation } from './representative.js';
import type { Application, MadeDecision, SubmittedApplication } from './state.js';

type Of<Type extends ApplicationEvent['type']> = Extract<ApplicationEvent, { type: Type }>['data'];

const NO_DECISIONS = Keyed.by((made: MadeDecision) => made.number);

/** The application after an event. */
export function evolve(state: Application, event: ApplicationEvent): Application {
  if (event.type === 'ApplicationSubmitted')
    return {
      status: 'submitted',
      submission: event.data,
      impartiality: OrderedMap(),
      preparers: OrderedSet(),
      contributors: OrderedSet(),
      conflicted: OrderedSet(),
      scores: {},
      decisions: NO_DECISIONS,
      ownReversals: 0,
      abandoned: OrderedSet(),
    };
  if (state.status === 'none') return state;
  switch (event.type) {
    case 'ApplicationWithdrawn': {
      const { annulled } = event.data;
      return {
        ...state,
        status: 'withdrawn',
        ...(annulled === undefined ? {} : { withdrawnAfter: annulled }),
      };
    }
    case 'SupplementRequested': {
      const { request, dueOn, requestedBy } = event.data;
      return {
        ...preparedBy(state, requestedBy),
        status: 'awaiting-supplement',
        supplement: { request, dueOn, requestedOn: dayOf(event, undefined) },
      };
    }
    case 'ApplicationSupplemented':
      return { ...supplemented(state, event.data), status: 'under-assessment', scores: {} };
    case 'StateAidDeclared':
      return { ...state, submission: { ...state.submission, stateAid: event.data.stateAid } };
    case 'SupplementOverdue':
      return {
        ...state,
        status: 'under-assessment',
        ...(state.supplement && { supplement: { ...state.supplement, overdue: true } }),
      };
    case 'CaseworkerAssigned':
      return assigned(state, event.data.caseworker);
    case 'ImpartialityDeclared':
      return declared(state, event.data);
    case 'ImpartialityRuled': {
      const { person } = event.data;
      return standing(state, person, afterRuling(state.impartiality.get(person), event.data));
    }
    case 'EligibilityChecked':
      return { ...preparedBy(state, event.data.checkedBy), eligible: event.data.eligible };
    case 'SecondAssessorAssigned': {
      const { second: _, ...scores } = state.scores;
      const secondAssessor = event.data.assessor;
      return { ...withoutConflicted(state), status: 'under-assessment', secondAssessor, scores };
    }
    case 'ApplicationScored':
      return scored(state, event.data);
    case 'ScoresModerated':
      return { ...preparedBy(state, event.data.moderator), status: 'scored' };
    case 'ApplicationRecommended': {
      const { outcome, amount } = event.data;
      return {
        ...preparedBy(state, state.caseworker),
        status: 'recommended',
        recommendation: { outcome, amount },
      };
    }
    case 'DecisionProposed':
      return { ...preparedBy(state, event.data.proposer), status: 'proposed', proposal: event.data };
    case 'CaseRepresentativeRecorded':
    case 'CaseRepresentationEnded':
      return evolveRepresentation(state, event);
    default:
      return evolveDecisions(state, event satisfies DecisionEvent);
  }
}

/** A stand-in assesses anew: what someone with a conflict prepared does not count. */
function assigned(before: SubmittedApplication, caseworker: string): SubmittedApplication {
  const state = withoutConflicted(before);
  const { first, second } = state.scores;
  const same = caseworker === before.caseworker;
  const conflicted = before.caseworker !== undefined && isConflicted(before, before.caseworker);
  return {
    ...state,
    status: state.status === 'awaiting-supplement' ? 'awaiting-supplement' : 'under-assessment',
    caseworker,
    scores: { first: same ? first : undefined, second },
    eligible: conflicted ? undefined : state.eligible,
  };
}

function withoutConflicted(state: SubmittedApplication): SubmittedApplication {
  const { first, second } = state.scores;
  const counts = (assessor: string | undefined) => assessor !== undefined && !isConflicted(state, assessor);
  return {
    ...state,
    contributors: state.conflicted.reduce((left, person) => left.delete(person), state.contributors),
    conflicted: OrderedSet(),
    scores: {
      first: counts(first?.assessor) ? first : undefined,
      second: counts(second?.assessor) ? second : undefined,
    },
  };
}

function scored(state: SubmittedApplication, data: Of<'ApplicationScored'>): SubmittedApplication {
  const { assessor, weightedTotal, as = 'first', awaits } = data;
  const status =
    awaits === undefined ? 'scored' : awaits === 'moderation' ? 'awaiting-moderation' : 'under-assessment';
  const scores = { ...state.scores, [as]: { assessor, weightedTotal } };
  return { ...preparedBy(state, assessor), status, scores };
}

function supplemented(
  state: SubmittedApplication,
  { amount, budgetLines, coFunding }: Of<'ApplicationSupplemented'>,
): SubmittedApplication {
  const { submission, supplement } = state;
  return {
    ...state,
    ...(supplement && { supplement: { ...supplement, overdue: undefined } }),
    submission: {
      ...submission,
      amount: amount ?? submission.amount,
      budgetLines: budgetLines ?? submission.budgetLines,
      coFunding: coFunding ?? submission.coFunding,
    },
  };
}

function declared(state: SubmittedApplication, data: Of<'ImpartialityDeclared'>): SubmittedApplication {
  const { person } = data;
  return standing(state, person, afterDeclaration(state.impartiality.get(person), declaredBy(data)));
}

function standing(
  state: SubmittedApplication,
  person: string,
  impartiality: Impartiality,
): SubmittedApplication {
  return withContributor(
    { ...state, impartiality: state.impartiality.set(person, impartiality) },
    person,
    state.contributors,
  );
}

function preparedBy(state: SubmittedApplication, person: string | undefined): SubmittedApplication {
  if (person === undefined) return state;
  const { preparers, contributors } = state;
  return withContributor({ ...state, preparers: preparers.add(person) }, person, contributors.add(person));
}

/** Keeps in mind whether the person is a contributor with a conflict, so that none has to be looked for later. */
function withContributor(
  state: SubmittedApplication,
  person: string,
  contributors: SubmittedApplication['contributors'],
): SubmittedApplication {
  const conflicted =
    contributors.has(person) && isConflicted(state, person)
      ? state.conflicted.add(person)
      : state.conflicted.delete(person);
  return { ...state, contributors, conflicted };
}
