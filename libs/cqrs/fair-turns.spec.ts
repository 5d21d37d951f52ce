import { describe, expect, it } from '@jest/globals';
import { setImmediate as loop } from 'node:timers/promises';
import { FairTurns, foldedInTurns } from './fair-turns.js';

describe('long work on a thread that serves others', () => {
  const SLICE = 5;
  let now = 0;
  const turns = () => new FairTurns(SLICE, () => now);
  /** Does so many steps of a millisecond each and says after each of them what it did. */
  const work = async (of: FairTurns, name: string, steps: number, done: string[]) => {
    for (let step = 0; step < steps; step++) {
      await of.next();
      now++;
      done.push(name);
    }
  };

  it('is not held up while it is short', async () => {
    const one = turns();
    const done: string[] = [];
    setImmediate(() => done.push('other'));
    await work(one, 'work', SLICE, done);
    expect(done).toEqual(['work', 'work', 'work', 'work', 'work']);
    await loop();
  });

  it('gives way after a slice, however many are at work', async () => {
    const one = turns();
    const done: string[] = [];
    for (const name of 'abc') void work(one, name, 10, done);
    for (; done.filter((name) => name !== 'other').length < 30; done.push('other')) await loop();
    const held = done.join('').split('other');
    expect(Math.max(...held.map(({ length }) => length))).toBeLessThanOrEqual(SLICE + 2);
    for (const name of 'abc') expect(done.filter((each) => each === name)).toHaveLength(10);
  });

  it('begins a new slice when the thread was free in between', async () => {
    const one = turns();
    await work(one, 'work', SLICE, []);
    await loop();
    expect(one.next()).toBeUndefined();
    await loop();
  });

  it('folds as any fold does', async () => {
    expect(await foldedInTurns(['a', 'b', 'c'], (text, letter) => text + letter, '')).toBe('abc');
  });
});
