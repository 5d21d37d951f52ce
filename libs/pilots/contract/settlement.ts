import type { Pricing, RoundingRule, StatePayee, TermsPeriod } from './terms.js';

/**
 * What terms pay for verified measurements, each step shown. All amounts are minor units of `currency`. The same
 * terms and measurements give the same settlement, whatever the order of measurements.
 */
export interface OutcomeSettlement {
  readonly format: 1;
  readonly title: string;
  readonly reference?: string;
  readonly currency: string;
  readonly rounding: RoundingRule;
  /** In the order of metrics and cohorts in the terms. */
  readonly lines: readonly SettlementLine[];
  /** Sum of the lines. */
  readonly subtotal: number;
  /** Every cap of the terms, in the order in which they apply. */
  readonly caps: readonly AppliedCap[];
  /** In the order of payers in the terms; they add up to the total. */
  readonly shares: readonly SettlementShare[];
  /** How minor units left over by division are given out. */
  readonly remainders: 'largest remainder';
  readonly total: number;
  readonly statePayee: StatePayee;
  /** Where the pilot ended early under terms of format 2. */
  readonly lastDay?: string;
  /** Which side of each pool counts, under terms of format 2; in the order of metrics. */
  readonly pools?: readonly ComparedPool[];
}

/** The cohorts' own lines of a metric against its pool: the side with which more is paid in all counts. */
export interface ComparedPool {
  readonly metric: string;
  readonly counts: PoolSide;
  /** What all payers pay together, for all metrics and after all caps, if the own lines count. */
  readonly own: number;
  /** The same, if the pool counts. */
  readonly pool: number;
}

/** The cohorts' own lines, or all cohorts pooled. */
export type PoolSide = 'own' | 'pool';

/** What one metric pays for one cohort, for all cohorts pooled, or for the contract as a whole. */
export interface SettlementLine {
  readonly metric: string;
  readonly form: Pricing['form'];
  readonly scope: 'cohort' | 'pooled' | 'contract';
  /** Where the scope is one cohort. */
  readonly cohort?: string;
  /** Digests of the evidence, sorted. */
  readonly evidence: readonly string[];
  /** The counts that went in, and what of the measured did not. */
  readonly input: string;
  /** Periods whose outcomes are not paid, for they reach beyond an early end. */
  readonly notCounted?: readonly TermsPeriod[];
  /** What the contract says of them. */
  readonly term: string;
  /** The calculation, and its exact result. */
  readonly arithmetic: string;
  /** The exact result in minor units as a fraction in lowest terms: `407000` or `1000/3`. */
  readonly exact: string;
  /** The exact result, rounded once by the contract's rule. */
  readonly rounded: number;
  /** The caps that took something from this line, in their order, each with how much. */
  readonly capped: readonly { readonly cap: CapKind; readonly by: number }[];
  readonly amount: number;
  /** The line in one sentence. */
  readonly explanation: string;
}

/**
 * The caps there are; in a line `pooled` says that the cohorts' own lines already pay a part of it, under terms of
 * format 2 that the other side of the pool counts.
 */
export type CapKind = 'participant' | 'metric' | 'cohort' | 'pooled' | 'payer' | 'state' | 'overall';

/** A cap, what it was asked for, and whether it bit. */
export interface AppliedCap {
  readonly cap: CapKind;
  /** The code of the metric, cohort or payer. */
  readonly of?: string;
  /** For `participant` the amount for one person. */
  readonly limit: number;
  /** What the caps before it leave to be paid under it. */
  readonly asked: number;
  /** What is paid under it in the end, which caps after it may have made less. */
  readonly paid: number;
  /** Whether less is paid because of it. */
  readonly bit: boolean;
}

/** What one payer pays. */
export interface SettlementShare {
  readonly payer: string;
  readonly name: string;
  readonly role: 'state' | 'municipality' | 'other';
  /** Exact share in minor units before rounding, as a fraction in lowest terms. */
  readonly exact: string;
  readonly amount: number;
  readonly explanation: string;
}

/** A fault in one of the two documents that a settlement needs. */
export interface DocumentFault {
  readonly document: 'terms' | 'measurements';
  readonly path: string;
  readonly message: string;
}
