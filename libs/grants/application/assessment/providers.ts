import { AssignCaseworkerHandler } from './assign-caseworker.js';
import { AssignSecondAssessorHandler } from './assign-second-assessor.js';
import { CheckEligibilityHandler } from './check-eligibility.js';
import { DeclareImpartialityHandler } from './declare-impartiality.js';
import { ModerateScoresHandler } from './moderate-scores.js';
import { RecommendDecisionHandler } from './recommend-decision.js';
import { RuleOnImpartialityHandler } from './rule-on-impartiality.js';
import { ScoreApplicationHandler } from './score-application.js';

/** What the assessment of applications needs. */
export const ASSESSMENT = [
  AssignCaseworkerHandler,
  AssignSecondAssessorHandler,
  DeclareImpartialityHandler,
  RuleOnImpartialityHandler,
  CheckEligibilityHandler,
  ScoreApplicationHandler,
  ModerateScoresHandler,
  RecommendDecisionHandler,
];
