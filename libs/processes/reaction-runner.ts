import { type Lag, lagBehind } from '#event-store/lag.js';
import { type EventStore, START } from '#event-store/port.js';
import type { AppendedEvent } from '#eventsourcing/reactions.js';
import type { Position } from '#eventsourcing/event.js';
import type { Clock } from '#hosting/clock.js';
import { type CheckpointStore, CheckpointWriter } from './checkpoints.js';
import { InlineReactions } from './inline-reactions.js';
import type { ParkedKey, ParkedStore } from './parked.js';
import { Parking } from './parking.js';
import { ReactionLane } from './reaction-lane.js';
import type { Reaction } from './reaction.js';
import { type Failing, type ProcessLogger, realWait, type Wait } from './retry.js';

/** What the runner works with; the times are in milliseconds and have defaults. */
export interface ReactionRunnerOptions {
  readonly log: Pick<
    EventStore,
    'logId' | 'promises' | 'subscribe' | 'readAt' | 'head' | 'compare' | 'distance' | 'isPosition'
  >;
  readonly checkpoints: CheckpointStore;
  readonly parked: ParkedStore;
  readonly clock: Clock;
  readonly logger: ProcessLogger;
  readonly wait?: Wait;
  readonly checkpointEveryMs?: number;
  /** Rest between two pages once the head is reached. */
  readonly paceMs?: number;
  readonly batchSize?: number;
  /** Keys reacted to at the same time, per reaction. */
  readonly concurrency?: number;
  /** How often it looks for parked keys whose pause is over; 1 s when left out. */
  readonly retryEveryMs?: number;
}

/** A key a reaction holds back, at the event it waits for. */
export interface ParkedStatus extends Failing {
  /** A case, or the stream of an event that belongs to none. */
  readonly key: string;
  /** Position of the event. */
  readonly position: Position;
  /** Events that wait, this one included. */
  readonly events: number;
  /** UTC instant of the next try. */
  readonly retryAt: string;
}

/** How one reaction stands. */
export interface ReactionStatus extends Lag {
  readonly name: string;
  /** Everything up to here is done or parked. */
  readonly position: Position;
  /** Events it fails on and tries again at once. */
  readonly failing: readonly Failing[];
  /** Keys it failed on too often: they wait while the others go on, and are tried again now and then. */
  readonly parked: readonly ParkedStatus[];
  /** Why it cannot follow the log, if it cannot. */
  readonly interrupted?: string;
}

/** Runs reactions at once after an append, and again from the log as the guarantee. */
export class ReactionRunner {
  /** What reacts at once, and keeps the order of both. */
  readonly inline: InlineReactions;
  private readonly writer: CheckpointWriter;
  private lanes: ReadonlyMap<string, ReactionLane> = new Map();
  private started = false;
  private readonly stopping = new AbortController();
  private looking: Promise<void> = Promise.resolve();
  private round: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: ReactionRunnerOptions) {
    const { checkpoints, log, checkpointEveryMs = 300, clock, logger, wait = realWait } = options;
    this.writer = new CheckpointWriter(checkpoints, log.logId, checkpointEveryMs, logger);
    this.inline = new InlineReactions({
      log,
      clock,
      logger,
      wait,
      laneOf: ({ name }) => this.lanes.get(name),
      stopping: this.stopping.signal,
    });
  }

  /** Adds reactions, before the start: they need the command handling, which needs `inline`. */
  add(...reactions: readonly Reaction[]): void {
    if (this.started) throw new Error('reactions are added before the start');
    for (const reaction of reactions) this.inline.add(reaction);
  }

  /** Starts following the log from the checkpoints. */
  async start(): Promise<void> {
    this.started = true;
    const { log, checkpoints, parked, clock, logger, wait = realWait } = this.options;
    const { batchSize = 500, concurrency = 8, paceMs = 50 } = this.options;
    const [saved, held, head] = await Promise.all([
      checkpoints.load(log.logId),
      parked.load(log.logId),
      log.head(),
    ]);
    const from = (name: string): Position => {
      const position = saved.get(name) ?? START;
      // A checkpoint beyond the head comes from a log that was since restored: only the start is safe.
      return log.isPosition(position) && log.compare(position, head) <= 0 ? position : START;
    };
    const laneOf = (reaction: Reaction) => {
      const run = (event: AppendedEvent) => this.inline.take(reaction, event);
      const { name } = reaction;
      const around = { reaction: name, log, store: parked, clock, logger, concurrency, run };
      return new ReactionLane(reaction, from(name), {
        log,
        clock,
        logger,
        wait,
        batchSize,
        concurrency,
        paceMs,
        parking: new Parking(around, held.get(name) ?? []),
        run: (of, event) => this.inline.take(of, event),
        parked: (of, key, events) => this.inline.parked(of, key, events),
        moved: (of, position) => this.writer.move(of.name, position),
      });
    };
    this.inline.start(head);
    this.lanes = new Map(this.inline.all.map((reaction) => [reaction.name, laneOf(reaction)]));
    this.looking = this.look();
  }

  /** Tries parked keys: those whose pause is over, or all. One round at a time. */
  retryParked(which: 'due' | 'all' = 'all'): Promise<void> {
    const round = this.round.then(() => this.retryLanes(which));
    this.round = round.catch(() => undefined);
    return round;
  }

  /** How many keys are parked, and how many events fail before that; costs nothing. */
  troubles(): { readonly parked: number; readonly failing: number } {
    const lanes = [...this.lanes.values()];
    return {
      parked: lanes.reduce((sum, { parked }) => sum + parked.length, 0),
      failing: lanes.reduce((sum, { failing }) => sum + failing.length, 0),
    };
  }

  /** How each reaction stands. */
  async status(): Promise<ReactionStatus[]> {
    const { log } = this.options;
    const head = await log.head();
    return [...this.lanes.values()].map(({ reaction: { name }, position, failing, parked, interrupted }) => ({
      name,
      position,
      ...lagBehind(log, position, head),
      failing,
      parked: parked.map(parkedStatus),
      ...(interrupted === undefined ? {} : { interrupted }),
    }));
  }

  /** Finishes the reactions under way and saves the checkpoints. */
  async close(): Promise<void> {
    this.stopping.abort();
    await Promise.all([...this.lanes.values()].map((lane) => lane.close()));
    await this.looking;
    await this.round;
    await this.inline.idle();
    await this.writer.flush();
  }

  /** A start is often a mended program, so everything parked is tried once at the start. */
  private async look(): Promise<void> {
    const { wait = realWait, retryEveryMs = 1000, logger } = this.options;
    const { signal } = this.stopping;
    for (let which: 'due' | 'all' = 'all'; !signal.aborted; which = 'due') {
      try {
        await this.retryParked(which);
      } catch (error) {
        logger.warn({ err: error }, 'parked keys cannot be tried, trying again');
      }
      await wait(retryEveryMs, signal);
    }
  }

  private async retryLanes(which: 'due' | 'all'): Promise<void> {
    await Promise.all([...this.lanes.values()].map((lane) => lane.retry(which)));
  }
}

/** A parked key as it is shown. */
export function parkedStatus({ key, events, attempts, error, since, retryAt }: ParkedKey): ParkedStatus {
  const { id, type: what, position } = events[0]!;
  return { key, id, what, position, events: events.length, attempts, error, since, retryAt };
}
