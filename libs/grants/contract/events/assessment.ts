import type { EventTypeDefinition } from '#event-store/catalogue.js';
import type { DomainEvent } from '#eventsourcing/event.js';
import type { Money } from '#money/money.js';
import type { Personal } from '#sealing/sealed.js';
import type { DecisionOutcome } from './decision.js';

/** What a check for eligibility showed. */
export interface CheckedCondition {
  /** Code of the regulation version's check. */
  readonly code: string;
  readonly met: boolean;
  readonly note?: Personal<string> | undefined;
}

/** Eligibility was checked against the regulation version. */
export type EligibilityChecked = DomainEvent<
  'EligibilityChecked',
  {
    readonly checkedBy: string;
    readonly checks: readonly CheckedCondition[];
    /** Whether every required check is met. */
    readonly eligible: boolean;
  }
>;

/** A second assessor was given the application. */
export type SecondAssessorAssigned = DomainEvent<
  'SecondAssessorAssigned',
  { readonly assessor: string; readonly note?: Personal<string> | undefined }
>;

/** One criterion's score with its rationale. */
export interface Score {
  readonly criterion: string;
  readonly score: number;
  readonly rationale: Personal<string>;
}

/** An assessor scored the application on all criteria. */
export type ApplicationScored = DomainEvent<
  'ApplicationScored',
  {
    readonly assessor: string;
    readonly scores: readonly Score[];
    /** Sum of score × weight over the criteria. */
    readonly weightedTotal: number;
    /** Criteria whose threshold was not reached. */
    readonly belowThreshold: readonly string[];
    /** Left out: as the first, or only, assessor. */
    readonly as?: 'second' | undefined;
    /** What is missing before an outcome can be recommended; nothing when left out. */
    readonly awaits?: 'other-assessor' | 'moderation' | undefined;
  }
>;

/** A third person moderated what two assessors differ on; these scores count. */
export type ScoresModerated = DomainEvent<
  'ScoresModerated',
  {
    readonly moderator: string;
    readonly scores: readonly Score[];
    readonly weightedTotal: number;
    readonly belowThreshold: readonly string[];
    readonly rationale: Personal<string>;
  }
>;

/** The caseworker recommended an outcome. */
export type ApplicationRecommended = DomainEvent<
  'ApplicationRecommended',
  { readonly outcome: DecisionOutcome; readonly amount: Money; readonly rationale: Personal<string> }
>;

/** What happens while an application is assessed. */
export type AssessmentEvent =
  EligibilityChecked | SecondAssessorAssigned | ApplicationScored | ScoresModerated | ApplicationRecommended;

/** Their event types and personal fields. */
export const assessmentEvents = {
  EligibilityChecked: { schemaVersion: 1, personal: { 'checks.*.note': 'case' } },
  SecondAssessorAssigned: { schemaVersion: 1, personal: { note: 'case' } },
  ApplicationScored: { schemaVersion: 1, personal: { 'scores.*.rationale': 'case' } },
  ScoresModerated: { schemaVersion: 1, personal: { 'scores.*.rationale': 'case', rationale: 'case' } },
  ApplicationRecommended: { schemaVersion: 1, personal: { rationale: 'case' } },
} satisfies Record<AssessmentEvent['type'], EventTypeDefinition>;
