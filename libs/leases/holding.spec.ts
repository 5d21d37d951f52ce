import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type HeldWork, whileHeld } from './holding.js';
import type { Lease, Leases } from './lease.js';
import { SoleLeases } from './memory/sole-leases.js';

/** So short that nobody waits for it. */
const LENGTH = 40;

describe('work under a lease', () => {
  let ending: AbortController;
  let errors: unknown[];
  let held: Promise<void> | undefined;
  beforeEach(() => {
    ending = new AbortController();
    errors = [];
  });
  afterEach(async () => {
    ending.abort();
    await held;
  });

  const hold = (leases: Leases, work: HeldWork) => {
    const onError = (error: unknown) => void errors.push(error);
    held = whileHeld({ leases, name: 'letters', lengthMs: LENGTH, signal: ending.signal, onError }, work);
  };
  /** Works until it is told to end, as a service does. */
  const untilTold =
    (epochs: number[]): HeldWork =>
    async ({ epoch }, signal) => {
      epochs.push(epoch);
      while (!signal.aborted) await setImmediate();
    };
  const until = async (is: () => boolean) => {
    while (!is()) await setImmediate();
  };

  it('is done by one holder until it is told to end, and the lease is released', async () => {
    const leases = new SoleLeases();
    const epochs: number[] = [];
    hold(leases, untilTold(epochs));
    await until(() => epochs.length === 1);
    ending.abort();
    await held;
    expect(epochs).toEqual([1]);
    expect(await leases.renew({ name: 'letters', epoch: 1 })).toBe(false);
  });

  it('ends when another one has taken the lease over, and begins under a later epoch', async () => {
    const leases = new SoleLeases();
    const epochs: number[] = [];
    hold(leases, untilTold(epochs));
    await until(() => epochs.length === 1);
    await leases.acquire('letters');
    await until(() => epochs.length === 2);
    expect(epochs).toEqual([1, 3]);
    expect(errors).toEqual([]);
  });

  it('ends when nobody can say any more whether the lease is still held', async () => {
    const away = Object.assign(new SoleLeases(), { renew: () => Promise.reject(new Error('away')) });
    const epochs: number[] = [];
    hold(away, untilTold(epochs));
    await until(() => epochs.length === 2);
    expect(errors).toContainEqual(new Error('away'));
  });

  it('ends also when the store says nothing at all', async () => {
    const answered = Promise.withResolvers<boolean>();
    const silent = Object.assign(new SoleLeases(), { renew: () => answered.promise });
    let ended = false;
    hold(silent, async (_, signal) => {
      while (!signal.aborted) await setImmediate();
      ended = true;
    });
    await until(() => ended);
    answered.resolve(false);
  });

  it('waits until the lease is to be had', async () => {
    let asked = 0;
    const leases = new SoleLeases();
    const busy: Leases = {
      acquire: async (name): Promise<Lease | undefined> => (++asked < 3 ? undefined : leases.acquire(name)),
      renew: (lease) => leases.renew(lease),
      release: (lease) => leases.release(lease),
    };
    const epochs: number[] = [];
    hold(busy, untilTold(epochs));
    await until(() => epochs.length === 1);
    expect(asked).toBe(3);
  });

  it('is begun again when it failed', async () => {
    let tries = 0;
    hold(new SoleLeases(), async () => {
      if (++tries < 3) throw new Error('failed');
      await until(() => ending.signal.aborted);
    });
    await until(() => tries === 3);
    expect(errors).toEqual([new Error('failed'), new Error('failed')]);
  });
});
