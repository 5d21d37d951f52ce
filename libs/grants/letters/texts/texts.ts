import type { LetterLanguage } from '#letters/letter.js';
import { bokmal, type LetterTexts } from './bokmal.js';
import { english } from './english.js';
import { nynorsk } from './nynorsk.js';

const TEXTS: Readonly<Record<LetterLanguage, LetterTexts>> = {
  'nb-NO': bokmal,
  'nn-NO': nynorsk,
  'en-GB': english,
};

/** What letters say in a language. */
export function textsIn(language: LetterLanguage): LetterTexts {
  return TEXTS[language];
}
