import { describe, expect, it } from '@jest/globals';
import { typeset } from './pdf/typeset.js';
import { renderLetter } from './render.js';
import { sampleLetter } from './testing/sample-letter.js';

describe('letters set in a thread of their own', () => {
  it('are what they would be here, also when many are asked for at once', async () => {
    const letters = ['En', 'To', 'Tre'].map((text) => sampleLetter([{ kind: 'paragraph', text }]));
    const here = await Promise.all(letters.map(typeset));
    const there = await Promise.all(letters.map(renderLetter));
    expect(there.map((bytes, index) => Buffer.compare(bytes, here[index]!))).toEqual([0, 0, 0]);
  });

  it('fail alone: the next one is set', async () => {
    const broken = sampleLetter([], { date: 'no date' });
    const [failed, good] = await Promise.allSettled([renderLetter(broken), renderLetter(sampleLetter([]))]);
    expect(failed).toMatchObject({ status: 'rejected' });
    expect(good).toMatchObject({ status: 'fulfilled' });
  });
});
