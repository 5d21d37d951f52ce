import { describe, expect, it } from '@jest/globals';
import { afterOf } from './after.js';
import { decodeCursor, encodeCursor, pageOf, pageRequest, pageWithin, PLACE_PARTS } from './paging.js';

describe('a page of a list in memory', () => {
  const walk = (list: string[], limit: number, meanwhile: () => unknown = () => undefined) => {
    const seen: string[] = [];
    for (let cursor: string | undefined; ;) {
      const request = pageRequest({ cursor, limit: String(limit) }, PLACE_PARTS);
      const { items, next } = pageWithin(list, request, (item) => item);
      seen.push(...items);
      if (next === undefined) return seen.join('');
      cursor = next;
      meanwhile();
    }
  };

  it('goes on behind the last item of the one before, in pages of any length', () => {
    for (const limit of [1, 2, 3, 4, 5, 6]) expect(walk('abcde'.split(''), limit)).toBe('abcde');
    expect(walk([], 2)).toBe('');
  });

  it('goes on there too when items came or went meanwhile', () => {
    const before = 'abcd'.split('');
    expect(walk(before, 2, () => before.unshift('x'))).toBe('abcd');
    const within = 'abcd'.split('');
    expect(walk(within, 2, () => within.splice(1, 1))).toBe('abcd');
    const last = 'abcd'.split('');
    expect(walk(last, 2, () => last.length === 4 && last.push('e'))).toBe('abcde');
  });

  it.each([['a', 'a'], [-1, 'a'], [1.5, 'a'], [1, null], [1, 2], [1]])('refuses a cursor of %j', (...key) => {
    const request = () => pageRequest({ cursor: encodeCursor(key) }, PLACE_PARTS);
    expect(() => pageWithin(['a'], request(), (item) => item)).toThrow('cursor');
  });
});

describe('a page', () => {
  it('continues after the last row of the one before', () => {
    const rows = [3, 1, 2].map((id) => ({ id, name: `n${id}` }));
    const page = pageOf(rows, 2, ({ id, name }) => [name, id]);
    expect(page.items).toEqual(rows.slice(0, 2));
    expect(pageRequest({ cursor: page.next, limit: '2' }, 2)).toEqual({ limit: 2, after: ['n1', 1] });
  });

  it('is the last one when there are no more rows', () => {
    expect(pageOf([1, 2], 2, (row) => [row])).toEqual({ items: [1, 2] });
    expect(pageOf([], 2, () => [])).toEqual({ items: [] });
  });

  it('has 50 rows unless it is told otherwise, and at most 200', () => {
    expect(pageRequest({})).toEqual({ limit: 50 });
    expect(pageRequest({ limit: '200' })).toEqual({ limit: 200 });
    for (const limit of ['0', '201', '-1', '1.5', '', 'x', ['1', '2']])
      expect(() => pageRequest({ limit })).toThrow('limit');
  });

  it('keeps texts of any language and numbers as they are in its cursor', () => {
    const key = ['Ærø "x"', 12, null];
    expect(encodeCursor(key)).toMatch(/^[\w-]+$/);
    expect(decodeCursor(encodeCursor(key))).toEqual(key);
  });

  it.each([
    '',
    'x',
    '!!!',
    encodeCursor(['a', 'b']),
    Buffer.from('{"a":1}').toString('base64url'),
    Buffer.from('[{}]').toString('base64url'),
    encodeCursor(['x'.repeat(4000)]),
  ])('refuses the cursor %s', (cursor) => {
    expect(() => pageRequest({ cursor }, 1)).toThrow('cursor');
  });
});

describe('the position an answer must cover', () => {
  it('is what a command answered', () => {
    expect(afterOf({ after: '123' })).toBe('123');
    expect(afterOf({})).toBeUndefined();
    expect(afterOf(undefined)).toBeUndefined();
  });

  it.each(['', 'a b', 'x'.repeat(101), ['1', '2']])('is not %j', (after) => {
    expect(() => afterOf({ after })).toThrow('after');
  });
});
