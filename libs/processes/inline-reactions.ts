import { setTimeout } from 'node:timers/promises';
import type { EventStore } from '#event-store/port.js';
import type { AppendedEvent, Expectation, Reactions } from '#eventsourcing/reactions.js';
import type { NewEvent, Position } from '#eventsourcing/event.js';
import type { Clock } from '#hosting/clock.js';
import { Awaited, onBehalfOf } from './awaited.js';
import { Done } from './done.js';
import { contextFor } from './process-context.js';
import { hasTimers, type Reaction, type ReactionContext } from './reaction.js';
import { backOff, type ProcessLogger, type Wait } from './retry.js';
import { Turns } from './turns.js';

/** As much of a lane as those need who react before it comes to an event. */
export interface LaneAhead {
  /** Everything up to here is done or parked. */
  readonly position: Position;
  /** Whether events of a key have to wait for an earlier one. */
  holdsBack(key: string): boolean;
}

/** What reacting at once works with. */
export interface InlineSurroundings {
  readonly log: Pick<EventStore, 'head' | 'compare'>;
  readonly clock: Clock;
  readonly logger: ProcessLogger;
  readonly wait: Wait;
  readonly laneOf: (reaction: Reaction) => LaneAhead | undefined;
  readonly stopping: AbortSignal;
}

interface Known {
  readonly reaction: Reaction;
  readonly turns: Turns;
  readonly done: Done;
}

/** By reaction: as many as a lane may be given again, and then some. */
const REMEMBERED = 2_000;
/** By reaction: events done at once beyond which the lane has to catch up first. */
const MOST_AHEAD = 50_000;
const PATIENCE_MS = 5000;

/** Reacts at once to what was appended, in the order of the log for each key; what it cannot is left to the lanes. */
export class InlineReactions implements Reactions {
  private readonly known = new Map<string, Known>();
  private readonly knownByType = new Map<string, Known[]>();
  /** All after it was appended under the eyes of this process; undefined while that is not certain of anything. */
  private certainAfter: Position | undefined;
  private doubts = 0;

  constructor(private readonly around: InlineSurroundings) {}

  add(reaction: Reaction): void {
    if (this.known.has(reaction.name)) throw new Error(`reaction ${reaction.name} is there twice`);
    const done = new Done(REMEMBERED);
    const { log, logger } = this.around;
    const turns = new Turns({
      done,
      compare: (a, b) => log.compare(a, b),
      react: (event, awaited = new Awaited()) =>
        event.unreadable
          ? Promise.reject(event.unreadable.error)
          : onBehalfOf.run(awaited, () => reaction.react(event, this.contextOf(reaction, event))),
      leaves: (key) => (done.waiting > MOST_AHEAD ? 'held' : this.leaves(reaction, key)),
      failed: (event, error) =>
        logger.warn(
          { err: error, reaction: reaction.name, event: event.id },
          'reaction failed, left for later',
        ),
    });
    const known = { reaction, turns, done };
    this.known.set(reaction.name, known);
    if (reaction.inline === false) return;
    for (const type of new Set(reaction.eventTypes))
      this.knownByType.set(type, [...(this.knownByType.get(type) ?? []), known]);
  }

  get all(): readonly Reaction[] {
    return [...this.known.values()].map(({ reaction }) => reaction);
  }

  /** What stands in the log up to here is the lanes' to do. */
  start(head: Position): void {
    this.certainAfter = head;
  }

  expect(stream: string, events: readonly NewEvent[]): Expectation {
    const lines = new Map<Turns, Set<string>>();
    for (const event of events)
      for (const { turns } of this.reactingTo(event)) {
        const keys = lines.get(turns) ?? new Set();
        lines.set(turns, keys.add(keyOf({ stream, metadata: event.metadata })));
      }
    const each = (visit: (turns: Turns, key: string) => void) => {
      for (const [turns, keys] of lines) for (const key of keys) visit(turns, key);
    };
    each((turns, key) => turns.expect(key));
    const end = () => each((turns, key) => turns.ended(key));
    return {
      appended: (those) => {
        for (const event of those)
          for (const known of this.reactingTo(event))
            if (!this.isPast(known, event)) known.turns.appended(keyOf(event), event);
        end();
      },
      refused: end,
      unknown: () => {
        void this.doubt();
        end();
      },
    };
  }

  async follow(events: readonly AppendedEvent[]): Promise<Position | undefined> {
    const waiting = onBehalfOf.getStore();
    const awaited = waiting ?? new Awaited();
    let last: Position | undefined;
    for (const event of events)
      for (const known of this.reactingTo(event)) {
        const asked = known.turns.ask(keyOf(event), event, awaited);
        if (asked?.atOnce) last = this.later(last, await asked.done);
        else if (asked) awaited.add(this.withPatience(asked.done));
        else last = this.later(last, await this.found(known, event, awaited));
      }
    if (!waiting) for await (const position of awaited.all()) last = this.later(last, position);
    return last;
  }

  /** Does an event for its lane, unless it was done at once; in turn with what is done at once of its key. */
  take({ name }: Reaction, event: AppendedEvent): Promise<void> {
    return this.known.get(name)!.turns.take(keyOf(event), event);
  }

  /** Events of a key are parked: they are done when the key is tried again. */
  parked({ name }: Reaction, key: string, events: readonly { readonly id: string }[]): void {
    this.known.get(name)!.turns.forget(key, events);
  }

  /** Settles when nothing is under way. */
  async idle(): Promise<void> {
    for (const { turns } of this.known.values()) await turns.idle();
  }

  private reactingTo({ type }: Pick<NewEvent, 'type'>): readonly Known[] {
    return this.knownByType.get(type) ?? [];
  }

  private leaves(reaction: Reaction, key: string): 'behind' | 'held' | undefined {
    const lane = this.around.laneOf(reaction);
    if (!lane || lane.holdsBack(key)) return 'held';
    if (this.certainAfter === undefined) return 'behind';
    return this.around.log.compare(lane.position, this.certainAfter) < 0 ? 'behind' : undefined;
  }

  private isPast({ reaction, done }: Known, { id, position }: AppendedEvent): boolean {
    const lane = this.around.laneOf(reaction);
    return done.has(id) || (lane !== undefined && this.around.log.compare(position, lane.position) <= 0);
  }

  /** Where the consequence of an event ended that was done before: asked for when its command comes again. */
  private async found(known: Known, event: AppendedEvent, awaited: Awaited): Promise<Position | undefined> {
    const { reaction, turns, done } = known;
    if (done.has(event.id)) return done.positionOf(event.id);
    if (!this.isPast(known, event)) {
      const soon = turns.awaitLane(keyOf(event), event);
      if (soon) awaited.add(this.withPatience(soon));
      return undefined;
    }
    if (hasTimers(reaction)) return undefined;
    try {
      const context = this.contextOf(reaction, event);
      return await reaction.react(event, {
        command: (step) => ({ ...context.command(step), dryRun: true }),
        commandFor: (...about) => ({ ...context.commandFor(...about), dryRun: true }),
      });
    } catch {
      // What did not follow then is not asked for now.
      return undefined;
    }
  }

  /** Who sent a command waits for what follows from it, but not for ever. */
  private async withPatience(done: Promise<Position | undefined>): Promise<Position | undefined> {
    const over = new AbortController();
    const signal = AbortSignal.any([over.signal, this.around.stopping]);
    const tired = setTimeout(PATIENCE_MS, undefined, { signal, ref: false }).catch(() => undefined);
    try {
      return await Promise.race([done, tired]);
    } finally {
      over.abort();
    }
  }

  /** An append ended without an answer: until the lanes have read what the log holds, no order is known. */
  private async doubt(): Promise<void> {
    const { log, wait, stopping } = this.around;
    this.certainAfter = undefined;
    const mine = ++this.doubts;
    for (let tries = 1; mine === this.doubts && !stopping.aborted; tries++) {
      try {
        const head = await log.head();
        if (mine === this.doubts) this.certainAfter = head;
        return;
      } catch {
        await wait(backOff(tries), stopping);
      }
    }
  }

  private contextOf({ name }: Reaction, { id, metadata }: AppendedEvent): ReactionContext {
    const { correlationId } = metadata;
    return contextFor({ kind: 'reaction', name, id, correlationId, causationId: id }, this.around.clock);
  }

  private later(a: Position | undefined, b: Position | undefined): Position | undefined {
    if (a === undefined || b === undefined) return a ?? b;
    return this.around.log.compare(a, b) >= 0 ? a : b;
  }
}

/** What is held back together: the case of an event, or the stream of one that belongs to none. */
export function keyOf({
  metadata,
  stream,
}: {
  readonly stream: string;
  readonly metadata: { readonly caseId?: string };
}): string {
  return metadata.caseId ?? stream;
}
