import { afterAll, beforeAll, describe, it } from '@jest/globals';
import fc from 'fast-check';
import { startSystem, type System } from '#test/support/system.js';
import { plans } from './walk/moves.js';
import { Walks } from './walks.js';

describe('grants of one budget, whatever is done by whomever, in whatever order', () => {
  let system: System;
  let walks: Walks;

  beforeAll(async () => {
    system = await startSystem();
    walks = await Walks.on(system);
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  it('break no rule, and read the same wherever they are read', async () => {
    await fc.assert(
      fc.asyncProperty(plans(30), async (plan) => {
        const { broken, trail } = await walks.take(plan);
        if (broken.length > 0) throw new Error([...broken, '', ...trail].join('\n'));
      }),
      // A failure tells its seed and its path, and everything that was sent; it is made smaller for a while only.
      { numRuns: 25, interruptAfterTimeLimit: 150_000 },
    );
  }, 240_000);
});
