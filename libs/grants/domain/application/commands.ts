import type { Money } from '#money/money.js';
import type { ApplicationSubmitted, Attachment, BudgetLine, Letter } from '../../contract/events.js';
import type { RegulationVersion } from '../../contract/regulation.js';
import type { OpenCall } from '../call/closing.js';
import type {
  AssignCaseworker,
  AssignSecondAssessor,
  CheckEligibility,
  DeclareImpartiality,
  ModerateScores,
  RecommendDecision,
  RuleOnImpartiality,
  ScoreApplication,
} from './assessment-commands.js';
import type {
  AbandonReservation,
  ApproveDecision,
  FundDecision,
  NotifyDecision,
  EndAppealPeriod,
  ProposeDecision,
  ReopenApplication,
  ReplaceDecision,
  ReturnProposal,
} from './decision-commands.js';

export type * from './assessment-commands.js';
export type * from './decision-commands.js';

/** The applicant submits; rules are judged against the call as announced, at `now`. */
export interface SubmitApplication {
  readonly type: 'SubmitApplication';
  readonly call: OpenCall;
  readonly regulation: RegulationVersion;
  readonly submission: Omit<
    ApplicationSubmitted['data'],
    'callId' | 'schemeId' | 'directorate' | 'regulationVersion' | 'decisionDue'
  >;
  readonly now: string;
}

/** The applicant withdraws. */
export interface WithdrawApplication {
  readonly type: 'WithdrawApplication';
  readonly grounds?: string | undefined;
}

/** The caseworker asks the applicant for what is missing. */
export interface RequestSupplement {
  readonly type: 'RequestSupplement';
  readonly requestedBy: string;
  readonly regulation: RegulationVersion;
  readonly items: readonly string[];
  /** Calendar date; by the regulation when left out. */
  readonly dueOn?: string | undefined;
  /** Calendar date of the request. */
  readonly today: string;
  readonly letter?: Letter | undefined;
}

/** The applicant answers; what the numbers leave out stays as it was. */
export interface SubmitSupplement {
  readonly type: 'SubmitSupplement';
  readonly suppliedBy: string;
  readonly regulation: RegulationVersion;
  readonly answer: string;
  readonly amount?: Money | undefined;
  readonly budgetLines?: readonly (BudgetLine & { readonly text: string })[] | undefined;
  readonly coFunding?: number | undefined;
  readonly attachments?: readonly Attachment[] | undefined;
}

/** The time to answer a request is over; `dueAt` is the instant at which it was. */
export interface LapseSupplement {
  readonly type: 'LapseSupplement';
  readonly request: number;
  readonly dueAt: string;
}

/** What an application can be asked to do. */
export type ApplicationCommand =
  | SubmitApplication
  | WithdrawApplication
  | RequestSupplement
  | SubmitSupplement
  | LapseSupplement
  | AssignCaseworker
  | DeclareImpartiality
  | RuleOnImpartiality
  | CheckEligibility
  | AssignSecondAssessor
  | ScoreApplication
  | ModerateScores
  | RecommendDecision
  | ProposeDecision
  | ReturnProposal
  | ApproveDecision
  | AbandonReservation
  | NotifyDecision
  | EndAppealPeriod
  | ReplaceDecision
  | FundDecision
  | ReopenApplication;
