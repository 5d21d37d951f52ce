import type { Clock } from '#hosting/clock.js';
import { inParallel } from './in-parallel.js';
import { contextFor } from './process-context.js';
import type { ReactionContext } from './reaction.js';
import { backOff, type Failing, failedAgain, type ProcessLogger, realWait, type Wait } from './retry.js';
import type { PendingTimer, Timer, TimerStore } from './timers.js';

/** Does what a timer was set for, at least once; throws to be tried again. */
export type TimerHandler = (timer: Timer, context: ReactionContext) => Promise<unknown>;

/** What a kind of timers asks of its runner. */
export interface TimerTerms {
  /**
   * Milliseconds after the start before which none of them fires: for a grace that is meant for somebody who could
   * not act either while nothing ran. Left out, what is overdue fires at the start, as deadlines must.
   */
  readonly graceAtStartMs?: number;
}

/** What the runner works with. */
export interface TimerRunnerOptions {
  readonly timers: TimerStore;
  readonly clock: Clock;
  readonly logger: ProcessLogger;
  readonly wait?: Wait;
  /** How often it looks for due timers, milliseconds; 1 s when left out. */
  readonly everyMs?: number;
}

/** How the timers stand. */
export interface TimerStatus {
  readonly pending: number;
  readonly nextDueAt?: string;
  readonly failing: readonly Failing[];
}

const PAGE = 200;
const CONCURRENCY = 8;

/** Fires due timers; what became due while nothing ran fires once when it runs again. */
export class TimerRunner {
  private readonly handlers = new Map<string, { readonly handler: TimerHandler; readonly graceMs: number }>();
  private startedAt: number | undefined;
  private failures = new Map<string, { readonly failing: Failing; readonly retryAt: string }>();
  private readonly stopping = new AbortController();
  private round: Promise<unknown> = Promise.resolve();
  private looking: Promise<void> = Promise.resolve();

  constructor(private readonly options: TimerRunnerOptions) {}

  /** Names the handler of a kind. */
  on(kind: string, handler: TimerHandler, { graceAtStartMs: graceMs = 0 }: TimerTerms = {}): void {
    if (this.handlers.has(kind)) throw new Error(`timers of kind ${kind} have two handlers`);
    this.handlers.set(kind, { handler, graceMs });
  }

  /** Begins to look for due timers. */
  start(): void {
    this.startedAt = Date.parse(this.options.clock.now());
    this.looking = this.look();
  }

  /** Fires what is due by the clock now; answers how many were handled. One round at a time. */
  fireDue(): Promise<number> {
    const round = this.round.then(() => this.fire());
    this.round = round.catch(() => undefined);
    return round;
  }

  /** Fires what failed without waiting for the end of its pause, and what is due. */
  retryFailing(): Promise<number> {
    this.failures = new Map(
      [...this.failures].map(([id, { failing }]) => [id, { failing, retryAt: failing.since }]),
    );
    return this.fireDue();
  }

  /** How many timers fail; costs nothing. */
  troubles(): { readonly failing: number } {
    return { failing: this.failures.size };
  }

  /** How the timers stand. */
  async status(): Promise<TimerStatus> {
    const summary = await this.options.timers.summary();
    return { ...summary, failing: [...this.failures.values()].map(({ failing }) => failing) };
  }

  /** Finishes the timers under way. */
  async close(): Promise<void> {
    this.stopping.abort();
    await this.looking;
    await this.round;
  }

  private async look(): Promise<void> {
    const { wait = realWait, everyMs = 1000, logger } = this.options;
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        await this.fireDue();
      } catch (error) {
        logger.warn({ err: error }, 'due timers cannot be read, trying again');
      }
      await wait(everyMs, signal);
    }
  }

  private async fire(): Promise<number> {
    const { timers, clock } = this.options;
    const { signal } = this.stopping;
    const now = clock.now();
    const seen = new Set<string>();
    let handled = 0;
    let last: PendingTimer | undefined;
    while (!signal.aborted) {
      const page = await timers.due(now, PAGE, last);
      for (const { id } of page) seen.add(id);
      await inParallel(page, CONCURRENCY, async (timer) => {
        if (!signal.aborted && (await this.attempt(timer, now))) handled++;
      });
      last = page.at(-1);
      if (page.length < PAGE) break;
    }
    if (!signal.aborted) this.forgetOthers(seen);
    return handled;
  }

  private async attempt(timer: PendingTimer, now: string): Promise<boolean> {
    const { timers, clock, logger } = this.options;
    if (this.isGraced(timer, now)) return false;
    const before = this.failures.get(timer.id);
    if (before && Date.parse(before.retryAt) > Date.parse(now)) return false;
    try {
      const found = this.handlers.get(timer.kind);
      if (!found) throw new Error(`no handler for timers of kind ${timer.kind}`);
      await found.handler(timer, contextFor(causeOf(timer), clock));
      await timers.done(timer);
      this.failures.delete(timer.id);
      return true;
    } catch (error) {
      const failing = failedAgain(before?.failing, { id: timer.id, what: timer.kind }, error, now);
      const retryAt = new Date(Date.parse(now) + backOff(failing.attempts)).toISOString();
      this.failures.set(timer.id, { failing, retryAt });
      logger.warn({ err: error, failing }, 'timer failed, trying again');
      return false;
    }
  }

  private isGraced({ kind }: Timer, now: string): boolean {
    const graceMs = this.handlers.get(kind)?.graceMs ?? 0;
    return this.startedAt !== undefined && Date.parse(now) < this.startedAt + graceMs;
  }

  /** A failing timer that was cancelled fails no more. */
  private forgetOthers(due: ReadonlySet<string>): void {
    this.failures = new Map([...this.failures].filter(([id]) => due.has(id)));
  }
}

function causeOf({ id, kind, correlationId = id, causationId }: Timer) {
  return {
    kind: 'timer',
    name: kind,
    id,
    correlationId,
    ...(causationId === undefined ? {} : { causationId }),
  };
}
