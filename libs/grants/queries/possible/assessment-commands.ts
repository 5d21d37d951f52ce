import type { PossibleCommand } from '#cqrs/possible-commands.js';
import type { SubmittedApplication } from '../../domain/application/state.js';
import { steps, type ApplicationFacts } from './application-facts.js';

/** Every command of the assessment, with a body that fits the case's rules. */
export function possibleOnAssessment(facts: ApplicationFacts): PossibleCommand[] {
  const { state, regulation } = facts;
  const step = steps(facts);
  const checks = (regulation.eligibility?.checks ?? []).map(({ code }) => ({ code, met: true }));
  const scores = regulation.criteria.map(({ code, max }) => ({
    criterion: code,
    score: max,
    rationale: 'The plan meets the criterion.',
  }));
  const turnedDown = { outcome: 'rejected', amount: { ...state.submission.amount, amount: 0 } } as const;
  const granted = { outcome: 'granted', amount: state.submission.amount } as const;
  return [
    step('assignment', { type: 'AssignCaseworker' }),
    step('impartiality', { type: 'DeclareImpartiality', conflict: false }),
    step('impartiality-ruling', {
      type: 'RuleOnImpartiality',
      person: inDoubt(state) ?? state.caseworker ?? 'official',
      disqualified: false,
      grounds: 'Nothing that could influence the outcome.',
    }),
    ...(checks.length === 0 ? [] : [step('eligibility', { type: 'CheckEligibility', checks })]),
    step('second-assessor', { type: 'AssignSecondAssessor' }),
    step('scores', { type: 'ScoreApplication', scores }),
    step('moderation', {
      type: 'ModerateScores',
      scores,
      rationale: 'What the second assessor missed is in the annex.',
    }),
    step('recommendation', {
      type: 'RecommendDecision',
      ...(state.eligible === false ? turnedDown : granted),
      rationale: 'As the scores show.',
    }),
  ];
}

function inDoubt({ impartiality }: SubmittedApplication): string | undefined {
  return impartiality.findKey(({ declared, ruling }) => declared === 'doubt' && !ruling);
}
