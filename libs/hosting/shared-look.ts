import { setTimeout as after } from 'node:timers/promises';

/** How often it is looked where nobody tells that anything moved, in milliseconds. */
const LOOK_AGAIN_MS = 500;

/** A look that is asked for: what is seen, and whether it has been begun. */
interface Look<Seen> {
  readonly seen: Promise<Seen>;
  begun: boolean;
}

/** Lets any number wait for what other processes change. Looked at once for all who wait, when it has moved. */
export class SharedLook<Seen> {
  private readonly waiters = new Set<() => void>();
  private looking: Look<Seen> | undefined;
  private before: Promise<unknown> = Promise.resolve();

  constructor(private readonly see: () => Promise<Seen>) {}

  /** Something has moved, or it is not known whether it has. */
  moved(): void {
    this.forget();
    for (const wake of this.waiters) wake();
  }

  /** Waits until it looks so; false when the time is over. @throws what looking throws */
  async until(is: (seen: Seen) => boolean, timeoutMs: number): Promise<boolean> {
    const until = performance.now() + timeoutMs;
    for (;;) {
      const { promise: woken, resolve: wake } = Promise.withResolvers<void>();
      this.waiters.add(wake);
      try {
        if (is(await this.look())) return true;
        const left = until - performance.now();
        if (left <= 0) return false;
        await this.sooner(woken, Math.min(left, LOOK_AGAIN_MS));
      } finally {
        this.waiters.delete(wake);
      }
    }
  }

  private look(): Promise<Seen> {
    return (this.looking ??= this.begin()).seen;
  }

  /** One after the other: what moves often is not looked at more often than it can be. */
  private begin(): Look<Seen> {
    const begun = this.before.then(() => {
      look.begun = true;
      return this.see();
    });
    const look: Look<Seen> = { seen: begun, begun: false };
    this.before = begun.catch(() => this.forget());
    return look;
  }

  /** A look that has not begun sees what has moved before it. */
  private forget(): void {
    if (this.looking?.begun) this.looking = undefined;
  }

  private async sooner(woken: Promise<void>, ms: number): Promise<void> {
    const over = new AbortController();
    const tired = after(ms, true, { signal: over.signal }).catch(() => false);
    // Where nobody told, it is looked all the same.
    if (await Promise.race([woken.then(() => false), tired])) this.forget();
    over.abort();
  }
}
