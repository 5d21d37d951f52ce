import type { Locale } from '#money/format.js';
import { bokmal } from './bokmal.js';
import type { CurveWords } from './curve-words.js';
import { english } from './english.js';
import { nynorsk } from './nynorsk.js';

const WORDS: Readonly<Record<Locale, CurveWords>> = {
  'nb-NO': bokmal,
  'nn-NO': nynorsk,
  'en-GB': english,
};

/** The words of a language. */
export function curveWords(locale: Locale): CurveWords {
  return WORDS[locale];
}
