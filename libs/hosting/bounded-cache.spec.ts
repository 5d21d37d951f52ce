import { describe, expect, it } from '@jest/globals';
import { BoundedCache } from './bounded-cache.js';

describe('a cache with a bound', () => {
  const CAPACITY = 3;
  const filled = (keys: number) => {
    const cache = new BoundedCache<number>(CAPACITY);
    for (let key = 0; key < keys; key++) cache.set(`${key}`, key);
    return cache;
  };
  // Each is asked for in a cache of its own, since asking changes what is kept.
  const kept = (keys: number) =>
    Array.from({ length: keys }, (_, key) => filled(keys).get(`${key}`)).filter(
      (value) => value !== undefined,
    );

  it.each([1, 3, 4, 5, 7, 8, 100])('keeps the last ones of %d, and not many more', (keys) => {
    const values = kept(keys);
    expect(values.slice(-CAPACITY)).toEqual([keys - 3, keys - 2, keys - 1].filter((key) => key >= 0));
    expect(values.length).toBeLessThanOrEqual(2 * CAPACITY);
  });

  it('keeps what is asked for again and again', () => {
    const cache = filled(1);
    for (let key = 1; key < 50; key++) {
      cache.set(`${key}`, key);
      expect(cache.get('0')).toBe(0);
    }
  });

  it('gives out nothing that was deleted or replaced, however old it is', () => {
    const cache = filled(CAPACITY + 1);
    cache.delete('0');
    cache.delete('3');
    cache.set('1', 11);
    expect(['0', '1', '2', '3'].map((key) => cache.get(key))).toEqual([undefined, 11, 2, undefined]);
    cache.delete('1');
    expect(cache.get('1')).toBeUndefined();
  });
});
