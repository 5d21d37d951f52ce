import type { Duration } from '#calendar/duration.js';

/** What gives a claim more time before it is barred. */
export type LimitationBasis = 'acknowledgement' | 'legal-step' | 'agreement' | 'knowledge';

/** How much time, and by which rule. */
export interface LimitationPeriod {
  readonly period: Duration;
  /** The provision, as it is called where it stands. */
  readonly reference: string;
}

/** A period that adds to another, and so much in all after the first date. */
export interface LimitedPeriod extends LimitationPeriod {
  readonly atMost: Duration;
}

/** From when the limitation runs. */
export interface LimitationStart {
  /** What the claim rests on: the decision, or each payment made after it. Or the opening of the claim, as it was counted before. */
  readonly from: 'basis' | 'opening';
  /** The provision, as it is called where it stands. */
  readonly reference: string;
}

/** From when the limitation (foreldelse) of a claim runs, and by what it runs longer. */
export interface LimitationRules {
  /** The usual where it is left out. */
  readonly start?: LimitationStart | undefined;
  /** From the day on which the debtor acknowledged the debt. */
  readonly acknowledgement: LimitationPeriod;
  /** From the day of the step. */
  readonly legalStep: LimitationPeriod;
  /** From the date that runs, and so much in all after the first one. */
  readonly agreement: LimitedPeriod;
  /** From the day on which the agency knew, or should have known, of the claim; the usual where it is left out. */
  readonly knowledge?: LimitedPeriod | undefined;
}

/** How long a claim may be made that follows from no regulation. */
export const USUAL_LIMITATION_PERIOD: Duration = { years: 3 };

/** Of claims under a regulation version that states none. */
export const USUAL_LIMITATION = {
  start: { from: 'basis', reference: 'Limitation Act § 3' },
  acknowledgement: { period: { years: 3 }, reference: 'Limitation Act § 14' },
  legalStep: { period: { years: 3 }, reference: 'Limitation Act §§ 15–19' },
  agreement: { period: { years: 3 }, atMost: { years: 10 }, reference: 'Limitation Act § 28' },
  knowledge: { period: { years: 1 }, atMost: { years: 10 }, reference: 'Limitation Act § 10' },
} as const satisfies LimitationRules;
