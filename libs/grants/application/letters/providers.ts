import { CaseLetters } from './case-letters.js';
import { CaseWords } from './case-words.js';
import { KeptLetters } from './kept-letters.js';
import { LaterLetters } from './later-letters.js';
import { LaterWords } from './later-words.js';

/** What letters need. */
export const LETTERS = [CaseWords, CaseLetters, LaterWords, LaterLetters, KeptLetters];
