import type { YearAmount } from '#budget/contract/events.js';
import type {
  CountMeasurement,
  MilestoneMeasurement,
  RateMeasurement,
  SavingsMeasurement,
} from './measurements.js';
import type { Decimal, OutcomeTerms } from './terms.js';

/** What both directorates lay down for a pilot before anyone takes part (rammeverk); public, so it names no person. */
export interface Framework {
  readonly version: string;
  /** Calendar date. */
  readonly inForceFrom: string;
  readonly purpose: string;
  /** Who the pilot is for, such as `persons of 18 to 30 who were released from prison`. */
  readonly targetGroup: string;
  /** Participants of all cohorts together, at most. */
  readonly maxParticipants?: number | undefined;
  /** What the state promises to pay at most, minor units. */
  readonly maxStateShare?: number | undefined;
  readonly legalReferences: readonly string[];
}

/** Parts that organisations take in a pilot. Evaluator and validator are independent: they take no other part. */
export type PartnerRole =
  'municipality' | 'service-provider' | 'investor' | 'intermediary' | 'evaluator' | 'validator';

/** The roles that are parties to the outcome contract, and sign it. */
export const PARTY_ROLES = [
  'municipality',
  'service-provider',
  'investor',
  'intermediary',
] as const satisfies readonly PartnerRole[];

/** Money of the state's liability that is expected to fall due in one budget year, minor units. */
export type YearOfLiability = YearAmount;

/** An outcome contract: the terms, who stands behind their payers, what is aimed at. */
export interface OutcomeContract {
  readonly terms: OutcomeTerms;
  /** Organisations of the payers, by code, but for the state. */
  readonly payers: Readonly<Record<string, string>>;
  /** Organisation that is paid the state's share. */
  readonly statePayee: string;
  /** What of the state's cap is expected to fall due in which year; adds up to the cap. Minor units. */
  readonly liability: readonly YearOfLiability[];
  readonly targets: readonly OutcomeTarget[];
}

/** The outcome that a cohort, or the contract as a whole, aims at. */
export interface OutcomeTarget {
  readonly metric: string;
  /** Where the metric is measured by cohort. */
  readonly cohort?: string | undefined;
  /** Outcomes; for a rate reduction per cent, for savings minor units, for a milestone 1. */
  readonly value: Decimal;
}

type WithoutStatus<M> = M extends unknown
  ? Omit<M, 'status' | 'evidence'> & { readonly evidence: string }
  : never;

/** A measurement as the evaluator hands it in: counts, and the SHA-256 of the evidence as 64 hexadecimal digits. */
export type MeasuredOutcome = WithoutStatus<
  CountMeasurement | RateMeasurement | MilestoneMeasurement | SavingsMeasurement
>;

/** How likely a risk is, how bad it would be. */
export type RiskLevel = 'low' | 'medium' | 'high';

/** What a payer pays by a version of the settlement, against the last one that was concluded; minor units. */
export interface PayerDifference {
  readonly payer: string;
  readonly before: number;
  readonly now: number;
  readonly difference: number;
}
