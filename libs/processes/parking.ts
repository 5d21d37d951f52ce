import type { EventStore } from '#event-store/port.js';
import { isNameless } from '#event-store/unreadable.js';
import type { AppendedEvent } from '#eventsourcing/reactions.js';
import { KeyedQueue } from '#eventsourcing/keyed-queue.js';
import type { Clock } from '#hosting/clock.js';
import { inParallel } from './in-parallel.js';
import type { ParkedEvent, ParkedFailure, ParkedKey, ParkedStore } from './parked.js';
import { backOff, type Failing, failedAgain, type ProcessLogger } from './retry.js';

/** What the parking of one reaction works with. */
export interface ParkingSurroundings {
  readonly reaction: string;
  readonly log: Pick<EventStore, 'logId' | 'readAt' | 'compare'>;
  readonly store: ParkedStore;
  readonly clock: Clock;
  readonly logger: ProcessLogger;
  /** Keys tried at the same time. */
  readonly concurrency: number;
  readonly run: (event: AppendedEvent) => Promise<unknown>;
}

const PAGE = 100;
const LONGEST_PAUSE_MS = 600_000;

/** The keys one reaction holds back: their events wait in order, durably, until the first of them can be done. */
export class Parking {
  private readonly keys: Map<string, ParkedKey>;
  /** Adding to a key and trying it take turns. */
  private readonly turns = new KeyedQueue();

  constructor(
    private readonly around: ParkingSurroundings,
    before: readonly ParkedKey[],
  ) {
    const { log } = around;
    this.keys = new Map(
      before.map((parked) => [
        parked.key,
        { ...parked, events: parked.events.toSorted((a, b) => log.compare(a.position, b.position)) },
      ]),
    );
  }

  /** Those held back, the longest first. */
  get parked(): readonly ParkedKey[] {
    return [...this.keys.values()];
  }

  holds(key: string): boolean {
    return this.keys.has(key);
  }

  /** Parks a key whose first event failed too often; durable when it resolves. */
  async park(key: string, events: readonly AppendedEvent[], failing: Failing): Promise<void> {
    const { reaction, log, store } = this.around;
    const failure = this.pausedAfter(failing);
    const parked = { key, events: events.map(referenceTo), ...failure };
    await store.park(log.logId, reaction, key, parked.events, failure);
    this.keys.set(key, parked);
  }

  /** Lets events wait behind those of their key; answers `false` when the key was freed meanwhile. */
  behind(key: string, events: readonly AppendedEvent[]): Promise<boolean> {
    return this.turns.run(key, async () => {
      const parked = this.keys.get(key);
      if (!parked) return false;
      const { reaction, log, store } = this.around;
      const there = new Set(parked.events.map(({ id }) => id));
      const more = events.filter(({ id }) => !there.has(id)).map(referenceTo);
      await store.park(log.logId, reaction, key, more, parked);
      this.keys.set(key, { ...parked, events: [...parked.events, ...more] });
      return true;
    });
  }

  /** Tries the keys whose pause is over, or all of them. */
  async retry(which: 'due' | 'all', signal: AbortSignal): Promise<void> {
    const now = Date.parse(this.around.clock.now());
    const keys = this.parked.filter(({ retryAt }) => which === 'all' || Date.parse(retryAt) <= now);
    await inParallel(keys, this.around.concurrency, ({ key }) =>
      this.turns.run(key, () => this.retryKey(key, signal)),
    );
  }

  private async retryKey(key: string, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const parked = this.keys.get(key);
      if (!parked) return;
      const { done, failing } = await this.retryPage(parked, signal);
      const events = parked.events.slice(done.length);
      const failure = failing ? this.pausedAfter(failing) : parked;
      await this.keep({ ...parked, ...failure, events }, done);
      if (failing) return;
    }
  }

  /** Does the first events of a key, up to one that still cannot be done. */
  private async retryPage(
    parked: ParkedKey,
    signal: AbortSignal,
  ): Promise<{ readonly done: readonly ParkedEvent[]; readonly failing?: Failing }> {
    const { log, run, clock, logger, reaction } = this.around;
    const page = parked.events.slice(0, PAGE);
    const done: ParkedEvent[] = [];
    try {
      const found = new Map((await log.readAt(page)).map((event) => [placeOf(event), event]));
      for (const reference of page) {
        if (signal.aborted) break;
        const event = found.get(placeOf(reference));
        // What is not in the log any more (it was restored) needs no reaction.
        if (event && isSame(event, reference)) await run(event);
        done.push(reference);
      }
      return { done };
    } catch (error) {
      const { id, type: what } = page[done.length]!;
      const before = done.length === 0 ? { ...parked, id, what } : undefined;
      const failing = failedAgain(before, { id, what }, error, clock.now());
      logger.warn({ err: error, reaction, failing }, 'a parked key still cannot be done');
      return { done, failing };
    }
  }

  private async keep(parked: ParkedKey, done: readonly ParkedEvent[]): Promise<void> {
    const { reaction, log, store } = this.around;
    const { key, events } = parked;
    const left = events.length > 0;
    await store.done(log.logId, reaction, key, done, left ? parked : undefined);
    if (left) this.keys.set(key, parked);
    else this.keys.delete(key);
  }

  private pausedAfter({ attempts, error, since }: Failing): ParkedFailure {
    const pause = backOff(attempts, LONGEST_PAUSE_MS);
    const retryAt = new Date(Date.parse(this.around.clock.now()) + pause).toISOString();
    return { attempts, error, since, retryAt };
  }
}

function placeOf({ stream, revision }: ParkedEvent | AppendedEvent): string {
  return `${stream}/${revision}`;
}

/** The id of one that could not be read, now or when it was parked, is not its own. */
function isSame({ id }: AppendedEvent, reference: ParkedEvent): boolean {
  return id === reference.id || isNameless(id) || isNameless(reference.id);
}

function referenceTo({ id, type, stream, revision, position }: AppendedEvent): ParkedEvent {
  return { id, type, stream, revision, position };
}
