import type { Locale } from '#money/format.js';
import type { PayoffUnit } from '../../../contract/scenario.js';

/** What a payoff curve says. Figures come as they are written in the language. */
export interface CurveWords {
  readonly locale: Locale;
  readonly inEachCohort: (metric: string) => string;
  readonly reduction: (label: string) => string;
  readonly reached: string;
  readonly breakEven: string;
  readonly capOfReturn: string;
  readonly eachAfter: (price: string, count: string) => string;
  readonly returnOn: (metric: string, from: string) => string;
  readonly paidFrom: (percent: string) => string;
  readonly amountFrom: (amount: string, percent: string) => string;
  readonly pooled: (label: string) => string;
  readonly units: Readonly<Record<Extract<PayoffUnit, 'persons' | 'events'>, string>>;
}
