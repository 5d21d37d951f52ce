import type { Locale } from '#money/format.js';
import type { PayoffUnit } from '../../contract/scenario.js';
import type { CapKind } from '../../contract/settlement.js';

/** What the pictures of a pilot say. Figures come as they are written in the language. */
export interface PictureWords {
  readonly locale: Locale;
  readonly units: Readonly<Record<Extract<PayoffUnit, 'persons' | 'events'>, string>>;
  readonly notReached: string;
  readonly reached: string;
  readonly pays: string;
  readonly total: string;
  readonly cap: (limit: string, total: string | undefined, of: string) => string;
  readonly caps: Readonly<Record<CapKind, string>>;
  readonly paidFor: (metric: string, points: string) => string;
  readonly amountAt: (amount: string, place: string) => string;
  readonly termsChange: (places: string) => string;
  readonly capsBite: (caps: string) => string;
  readonly target: string;
  readonly verified: string;
  readonly recorded: string;
  readonly notVerified: string;
  readonly nothingVerified: string;
  readonly nothingVerifiedYet: string;
  readonly nothingRecorded: string;
  readonly noTarget: string;
  readonly noData: string;
  readonly wholeContract: string;
}

const BOKMAL: PictureWords = {
  locale: 'nb-NO',
  units: { persons: 'personer', events: 'hendelser' },
  notReached: 'ikke nådd',
  reached: 'nådd',
  pays: 'Betaling',
  total: 'I alt',
  cap: (limit, total, of) => `${limit} tak${total === undefined ? '' : `, ${total} i alt`}: ${of}`,
  caps: {
    participant: 'deltaker',
    metric: 'indikator',
    cohort: 'kohort',
    pooled: 'samlet',
    payer: 'betaler',
    state: 'staten',
    overall: 'til sammen',
  },
  paidFor: (metric, points) => `Det som blir betalt i alt for resultater av ${metric}: ${points}.`,
  amountAt: (amount, place) => `${amount} ved ${place}`,
  termsChange: (places) => `Vilkårene endrer seg her: ${places}.`,
  capsBite: (caps) => `Tak som slår inn: ${caps}.`,
  target: 'mål',
  verified: 'bekreftet',
  recorded: 'registrert',
  notVerified: 'registrert, ennå ikke bekreftet',
  nothingVerified: 'ingenting bekreftet',
  nothingVerifiedYet: 'ingenting bekreftet ennå',
  nothingRecorded: 'ingenting registrert',
  noTarget: 'ikke noe mål',
  noData: 'Ingen tall ennå.',
  wholeContract: 'Hele kontrakten',
};

const NYNORSK: PictureWords = {
  locale: 'nn-NO',
  units: { persons: 'personar', events: 'hendingar' },
  notReached: 'ikkje nådd',
  reached: 'nådd',
  pays: 'Betaling',
  total: 'I alt',
  cap: (limit, total, of) => `${limit} tak${total === undefined ? '' : `, ${total} i alt`}: ${of}`,
  caps: {
    participant: 'deltakar',
    metric: 'indikator',
    cohort: 'kohort',
    pooled: 'samla',
    payer: 'betalar',
    state: 'staten',
    overall: 'til saman',
  },
  paidFor: (metric, points) => `Det som blir betalt i alt for resultat av ${metric}: ${points}.`,
  amountAt: (amount, place) => `${amount} ved ${place}`,
  termsChange: (places) => `Vilkåra endrar seg her: ${places}.`,
  capsBite: (caps) => `Tak som slår inn: ${caps}.`,
  target: 'mål',
  verified: 'stadfesta',
  recorded: 'registrert',
  notVerified: 'registrert, enno ikkje stadfesta',
  nothingVerified: 'ingenting stadfesta',
  nothingVerifiedYet: 'ingenting stadfesta enno',
  nothingRecorded: 'ingenting registrert',
  noTarget: 'ikkje noko mål',
  noData: 'Ingen tal enno.',
  wholeContract: 'Heile kontrakten',
};

const ENGLISH: PictureWords = {
  locale: 'en-GB',
  units: { persons: 'persons', events: 'events' },
  notReached: 'not reached',
  reached: 'reached',
  pays: 'Pays',
  total: 'Total',
  cap: (limit, total, of) => `${limit} cap${total === undefined ? '' : `, ${total} in all`}: ${of}`,
  caps: {
    participant: 'participant',
    metric: 'metric',
    cohort: 'cohort',
    pooled: 'pooled',
    payer: 'payer',
    state: 'state',
    overall: 'overall',
  },
  paidFor: (metric, points) => `What is paid in all for outcomes of ${metric}: ${points}.`,
  amountAt: (amount, place) => `${amount} at ${place}`,
  termsChange: (places) => `Terms change at: ${places}.`,
  capsBite: (caps) => `Caps that bite: ${caps}.`,
  target: 'target',
  verified: 'verified',
  recorded: 'recorded',
  notVerified: 'recorded, not yet verified',
  nothingVerified: 'nothing verified',
  nothingVerifiedYet: 'nothing verified yet',
  nothingRecorded: 'nothing recorded',
  noTarget: 'no target',
  noData: 'No data yet.',
  wholeContract: 'Whole contract',
};

const WORDS: Readonly<Record<Locale, PictureWords>> = {
  'nb-NO': BOKMAL,
  'nn-NO': NYNORSK,
  'en-GB': ENGLISH,
};

/** The words of a language. */
export function pictureWords(locale: Locale): PictureWords {
  return WORDS[locale];
}
