import { describe, expect, it } from '@jest/globals';
import { dateInWords } from './words.js';

describe('a date in words', () => {
  it.each([
    ['2027-03-03', 'nb-NO', '3. mars 2027'],
    ['2027-03-03', 'nn-NO', '3. mars 2027'],
    ['2027-03-03', 'en-GB', '3 March 2027'],
    ['2026-12-31', 'nb-NO', '31. desember 2026'],
    ['2026-01-01', 'en-GB', '1 January 2026'],
  ] as const)('%s in %s is %s', (date, language, words) => {
    expect(dateInWords(date, language)).toBe(words.replace(' ', '\u00a0'));
  });
});
