import { describe, expect, it } from '@jest/globals';
import { afterOf } from './after.js';
import { decodeCursor, encodeCursor, pageOf, pageRequest } from './paging.js';

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
