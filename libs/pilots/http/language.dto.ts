import { IsIn } from 'class-validator';
import type { Language } from '#grants/contract/events.js';
import type { Locale } from '#money/format.js';
import { Optional } from '#http/fields.js';

const LOCALES: Readonly<Record<Language, Locale>> = { nb: 'nb-NO', nn: 'nn-NO', en: 'en-GB' };

/** The language of a picture and of labels. */
export class LanguageQuery {
  /** English when left out. */
  @Optional()
  @IsIn(Object.keys(LOCALES))
  language?: Language;
}

/** The same as texts and numbers are written. */
export function localeOf({ language = 'en' }: LanguageQuery): Locale {
  return LOCALES[language];
}
