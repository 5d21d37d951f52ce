import { jest } from '@jest/globals';
import { setImmediate } from 'node:timers/promises';

/** From now on time passes only where the test says so, while sockets and files work as ever. */
export function simulateTime(): void {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'hrtime'] });
}

/** Lets so many seconds pass. */
export async function pass(seconds: number): Promise<void> {
  await jest.advanceTimersByTimeAsync(seconds * 1000);
}

const LIMIT = 60_000_000_000n;

/** Lets sockets, files and threads work until something is so; simulated time stands still meanwhile. */
export async function until(condition: () => boolean): Promise<void> {
  const limit = process.hrtime.bigint() + LIMIT;
  while (!condition()) {
    if (process.hrtime.bigint() > limit) throw new Error('it never came to be so');
    await setImmediate();
  }
}
