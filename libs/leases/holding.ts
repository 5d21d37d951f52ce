import { setTimeout as setTimer } from 'node:timers';
import { setTimeout } from 'node:timers/promises';
import type { Lease, Leases } from './lease.js';

/** What is done by whoever has a lease; `signal` says that it is lost, or that it is to end. */
export type HeldWork = (lease: Lease, signal: AbortSignal) => Promise<void>;

/** How a lease is held; times in milliseconds. */
export interface HoldingOptions {
  readonly leases: Leases;
  readonly name: string;
  /** How long the leases last. */
  readonly lengthMs: number;
  /** Ends it all. */
  readonly signal: AbortSignal;
  /** Hears what the work or a store threw; it goes on all the same. */
  readonly onError: (error: unknown) => void;
}

/** How much of a lease is used without knowing that it was renewed: the rest is for clocks that do not run alike. */
const USED = 0.8;

/** How often it is renewed, or asked for, while it lasts. */
const PARTS = 4;

/** Stands by until the lease is to be had, does the work as long as it is one's own, and begins again, until it is to end. */
export async function whileHeld(options: HoldingOptions, work: HeldWork): Promise<void> {
  const { leases, name, signal, onError, lengthMs } = options;
  while (!signal.aborted) {
    try {
      const asked = performance.now();
      const lease = await leases.acquire(name);
      if (lease) await during(lease, asked, options, work);
    } catch (error) {
      onError(error);
    }
    // Also after work that ended by itself: what fails at once is not done a thousand times a second.
    await paused(lengthMs / PARTS, signal);
  }
}

async function during(lease: Lease, asked: number, options: HoldingOptions, work: HeldWork): Promise<void> {
  const { leases, signal } = options;
  const over = new AbortController();
  const renewing = keptRenewed(lease, asked, options, over);
  try {
    await work(lease, AbortSignal.any([signal, over.signal]));
  } finally {
    over.abort();
    await renewing;
    await leases.release(lease);
  }
}

/**
 * Renews a lease that was asked for at a time (`performance.now()`) until it is over, and says when it is because
 * another one has it, or nobody knows.
 */
export async function keptRenewed(
  lease: Lease,
  asked: number,
  { leases, lengthMs, onError }: Pick<HoldingOptions, 'leases' | 'lengthMs' | 'onError'>,
  over: AbortController,
): Promise<void> {
  // A timer, and no look after each try: a store that is silent must not make it last longer.
  const endsAt = (since: number) =>
    setTimer(() => over.abort(), Math.max(0, since + lengthMs * USED - performance.now())).unref();
  let timer = endsAt(asked);
  for (;;) {
    await paused(lengthMs / PARTS, over.signal);
    if (over.signal.aborted) return clearTimeout(timer);
    const now = performance.now();
    try {
      if (!(await leases.renew(lease))) over.abort();
      clearTimeout(timer);
      if (!over.signal.aborted) timer = endsAt(now);
    } catch (error) {
      onError(error);
    }
  }
}

async function paused(milliseconds: number, signal: AbortSignal): Promise<void> {
  await setTimeout(milliseconds, undefined, { signal, ref: false }).catch(() => undefined);
}
