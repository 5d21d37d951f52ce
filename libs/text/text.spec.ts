import { describe, expect, it } from '@jest/globals';
import { isOneLine, isVisible, onOneLine } from './text.js';

describe('a text', () => {
  it.each([
    '',
    ' ',
    '\u00A0\u3000',
    '\u200B',
    '\u00AD\u00AD',
    '\u2800',
    '\u3164',
    '\u{E0020}',
    '\u200E\uFEFF',
  ])('that shows nothing is not visible: %j', (text) => expect(isVisible(text)).toBe(false));

  it.each(['a', '\u200Ba', 'Ø', '山', '👩\u200D🚒', '–'])('that shows something is visible: %s', (text) =>
    expect([isVisible(text), isOneLine(text)]).toEqual([true, true]),
  );

  it.each([
    '\u202E',
    '\u202A',
    '\u2066',
    '\u2069',
    '\u200F',
    '\u061C',
    '\u2028',
    '\u2029',
    '\n',
    '\0',
    '\x85',
    '\uD800',
    '\uFFFE',
    '\u206A',
  ])('that breaks or turns is not on one line: %j', (mark) =>
    expect(isOneLine(`faktura${mark}fdp.exe`)).toBe(false),
  );

  it('is put on one line with blanks for what breaks or turns', () => {
    expect(onOneLine('a\r\nb\u061C\uFFFFc\uD800')).toBe('a b c\uFFFD');
  });
});
