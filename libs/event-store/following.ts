import { setImmediate } from 'node:timers/promises';
import type { Position } from '#eventsourcing/event.js';
import type { LogPage, ReadAllOptions, SubscribeOptions, Subscription } from './port.js';
import { PositionBeyondEnd, START } from './port.js';

/** A log that can be followed: pages, and a call whenever there may be more. */
export interface Followable {
  readAll(options: ReadAllOptions): Promise<LogPage>;
  head(): Promise<Position>;
  compare(a: Position, b: Position): number;
  /** Calls `wake` after each append, and now and then without one; answers how to stop that. */
  onGrowth(wake: () => void): () => void;
}

const BATCH = 500;

/** Follows a log page by page: catches up, then waits for growth. */
export class Following implements Subscription {
  readonly done: Promise<void>;
  private closing = false;
  /** Set by growth since the last page was asked for, so that growth during a page is never missed. */
  private grown = false;
  private resume: (() => void) | undefined;

  constructor(
    private readonly log: Followable,
    private readonly options: SubscribeOptions,
  ) {
    this.done = this.run();
  }

  async close(): Promise<void> {
    this.closing = true;
    this.resume?.();
    await this.done.catch(() => undefined);
  }

  private async run(): Promise<void> {
    const stop = this.log.onGrowth(() => {
      this.grown = true;
      this.resume?.();
    });
    try {
      await this.follow();
    } finally {
      stop();
    }
  }

  private async follow(): Promise<void> {
    const { types, batchSize: limit = BATCH, handle } = this.options;
    let after = this.options.after ?? START;
    // The first page waits a turn, so that the caller has the subscription before its handler is called.
    await setImmediate();
    await this.mustReach(after);
    while (!this.closing) {
      this.grown = false;
      const page = await this.log.readAll({ after, limit, ...(types && { types }) });
      if (page.position !== after) await handle(page);
      after = page.position;
      if (page.atHead) await this.growth();
      else await setImmediate(); // a long catch-up lets the thread do other work between pages
    }
  }

  /** A log that was put back to an earlier state would pass over all events up to that position without a word. */
  private async mustReach(position: Position): Promise<void> {
    if (position === START || this.closing) return;
    const head = await this.log.head();
    if (!this.closing && this.log.compare(position, head) > 0) throw new PositionBeyondEnd(position, head);
  }

  private async growth(): Promise<void> {
    if (this.grown || this.closing) return;
    await new Promise<void>((resolve) => (this.resume = resolve));
    this.resume = undefined;
  }
}
