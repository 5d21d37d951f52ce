import { CaseNumbers } from './case-numbers.js';

/** What the numbers of cases need. */
export const CASE_NUMBERS = [CaseNumbers];
