import { accept, refuse, type Decision } from '#eventsourcing/decider.js';
import { refusal } from '#eventsourcing/refusal.js';
import type { Money } from '#money/money.js';
import type { ApplicationEvent, DecisionOutcome } from '../../contract/events.js';
import { barredByEligibility } from './eligibility.js';
import { isConflicted } from './impartiality.js';
import { no, type ApplicationRefusal } from './refusals.js';
import type { SubmittedApplication } from './state.js';
import { OPEN } from './state.js';
import { mayAssess } from './steps.js';

type Answer = Decision<ApplicationEvent, ApplicationRefusal>;

/** The application is given to a caseworker. */
interface AssignCaseworker {
  readonly type: 'AssignCaseworker';
  readonly caseworker: string;
  readonly note?: string | undefined;
}

/** Gives the case to a caseworker; to another one only before anything was scored. */
function assign({ caseworker, note }: AssignCaseworker, state: SubmittedApplication): Answer {
  if (!OPEN.has(state.status)) return refuse(no.longerOpen(state.status));
  // A stand-in takes over at any point when somebody who prepared turns out to have a conflict.
  const standIn = [state.caseworker, ...state.contributors].some(
    (person) => person !== undefined && isConflicted(state, person),
  );
  if (!standIn && state.status !== 'submitted' && state.status !== 'under-assessment')
    return refuse(no.inState(state.status, 'submitted or under-assessment'));
  if (isConflicted(state, caseworker)) return refuse(no.impartiality());
  if (state.submission.submittedBy === caseworker || state.secondAssessor === caseworker)
    return refuse(no.fourEyes());
  if (state.caseworker === caseworker && !standIn) return accept();
  return accept<ApplicationEvent>({ type: 'CaseworkerAssigned', data: { caseworker, note } });
}

/** The application is given to a second assessor. */
interface AssignSecondAssessor {
  readonly type: 'AssignSecondAssessor';
  readonly assessor: string;
  readonly note?: string | undefined;
}

/** Gives the case to a second assessor, another person than the caseworker; to another one until they have scored. */
function assignSecond({ assessor, note }: AssignSecondAssessor, state: SubmittedApplication): Answer {
  if (!OPEN.has(state.status)) return refuse(no.longerOpen(state.status));
  if (state.status !== 'under-assessment' && state.status !== 'scored')
    return refuse(no.inState(state.status, 'under-assessment or scored'));
  if (assessor === state.caseworker || assessor === state.submission.submittedBy)
    return refuse(no.fourEyes());
  if (isConflicted(state, assessor)) return refuse(no.impartiality());
  if (state.secondAssessor === assessor) return accept();
  const { second } = state.scores;
  if (second && !isConflicted(state, second.assessor))
    return refuse(no.inState('scored by a second assessor', 'without such scores'));
  return accept<ApplicationEvent>({ type: 'SecondAssessorAssigned', data: { assessor, note } });
}

/** The caseworker recommends. */
interface RecommendDecision {
  readonly type: 'RecommendDecision';
  readonly recommender: string;
  readonly outcome: DecisionOutcome;
  readonly amount: Money;
  readonly rationale: string;
}

/** Recommends an outcome on the scores; what is inadmissible or not eligible is turned down without any. */
function recommend(command: RecommendDecision, state: SubmittedApplication): Answer {
  const { recommender, outcome, amount, rationale } = command;
  const unscored =
    outcome === 'inadmissible' || (outcome === 'rejected' && state.eligible === false)
      ? (['under-assessment'] as const)
      : [];
  const barred =
    mayAssess(state, recommender, ['scored', 'recommended', ...unscored]) ??
    barredByEligibility(outcome, state) ??
    faultOfAmount(outcome, amount, state);
  if (barred) return refuse(barred);
  if (rationale.trim() === '') return refuse(no.grounds());
  return accept<ApplicationEvent>({ type: 'ApplicationRecommended', data: { outcome, amount, rationale } });
}

/** A grant is above nothing and not above what was applied for; everything else is for nothing. */
export function faultOfAmount(
  outcome: DecisionOutcome,
  amount: { readonly amount: number; readonly currency: string },
  { submission }: Pick<SubmittedApplication, 'submission'>,
): ApplicationRefusal | undefined {
  const { currency } = submission.amount;
  if (amount.currency !== currency)
    return refusal('invalid', 'other-currency', `the application is in ${currency}, not ${amount.currency}`);
  if (outcome !== 'granted' && amount.amount !== 0)
    return refusal('invalid', 'amount-invalid', 'only a grant grants something: otherwise the amount is 0');
  if (outcome === 'granted' && amount.amount <= 0)
    return refusal('invalid', 'amount-invalid', 'a grant is above 0');
  if (amount.amount > submission.amount.amount)
    return refusal(
      'invalid',
      'amount-invalid',
      `not more can be granted than the ${submission.amount.amount} applied for (minor units)`,
    );
  return undefined;
}

/** Who assesses an application, and what they recommend. */
export const assessments = {
  AssignCaseworker: assign,
  AssignSecondAssessor: assignSecond,
  RecommendDecision: recommend,
};
