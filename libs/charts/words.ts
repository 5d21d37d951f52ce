import type { Locale } from '#money/format.js';

/** What a chart says by itself; all else comes with its specification. */
export interface ChartWords {
  readonly noData: string;
  /** In a picture that has something else to show. */
  readonly noDataYet: string;
  readonly unlabelled: string;
  readonly outside: string;
  readonly at: (label: string, place: string) => string;
}

const WORDS: Readonly<Record<Locale, ChartWords>> = {
  'nb-NO': {
    noData: 'Ingen tall ennå.',
    noDataYet: 'ingen tall ennå',
    unlabelled: 'Uten merkelapp over: ',
    outside: 'Utenfor bildet: ',
    at: (label, place) => `${label} (ved ${place})`,
  },
  'nn-NO': {
    noData: 'Ingen tal enno.',
    noDataYet: 'ingen tal enno',
    unlabelled: 'Utan merkelapp over: ',
    outside: 'Utanfor biletet: ',
    at: (label, place) => `${label} (ved ${place})`,
  },
  'en-GB': {
    noData: 'No data yet.',
    noDataYet: 'no data yet',
    unlabelled: 'Not labelled above: ',
    outside: 'Outside the picture: ',
    at: (label, place) => `${label} (at ${place})`,
  },
};

/** The words of a language. */
export function chartWords(locale: Locale): ChartWords {
  return WORDS[locale];
}
