import { describe, expect, it } from '@jest/globals';
import { Tails } from './tails.js';

describe('what is known of where streams end', () => {
  it('is what a read to the end has shown, for that stream', () => {
    const tails = new Tails();
    tails.seen('call-1', 2);
    expect([1, 2, 3].map((revision) => tails.endsBefore('call-1', revision))).toEqual([false, true, true]);
    expect(tails.endsBefore('call-2', 0)).toBe(false);
  });

  it('spares the log a read, also of a stream that is read in pages', () => {
    const tails = new Tails();
    const stream = ['a', 'b', 'c'];
    let reads = 0;
    const page = (from: number) =>
      tails.read('call-1', { from, limit: 2 }, () => (reads++, stream.slice(from, from + 2)));
    expect([page(0), page(2), page(3), page(3)]).toEqual([['a', 'b'], ['c'], [], []]);
    expect(reads).toBe(2);
    expect(tails.endsBefore('call-1', 2)).toBe(false);
  });

  it('is nothing from the moment an append begins, whatever is read meanwhile', async () => {
    const tails = new Tails();
    tails.seen('call-1', 2);
    const gate = Promise.withResolvers<void>();
    const appended = tails.during('call-1', () => gate.promise);
    tails.seen('call-1', 2);
    expect(tails.endsBefore('call-1', 2)).toBe(false);
    gate.resolve();
    await appended;
    expect(tails.endsBefore('call-1', 2)).toBe(false);
    tails.seen('call-1', 3);
    expect(tails.endsBefore('call-1', 3)).toBe(true);
  });

  it('waits for the last of several appends, also of one that fails', async () => {
    const tails = new Tails();
    const gate = Promise.withResolvers<void>();
    const slow = tails.during('call-1', () => gate.promise);
    await expect(tails.during('call-1', () => Promise.reject(new Error('full')))).rejects.toThrow('full');
    tails.seen('call-1', 1);
    expect(tails.endsBefore('call-1', 1)).toBe(false);
    gate.resolve();
    await slow;
    tails.seen('call-1', 1);
    expect(tails.endsBefore('call-1', 1)).toBe(true);
  });
});
