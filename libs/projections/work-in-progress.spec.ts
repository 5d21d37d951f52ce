import { describe, expect, it } from '@jest/globals';
import { WorkInProgress } from './work-in-progress.js';

/** Work that ends when it is told to. */
function piece() {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  return { work: () => promise, end: resolve, fail: reject };
}

describe('work in progress', () => {
  it('lets so many pieces be under way, and the next one wait', async () => {
    const inProgress = new WorkInProgress(1);
    const [first, second] = [piece(), piece()];
    await inProgress.begin(first.work);
    let begun = false;
    const waiting = inProgress.begin(second.work).then(() => (begun = true));
    await Promise.resolve();
    expect(begun).toBe(false);
    first.end();
    await waiting;
    second.end();
    await inProgress.done();
  });

  it('takes one piece after the other when none may be under way', async () => {
    const inProgress = new WorkInProgress(0);
    const only = piece();
    let begun = false;
    const waiting = inProgress.begin(only.work).then(() => (begun = true));
    await Promise.resolve();
    expect(begun).toBe(false);
    only.end();
    await waiting;
  });

  it('begins nothing more after a piece has failed, and says why', async () => {
    const inProgress = new WorkInProgress(2);
    const failing = piece();
    await inProgress.begin(failing.work);
    failing.fail(new Error('disk full'));
    await expect(inProgress.done()).rejects.toThrow('disk full');
    const never = () => Promise.reject(new Error('begun'));
    await expect(inProgress.begin(never)).rejects.toThrow('disk full');
  });
});
