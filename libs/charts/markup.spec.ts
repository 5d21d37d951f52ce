import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { coordinate, element } from './markup.js';
import { parsed } from './testing/parsed.js';

describe('an element', () => {
  it('escapes text and values, and takes other elements as they are', () => {
    const inner = element('b', { title: '"<&>\'' }, '<script>&');
    expect(String(element('a', { x: 1.005, y: undefined }, inner, 'end'))).toBe(
      '<a x="1"><b title="&quot;&lt;&amp;&gt;&#39;">&lt;script&gt;&amp;</b>end</a>',
    );
  });

  it('holds any text, and a parser reads the same text out of it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { documentElement } = parsed(String(element('a', { b: text }, text)));
        const readable = text
          .toWellFormed()
          // oxlint-disable-next-line no-control-regex -- what XML cannot hold
          .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '\uFFFD');
        expect(documentElement!.textContent ?? '').toBe(readable);
        expect(documentElement!.getAttribute('b')).toBe(readable);
      }),
    );
  });
});

describe('a coordinate', () => {
  it.each([
    [1 / 3, '0.33'],
    [-0.001, '0'],
    [1e15, '1000000000000000'],
  ])('%d is written %s', (value, text) => {
    expect(coordinate(value)).toBe(text);
  });

  it('is a number that a picture can have', () => {
    expect(() => coordinate(NaN)).toThrow(RangeError);
    expect(() => coordinate(Infinity)).toThrow(RangeError);
  });
});
