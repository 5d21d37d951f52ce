import type { CurveWords } from './curve-words.js';

/** What a payoff curve says in Bokmål. */
export const bokmal: CurveWords = {
  locale: 'nb-NO',
  inEachCohort: (metric) => `${metric}, i hver kohort`,
  reduction: (label) => `${label}: reduksjon mot sammenligningsgrunnlaget`,
  reached: 'nådd',
  breakEven: 'dekningspunkt',
  capOfReturn: 'tak for avkastningen',
  eachAfter: (price, count) => `${price} per enhet etter ${count}`,
  returnOn: (metric, from) => `avkastning av ${metric} fra ${from}`,
  paidFrom: (percent) => `betaling fra ${percent} %`,
  amountFrom: (amount, percent) => `${amount} fra ${percent} %`,
  pooled: (label) => `samlet: ${label}`,
  units: { persons: 'personer', events: 'hendelser' },
};
