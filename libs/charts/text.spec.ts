import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fitted, widthOf, wrapped } from './text.js';

describe('a text that is too long', () => {
  it('is broken at spaces, and cut with an ellipsis where no line is left', () => {
    const text = 'Reconviction events within 12 months of release';
    expect(wrapped(text, 150, 13, 3)).toEqual(['Reconviction events', 'within 12 months of', 'release']);
    expect(wrapped(text, 150, 13, 2)).toEqual(['Reconviction events', 'within 12 months of re…']);
    expect(fitted('Young people', 500, 13)).toBe('Young people');
  });

  it('is broken within a word that is wider than the line, but never within a character', () => {
    expect(wrapped('Sluttoppgjørsberegningsgrunnlag', 90, 13, 3).length).toBeGreaterThan(1);
    const family = '👨‍👩‍👧';
    expect(wrapped(family.repeat(3), 15, 13, 9)).toEqual([family, family, family]);
  });

  it('keeps an amount together', () => {
    expect(wrapped('Cap SEK\u00a012,000,000.00', 135, 12, 3)).toEqual(['Cap', 'SEK\u00a012,000,000.00']);
  });

  it('fits, whatever it says, and says the same when the lines suffice', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 30, max: 400 }), (text, width) => {
        const lines = wrapped(text, width, 12, 4);
        expect(lines.length).toBeLessThanOrEqual(4);
        for (const line of lines) expect(widthOf(line, 12)).toBeLessThanOrEqual(width + 1e-9);
        const letters = (said: string) => said.replace(/[ \t\r\n\f\v]/g, '').trim();
        const said = letters(lines.join(''));
        const cut = said.endsWith('…') ? said.slice(0, -1) : said;
        expect(letters(text).startsWith(cut)).toBe(true);
      }),
    );
  });
});
