import type { Duration } from '#calendar/duration.js';

/** What gives a claim more time before it is barred. */
export type LimitationBasis = 'acknowledgement' | 'legal-step' | 'agreement';

/** How much time, and by which rule. */
export interface LimitationPeriod {
  readonly period: Duration;
  /** The provision, as it is called where it stands. */
  readonly reference: string;
}

/** By what the limitation (foreldelse) of a claim runs longer. */
export interface LimitationRules {
  /** From the day on which the debtor acknowledged the debt. */
  readonly acknowledgement: LimitationPeriod;
  /** From the day of the step. */
  readonly legalStep: LimitationPeriod;
  /** From the date that runs, and so much in all after the first one. */
  readonly agreement: LimitationPeriod & { readonly atMost: Duration };
}

/** Of claims under a regulation version that states none. */
export const USUAL_LIMITATION: LimitationRules = {
  acknowledgement: { period: { years: 3 }, reference: 'Limitation Act § 14' },
  legalStep: { period: { years: 3 }, reference: 'Limitation Act §§ 15–19' },
  agreement: { period: { years: 3 }, atMost: { years: 10 }, reference: 'Limitation Act § 28' },
};
