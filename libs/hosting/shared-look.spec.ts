import { setImmediate } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { SharedLook } from './shared-look.js';

const LONG = 60_000;

describe('what many wait for', () => {
  let there: number;
  let looks: number;
  let look: SharedLook<number>;
  beforeEach(() => {
    there = 1;
    looks = 0;
    look = new SharedLook(() => {
      looks++;
      return Promise.resolve(there);
    });
  });
  const reaches = (wanted: number, ms = LONG) => look.until((seen) => seen >= wanted, ms);

  it('is looked at at least once, and no longer than there is time', async () => {
    expect(await reaches(1, 0)).toBe(true);
    expect(await reaches(2, 0)).toBe(false);
  });

  it('is looked at once for all of them, when it has moved', async () => {
    const waiting = [2, 3, 3].map((wanted) => reaches(wanted));
    await setImmediate();
    expect(looks).toBe(1);
    there = 3;
    look.moved();
    expect(await Promise.all(waiting)).toEqual([true, true, true]);
    expect(looks).toBe(2);
  });

  it('is looked at again when it moved during a look', async () => {
    const gate = Promise.withResolvers<number>();
    const slow = new SharedLook(() => (looks++ === 0 ? gate.promise : Promise.resolve(2)));
    const waiting = slow.until((seen) => seen === 2, LONG);
    slow.moved();
    gate.resolve(1);
    expect(await waiting).toBe(true);
  });

  it('is looked at one look after the other, however often it moves', async () => {
    const gates = [Promise.withResolvers<number>(), Promise.withResolvers<number>()];
    const slow = new SharedLook(() => gates[looks++]!.promise);
    const waiting = [2, 2].map((wanted) => slow.until((seen) => seen === wanted, LONG));
    await setImmediate();
    for (let times = 0; times < 5; times++) {
      slow.moved();
      await setImmediate();
    }
    expect(looks).toBe(1);
    gates[0]!.resolve(1);
    gates[1]!.resolve(2);
    expect(await Promise.all(waiting)).toEqual([true, true]);
    expect(looks).toBe(2);
  });

  it('is looked at though nobody told that it moved', async () => {
    const waiting = reaches(2);
    await setImmediate();
    there = 2;
    expect(await waiting).toBe(true);
  });

  it('cannot be judged while it cannot be looked at, and can when it can', async () => {
    const broken = new SharedLook(() =>
      looks++ === 0 ? Promise.reject(new Error('away')) : Promise.resolve(1),
    );
    await expect(broken.until(() => true, LONG)).rejects.toThrow('away');
    expect(await broken.until(() => true, LONG)).toBe(true);
  });
});
