import { describe, expect, it } from '@jest/globals';
import { Flight } from './flight.js';

/** Work that lands when it is told to. */
function piece() {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  return { work: () => promise, land: resolve, fail: reject };
}

describe('a flight', () => {
  it('lets so many pieces be under way, and the next one wait', async () => {
    const flight = new Flight(1);
    const [first, second] = [piece(), piece()];
    await flight.begin(first.work);
    let begun = false;
    const waiting = flight.begin(second.work).then(() => (begun = true));
    await Promise.resolve();
    expect(begun).toBe(false);
    first.land();
    await waiting;
    second.land();
    await flight.landed();
  });

  it('takes one piece after the other when none may be under way', async () => {
    const flight = new Flight(0);
    const only = piece();
    let begun = false;
    const waiting = flight.begin(only.work).then(() => (begun = true));
    await Promise.resolve();
    expect(begun).toBe(false);
    only.land();
    await waiting;
  });

  it('begins nothing more after a piece has failed, and says why', async () => {
    const flight = new Flight(2);
    const failing = piece();
    await flight.begin(failing.work);
    failing.fail(new Error('disk full'));
    await expect(flight.landed()).rejects.toThrow('disk full');
    const never = () => Promise.reject(new Error('begun'));
    await expect(flight.begin(never)).rejects.toThrow('disk full');
  });
});
