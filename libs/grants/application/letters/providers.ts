import { CaseLetters } from './case-letters.js';
import { CaseWords } from './case-words.js';
import { KeptLetters } from './kept-letters.js';

/** What letters need. */
export const LETTERS = [CaseWords, CaseLetters, KeptLetters];
