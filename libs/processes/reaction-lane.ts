import type { EventStore, LogPage, Subscription } from '#event-store/port.js';
import type { AppendedEvent } from '#eventsourcing/reactions.js';
import type { Position } from '#eventsourcing/event.js';
import type { Clock } from '#hosting/clock.js';
import { inParallel } from './in-parallel.js';
import { keyOf } from './inline-reactions.js';
import type { ParkedKey } from './parked.js';
import type { Parking } from './parking.js';
import type { Reaction } from './reaction.js';
import {
  backOff,
  type Failing,
  failedAgain,
  isOutage,
  type ProcessLogger,
  QUICK_TRIES,
  type Wait,
} from './retry.js';
import { messageOf } from '#text/thrown.js';

/** What a lane is given by its runner. */
export interface LaneSurroundings {
  readonly log: Pick<EventStore, 'subscribe'>;
  readonly clock: Clock;
  readonly logger: ProcessLogger;
  readonly wait: Wait;
  readonly batchSize: number;
  readonly concurrency: number;
  readonly paceMs: number;
  readonly parking: Parking;
  /** Does an event, unless it was done at once. */
  readonly run: (reaction: Reaction, event: AppendedEvent) => Promise<unknown>;
  /** Events of a key wait in the parking from now on. */
  readonly parked: (reaction: Reaction, key: string, events: readonly AppendedEvent[]) => void;
  readonly moved: (reaction: Reaction, position: Position) => void;
}

class Stopped extends Error {}

/** Follows the log for one reaction: every event at least once, in order per key, nothing skipped. */
export class ReactionLane {
  private readonly stopping = new AbortController();
  /** By key: one event of a key at a time. */
  private readonly failures = new Map<string, Failing>();
  private subscription: Subscription | undefined;
  private interruption: string | undefined;
  private readonly following: Promise<void>;

  constructor(
    readonly reaction: Reaction,
    private at: Position,
    private readonly around: LaneSurroundings,
  ) {
    this.following = this.follow();
  }

  /** Everything up to here is done or parked. */
  get position(): Position {
    return this.at;
  }

  get failing(): readonly Failing[] {
    return [...this.failures.values()];
  }

  get parked(): readonly ParkedKey[] {
    return this.around.parking.parked;
  }

  /** Whether events of a key have to wait for an earlier one. */
  holdsBack(key: string): boolean {
    return this.failures.has(key) || this.around.parking.holds(key);
  }

  /** Tries parked keys again. */
  retry(which: 'due' | 'all'): Promise<void> {
    return this.around.parking.retry(which, this.stopping.signal);
  }

  /** Why the log cannot be followed at the moment. */
  get interrupted(): string | undefined {
    return this.interruption;
  }

  /** Finishes the reactions under way. */
  async close(): Promise<void> {
    this.stopping.abort();
    await this.subscription?.close();
    await this.following;
  }

  private async follow(): Promise<void> {
    const { log, logger, wait, batchSize } = this.around;
    const { name, eventTypes } = this.reaction;
    const { signal } = this.stopping;
    let failures = 0;
    while (!signal.aborted) {
      try {
        this.subscription = log.subscribe({
          after: this.at,
          types: eventTypes,
          batchSize,
          handle: async (page) => {
            failures = 0;
            this.interruption = undefined;
            await this.handle(page);
          },
        });
        await this.subscription.done;
        return;
      } catch (error) {
        if (signal.aborted) return;
        this.interruption = messageOf(error);
        logger.warn({ err: error, reaction: name }, 'the log cannot be followed, trying again');
        await wait(backOff(++failures), signal);
      }
    }
  }

  private async handle({ events, position, atHead }: LogPage): Promise<void> {
    const { concurrency, moved, wait, paceMs } = this.around;
    const { signal } = this.stopping;
    const together = this.reaction.together ?? concurrency;
    await inParallel(Map.groupBy(events, keyOf), together, ([key, ofKey]) => this.ofKey(key, ofKey));
    this.at = position;
    moved(this.reaction, position);
    // Few, larger pages at the head spare the thread that serves requests; what is urgent ran inline.
    if (atHead && paceMs > 0) await wait(paceMs, signal);
  }

  private async ofKey(key: string, events: readonly AppendedEvent[]): Promise<void> {
    const { parking, parked, logger } = this.around;
    if (parking.holds(key) && (await parking.behind(key, events))) {
      parked(this.reaction, key, events);
      return;
    }
    for (const [index, event] of events.entries()) {
      const failing = await this.tried(key, event);
      if (!failing) continue;
      await parking.park(key, events.slice(index), failing);
      parked(this.reaction, key, events.slice(index));
      this.failures.delete(key);
      logger.error(
        { reaction: this.reaction.name, key, failing, position: event.position },
        'reaction keeps failing, its key is parked',
      );
      return;
    }
  }

  /** Answers why not when some quick tries were not enough; an outage is waited for instead. */
  private async tried(key: string, event: AppendedEvent): Promise<Failing | undefined> {
    const { run, clock, logger, wait } = this.around;
    const { signal } = this.stopping;
    for (;;) {
      if (signal.aborted) throw new Stopped();
      try {
        await run(this.reaction, event);
        this.failures.delete(key);
        return undefined;
      } catch (error) {
        const { id, type: what } = event;
        const failing = failedAgain(this.failures.get(key), { id, what }, error, clock.now());
        this.failures.set(key, failing);
        if (failing.attempts >= QUICK_TRIES && !isOutage(error)) return failing;
        logger.warn({ err: error, reaction: this.reaction.name, failing }, 'reaction failed, trying again');
        await wait(backOff(failing.attempts), signal);
      }
    }
  }
}
