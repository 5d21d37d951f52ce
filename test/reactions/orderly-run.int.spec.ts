import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OrderlyRun } from './orderly-run.js';

/**
 * `npm run reactions -- --runs 1000` does as many as one likes, with those among them in which a reaction takes a thousand
 * tries, as with 4.
 */
const SEEDS = [1, 2, 3, 5];

describe('the reactions of the whole system, over all that people did in the golden folder', () => {
  let orderly: OrderlyRun;

  beforeAll(async () => {
    orderly = await OrderlyRun.take();
  });
  afterAll(() => orderly.close());

  it.each(SEEDS)('lead to the same end whatever fails, and whenever (seed %d)', async (seed) => {
    expect(await orderly.differences(seed)).toEqual([]);
  });
});
