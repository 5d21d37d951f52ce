import { beforeEach, describe, expect, it } from '@jest/globals';
import { setImmediate } from 'node:timers/promises';
import { WatchedCheckpoints } from './lanes-watched.js';

const LONG = 60_000;

describe('lanes of other processes', () => {
  let saved: Map<string, string>;
  let looks: number;
  let lanes: WatchedCheckpoints;
  beforeEach(() => {
    saved = new Map();
    looks = 0;
    lanes = new WatchedCheckpoints({
      logId: 'log',
      checkpoints: {
        load: () => {
          looks++;
          return Promise.resolve(new Map(saved));
        },
      },
      compare: (a, b) => Number(a) - Number(b),
      names: () => ['letters', 'payouts'],
    });
  });

  it('have passed a position when every one of them has', async () => {
    saved.set('letters', '5');
    expect(await lanes.passed('4', 0)).toBe(false);
    saved.set('payouts', '4');
    lanes.moved();
    expect(await lanes.passed('4', 0)).toBe(true);
    expect(await lanes.passed('5', 0)).toBe(false);
  });

  it('are looked at once for all who wait, when one has moved', async () => {
    saved.set('letters', '9').set('payouts', '1');
    const waiting = [5, 6, 7].map((position) => lanes.passed(String(position), LONG));
    await setImmediate();
    expect(looks).toBe(1);
    saved.set('payouts', '7');
    lanes.moved();
    expect(await Promise.all(waiting)).toEqual([true, true, true]);
    expect(looks).toBe(2);
  });
});
