import type { Offer } from '#cqrs/offer.js';
import { AssignCaseworker } from '../../application/assessment/assign-caseworker.js';
import { AssignSecondAssessor } from '../../application/assessment/assign-second-assessor.js';
import { CheckEligibility } from '../../application/assessment/check-eligibility.js';
import {
  contentOfChecks,
  contentOfDeclaration,
  contentOfRecommendation,
  contentOfRuling,
  contentOfScores,
} from '../../application/assessment/content.js';
import { DeclareImpartiality } from '../../application/assessment/declare-impartiality.js';
import { ModerateScores } from '../../application/assessment/moderate-scores.js';
import { RecommendDecision } from '../../application/assessment/recommend-decision.js';
import { RuleOnImpartiality } from '../../application/assessment/rule-on-impartiality.js';
import { ScoreApplication } from '../../application/assessment/score-application.js';
import type { SubmittedApplication } from '../../domain/application/state.js';
import { offering, type ApplicationFacts } from './application-facts.js';

/** Every command of the assessment, with a body that fits the case's rules. */
export function assessmentOffers(facts: ApplicationFacts): Offer[] {
  const { caseId: id, state, regulation } = facts;
  const offer = offering(facts);
  const declaration = { conflict: false };
  const ruling = {
    person: inDoubt(state) ?? state.caseworker ?? 'official',
    disqualified: false,
    grounds: 'Nothing that could influence the outcome.',
  };
  const checks = {
    checks: (regulation.eligibility?.checks ?? []).map(({ code }) => ({ code, met: true })),
  };
  const scores = {
    scores: regulation.criteria.map(({ code, max }) => ({
      criterion: code,
      score: max,
      rationale: 'The plan meets the criterion.',
    })),
  };
  const moderation = { ...scores, rationale: 'What the second assessor missed is in the annex.' };
  const turnedDown = { outcome: 'rejected', amount: { ...state.submission.amount, amount: 0 } } as const;
  const granted = { outcome: 'granted', amount: state.submission.amount } as const;
  const recommendation = {
    ...(state.eligible === false ? turnedDown : granted),
    rationale: 'As the scores show.',
  };
  return [
    offer('assign-caseworker', 'assignment', {}, (context) => new AssignCaseworker(id, {}, context)),
    offer(
      'declare-impartiality',
      'impartiality',
      declaration,
      (context) => new DeclareImpartiality(id, contentOfDeclaration(declaration), context),
    ),
    offer(
      'rule-on-impartiality',
      'impartiality-ruling',
      ruling,
      (context) => new RuleOnImpartiality(id, contentOfRuling(ruling), context),
    ),
    ...(checks.checks.length === 0
      ? []
      : [
          offer(
            'check-eligibility',
            'eligibility',
            checks,
            (context) => new CheckEligibility(id, contentOfChecks(checks), context),
          ),
        ]),
    offer(
      'assign-second-assessor',
      'second-assessor',
      {},
      (context) => new AssignSecondAssessor(id, {}, context),
    ),
    offer(
      'score-application',
      'scores',
      scores,
      (context) => new ScoreApplication(id, contentOfScores(scores), context),
    ),
    offer(
      'moderate-scores',
      'moderation',
      moderation,
      (context) =>
        new ModerateScores(id, { ...contentOfScores(moderation), rationale: moderation.rationale }, context),
    ),
    offer(
      'recommend-decision',
      'recommendation',
      recommendation,
      (context) => new RecommendDecision(id, contentOfRecommendation(recommendation), context),
    ),
  ];
}

function inDoubt({ impartiality }: SubmittedApplication): string | undefined {
  return impartiality.findKey(({ declared, ruling }) => declared === 'doubt' && !ruling);
}
