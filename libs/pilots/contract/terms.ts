/**
 * What an outcome contract pays for what result, as data. The same in JSON Schema: `terms.schema.json`. Amounts are
 * whole minor units of the terms' one currency. What schema and cross-checks refuse is never settled on.
 */
export interface OutcomeTerms {
  /**
   * Version of this format; what is signed in the first one is settled as it always was. The second one says what an
   * early end does, in which order payers' caps and the overall cap apply, and compares own lines and pool as wholes.
   */
  readonly format: 1 | 2;
  readonly title: string;
  /** Whatever the parties call the contract. */
  readonly reference?: string;
  /** ISO 4217 */
  readonly currency: string;
  /** Results measured outside these days, both included, are not paid for. */
  readonly period: TermsPeriod;
  readonly rounding: RoundingRule;
  /**
   * Cohorts with fewer persons are not paid for on their own: too few for a result to be told from chance. They
   * still count where cohorts are pooled. 0 for none.
   */
  readonly minimumCohortSize: number;
  readonly cohorts: readonly CohortTerms[];
  readonly metrics: readonly MetricTerms[];
  readonly payers: readonly PayerTerms[];
  readonly split: PayerSplit;
  readonly caps: Caps;
  /** Who is paid the state's share. */
  readonly statePayee: StatePayee;
  /** What an early end does to what is paid: needed in format 2, unknown in format 1. */
  readonly termination?: TerminationClause;
}

/** What holds when both directorates end the pilot before the terms' period is over. */
export interface TerminationClause {
  /**
   * What is left of everything guaranteed: all of it, the part of the days of the period that the pilot ran, the last
   * one included, or nothing.
   */
  readonly guarantees: 'in-full' | 'by-days' | 'nothing';
  /** Codes of metrics whose outcomes count also after the last day; of all others what came later is not paid. */
  readonly laterObservation: readonly string[];
}

/** Two calendar dates, both included. */
export interface TermsPeriod {
  readonly from: string;
  readonly to: string;
}

/** How an exact amount becomes minor units; amounts are never negative. */
export type RoundingRule = 'half-up' | 'half-even' | 'down';

/** The municipality that has paid the investor, or the investor himself. */
export type StatePayee = 'municipality' | 'investor';

/** A decimal number as text, such as `7.5`, so that it is exactly what the contract says. */
export type Decimal = string;

/** Minor units; as text where the price itself has a fraction of one. */
export type Price = number | Decimal;

/** A group of participants that is measured together. */
export interface CohortTerms {
  readonly code: string;
  readonly title: string;
}

/** Something that is measured and paid for. */
export interface MetricTerms {
  readonly code: string;
  readonly title: string;
  /** What exactly counts, and in which version of that text. */
  readonly definition: { readonly text: string; readonly version: string };
  /** Where the figures come from. */
  readonly dataSource: string;
  readonly pricing: Pricing;
}

/** The forms in which a metric is priced. */
export type Pricing =
  | PerUnitPricing
  | TieredPricing
  | RateReductionPricing
  | MilestonePricing
  | GuaranteedPricing
  | SavingsSharePricing;

/** Whether each person counts once, or each event: persons can be no more than the cohort has. */
export type CountedUnit = 'person' | 'event';

/** Count × price, per cohort. */
export interface PerUnitPricing {
  readonly form: 'per-unit';
  readonly unit: CountedUnit;
  readonly price: Price;
}

/** Each outcome at the price of the tier it falls in, counted over all cohorts. */
export interface TieredPricing {
  readonly form: 'tiered';
  readonly unit: CountedUnit;
  /** Without gap or overlap from 1 on; the last one has no end. */
  readonly tiers: readonly Tier[];
}

/** The outcomes number `from` to `to`, both included. */
export interface Tier {
  readonly from: number;
  readonly to?: number;
  readonly price: Price;
}

/**
 * Fewer events than a matched baseline had. What cohorts earn on their own and what all of them earn pooled are
 * computed apart, and the higher counts: otherwise one cohort that does better could make the whole pay less. Format 1
 * compares the lines of the metric, format 2 all that is paid in the end with either.
 */
export interface RateReductionPricing {
  readonly form: 'rate-reduction';
  /** `frequency`: events per person. `share`: persons with an event per person, so never more than one each. */
  readonly measure: 'frequency' | 'share';
  /** Per cent by which a cohort must be below its baseline; reaching it is enough. */
  readonly threshold: Decimal;
  readonly pays: ReductionPrice;
  /** Where all cohorts are compared as one, once all are measured, with a threshold and a price of its own. */
  readonly pooled?: { readonly threshold: Decimal; readonly pays: ReductionPrice };
}

/**
 * `avoided`: a price for each event (or person) that the baseline would have had and the cohort has not, in exact
 * fractions. `steps`: the amount of the highest step reached, in per cent of reduction.
 */
export type ReductionPrice =
  | { readonly per: 'avoided'; readonly price: Price }
  | { readonly per: 'steps'; readonly steps: readonly { readonly from: Decimal; readonly amount: number }[] };

/** Paid once, when verified. An amount of 0 makes a condition for a return and nothing else. */
export interface MilestonePricing {
  readonly form: 'milestone';
  readonly amount: number;
}

/** Paid for activity, whatever the outcome: nothing is measured. */
export interface GuaranteedPricing {
  readonly form: 'guaranteed';
  readonly amount: number;
}

/**
 * A guaranteed part and a share of verified savings, until what is paid reaches `breakEven`; then a return, as a
 * share of the savings that have not been used up, until what is paid reaches `return.upTo`, if its condition holds.
 */
export interface SavingsSharePricing {
  readonly form: 'savings-share';
  readonly guaranteed: number;
  /** Per cent. */
  readonly share: Decimal;
  readonly breakEven: number;
  readonly return?: {
    /** Per cent of the savings beyond those that led to break-even. */
    readonly share: Decimal;
    /** Of all that this metric pays, guarantee included. */
    readonly upTo: number;
    readonly condition?: ReturnCondition;
  };
}

/**
 * What another metric must show: a milestone that it is reached, a counted metric at least so many outcomes over
 * all cohorts, a rate reduction at least so many per cent over all cohorts.
 */
export interface ReturnCondition {
  readonly metric: string;
  /** For every form but the milestone. */
  readonly atLeast?: Decimal;
}

/** Who pays. Exactly one payer is the state. */
export interface PayerTerms {
  readonly code: string;
  readonly name: string;
  readonly role: 'state' | 'municipality' | 'other';
}

/** How what is paid is divided: by per cent, or by per cent that change with the amount. */
export type PayerSplit =
  | { readonly by: 'percentages'; readonly shares: readonly PayerShare[] }
  | { readonly by: 'tranches'; readonly tranches: readonly Tranche[] };

/** Per cent of one payer. */
export interface PayerShare {
  readonly payer: string;
  readonly percent: Decimal;
}

/** The part of the total above the tranche before and up to `upTo`; the last one has no end. */
export interface Tranche {
  readonly upTo?: number;
  readonly shares: readonly PayerShare[];
}

/** Whether payers stop at their caps before all of them together stop at the overall one, or after that. */
export type CapOrder = 'payers-first' | 'overall-first';

/**
 * The most that is paid, all in minor units. They apply in the order of these members, but `state` with `payers`, and
 * `overall` before both where `order` says so.
 */
export interface Caps {
  /** Per participant: for each line and for each cohort together, times the persons they count. */
  readonly participant?: number;
  /** By code of the metric. */
  readonly metrics?: Readonly<Record<string, number>>;
  /** By code of the cohort: for all that is paid for this cohort on its own. */
  readonly cohorts?: Readonly<Record<string, number>>;
  /** By code of the payer, other than the state. */
  readonly payers?: Readonly<Record<string, number>>;
  /** What the state pays at most. Must be set before anyone signs. */
  readonly state: number;
  /** What all payers together pay at most. */
  readonly overall?: number;
  /** Needed beside an overall cap in format 2, unknown in format 1, where payers' caps come first. */
  readonly order?: CapOrder;
}
