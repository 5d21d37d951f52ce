import { describe, expect, it } from '@jest/globals';
import { searchable, wordPatterns } from './search.js';

describe('a text that is searched', () => {
  it('is in lower case and composed', () => {
    expect(searchable('A\u030Apen Dør')).toBe('åpen dør');
  });

  it.each([
    [undefined, []],
    [' \n', []],
    ['Åpen  dør', ['%åpen%', '%dør%']],
    [String.raw`100% a_b c\d`, [String.raw`%100\%%`, String.raw`%a\_b%`, String.raw`%c\\d%`]],
  ])('is looked for by each word of %j', (text, patterns) => {
    expect(wordPatterns(text)).toEqual(patterns);
  });
});
