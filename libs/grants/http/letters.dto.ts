import { IsIn } from 'class-validator';
import { Optional } from '#http/fields.js';
import type { Language } from '../contract/events.js';

const LANGUAGES = ['nb', 'nn', 'en'] as const satisfies readonly Language[];

/** How a draft of a letter is written. */
export class LetterPreviewQuery {
  /** The application's when left out. */
  @Optional()
  @IsIn(LANGUAGES)
  language?: Language;
}
