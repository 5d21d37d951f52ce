import type { Money } from '#money/money.js';
import type { DecisionOutcome } from '../../contract/events.js';
import type { RegulationVersion } from '../../contract/regulation.js';

/** The application is given to a caseworker. */
export interface AssignCaseworker {
  readonly type: 'AssignCaseworker';
  readonly caseworker: string;
  readonly note?: string | undefined;
}

/** An official declares on a conflict of interest, or asks a superior to rule. */
export interface DeclareImpartiality {
  readonly type: 'DeclareImpartiality';
  readonly person: string;
  readonly conflict: boolean;
  readonly doubt?: boolean | undefined;
  readonly statement?: string | undefined;
}

/** A superior settles whether a person is impartial. */
export interface RuleOnImpartiality {
  readonly type: 'RuleOnImpartiality';
  readonly superior: string;
  readonly person: string;
  readonly disqualified: boolean;
  /** Of someone disqualified because their superior is: they may prepare, but not decide. */
  readonly mayPrepare?: boolean | undefined;
  readonly grounds: string;
}

/** The caseworker makes every check of the regulation version. */
export interface CheckEligibility {
  readonly type: 'CheckEligibility';
  readonly checker: string;
  readonly regulation: RegulationVersion;
  readonly checks: readonly {
    readonly code: string;
    readonly met: boolean;
    readonly note?: string | undefined;
  }[];
}

/** The application is given to a second assessor. */
export interface AssignSecondAssessor {
  readonly type: 'AssignSecondAssessor';
  readonly assessor: string;
  readonly note?: string | undefined;
}

/** Points on one criterion and why. */
export interface GivenScore {
  readonly criterion: string;
  readonly score: number;
  readonly rationale: string;
}

/** The caseworker, or the second assessor, scores every criterion of the regulation version. */
export interface ScoreApplication {
  readonly type: 'ScoreApplication';
  readonly assessor: string;
  readonly regulation: RegulationVersion;
  readonly scores: readonly GivenScore[];
}

/** A third person settles what two assessors differ on. */
export interface ModerateScores {
  readonly type: 'ModerateScores';
  readonly moderator: string;
  readonly regulation: RegulationVersion;
  readonly scores: readonly GivenScore[];
  readonly rationale: string;
}

/** The caseworker recommends. */
export interface RecommendDecision {
  readonly type: 'RecommendDecision';
  readonly recommender: string;
  readonly outcome: DecisionOutcome;
  readonly amount: Money;
  readonly rationale: string;
}
