import type { CurveWords } from './curve-words.js';

/** What a payoff curve says in Nynorsk. */
export const nynorsk: CurveWords = {
  locale: 'nn-NO',
  inEachCohort: (metric) => `${metric}, i kvar kohort`,
  reduction: (label) => `${label}: reduksjon mot samanlikningsgrunnlaget`,
  reached: 'nådd',
  breakEven: 'dekkingspunkt',
  capOfReturn: 'tak for avkastninga',
  eachAfter: (price, count) => `${price} per eining etter ${count}`,
  returnOn: (metric, from) => `avkastning av ${metric} frå ${from}`,
  paidFrom: (percent) => `betaling frå ${percent} %`,
  amountFrom: (amount, percent) => `${amount} frå ${percent} %`,
  pooled: (label) => `samla: ${label}`,
  units: { persons: 'personar', events: 'hendingar' },
};
