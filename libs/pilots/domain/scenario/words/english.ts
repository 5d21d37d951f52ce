import type { CurveWords } from './curve-words.js';

/** What a payoff curve says in English. */
export const english: CurveWords = {
  locale: 'en-GB',
  inEachCohort: (metric) => `${metric}, in each cohort`,
  reduction: (label) => `${label}: reduction against the baseline`,
  reached: 'reached',
  breakEven: 'break-even',
  capOfReturn: 'cap of the return',
  eachAfter: (price, count) => `${price} each after ${count}`,
  returnOn: (metric, from) => `return on ${metric} from ${from}`,
  paidFrom: (percent) => `paid from ${percent} %`,
  amountFrom: (amount, percent) => `${amount} from ${percent} %`,
  pooled: (label) => `pooled: ${label}`,
  units: { persons: 'persons', events: 'events' },
};
