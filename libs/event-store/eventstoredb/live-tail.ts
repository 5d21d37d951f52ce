import type { Position, RecordedEvent } from '#eventsourcing/event.js';
import type { Followable } from '../following.js';
import type { LogPage, ReadAllOptions } from '../port.js';
import type { Follow, HeldEvent } from './client.js';
import type { Connection } from './connection.js';
import { wasTooSlow } from './outcomes.js';
import { Patience } from './patience.js';
import { comparePositions, type Place, toPlace, toPosition } from './positions.js';
import { eventHeld, type Names } from './wire.js';

/** Of the newest events so many are kept for those who follow, and of so many bytes; up to twice that. */
const KEPT = 2000;
const KEPT_BYTES = 16 * 1024 * 1024;
/** How often it is looked whether events come that the subscription does not tell of, in milliseconds. */
const LOOK_AGAIN = 5000;

interface Kept {
  readonly event: RecordedEvent;
  readonly bytes: number;
}

/**
 * The end of the log as one subscription tells it, for all who follow the log in this process: near the head each event
 * comes and is parsed once. Whoever is further behind reads for itself, as slowly as it likes. The subscription is taken
 * up again from the last event it brought, whatever it broke off with.
 */
export class LiveTail implements Followable {
  private readonly listeners = new Set<() => void>();
  private kept: Kept[] = [];
  private bytes = 0;
  /** All events after `from` up to `to` are kept; undefined while that is not known of any. */
  private from: Position | undefined;
  private to: Position = '';
  private follow: Follow | undefined;
  private running: AbortController | undefined;

  constructor(
    private readonly log: Omit<Followable, 'onGrowth'>,
    private readonly connection: Connection,
    private readonly names: Names,
    /** No event of the log lies before it. */
    private readonly beginning: Place,
    private readonly lookAgain = LOOK_AGAIN,
  ) {}

  head(): Promise<Position> {
    return this.log.head();
  }

  compare(a: Position, b: Position): number {
    return comparePositions(a, b);
  }

  async readAll(options: ReadAllOptions): Promise<LogPage> {
    const { after = '', types, limit } = options;
    if (this.from === undefined || comparePositions(after, this.from) < 0) return this.log.readAll(options);
    const wanted = types && new Set(types);
    let first = this.kept.length;
    while (first > 0 && comparePositions(this.kept[first - 1]!.event.position, after) > 0) first--;
    const events: RecordedEvent[] = [];
    for (const { event } of this.kept.slice(first)) {
      if (wanted && !wanted.has(event.type)) continue;
      if (events.length === limit) return { events, position: events.at(-1)!.position, atHead: false };
      events.push(event);
    }
    return { events, position: comparePositions(this.to, after) > 0 ? this.to : after, atHead: true };
  }

  onGrowth(wake: () => void): () => void {
    this.listeners.add(wake);
    if (!this.running) this.start();
    return () => {
      this.listeners.delete(wake);
      if (this.listeners.size === 0) this.stop();
    };
  }

  private start(): void {
    const running = new AbortController();
    this.running = running;
    const timer = setInterval(() => void this.look(running.signal), this.lookAgain).unref();
    running.signal.addEventListener('abort', () => clearInterval(timer));
    void this.run(running.signal);
  }

  private stop(): void {
    this.running?.abort();
    this.running = undefined;
    this.follow?.stop();
    this.from = undefined;
    this.kept = [];
    this.bytes = 0;
  }

  /** Follows until it is stopped, never for good without the log. */
  private async run(signal: AbortSignal): Promise<void> {
    let patience = new Patience({ signal });
    while (!signal.aborted) {
      try {
        await this.begin();
        if (signal.aborted) return;
        const error = await this.followOn(signal, () => (patience = new Patience({ signal })));
        if (wasTooSlow(error)) continue;
      } catch {
        // The log cannot be reached: those who read it say so.
      }
      await patience.rest();
    }
  }

  /** Where the log ends: what comes after that, the subscription will tell. */
  private async begin(): Promise<void> {
    if (this.from !== undefined) return;
    const head = await this.log.head();
    this.from ??= head;
    this.to = head;
    this.wake();
  }

  private async followOn(signal: AbortSignal, onEvent: () => void): Promise<unknown> {
    this.follow = this.connection.follow({
      after: toPlace(this.to) ?? this.beginning,
      onEvent: (held) => {
        if (signal.aborted) return;
        onEvent();
        this.keep(held);
      },
      // What it does not tell of any more may have come while it was away.
      onCaughtUp: () => this.wake(),
    });
    return this.follow.ended;
  }

  private keep(held: HeldEvent): void {
    const stream = this.names.inside(held.stream);
    if (stream === undefined) return;
    const event = eventHeld(held, stream);
    const position = toPosition(held.place);
    if (this.from === undefined || comparePositions(position, this.to) <= 0) return;
    this.to = position;
    if (typeof event === 'object') {
      this.kept.push({ event, bytes: held.data.length });
      this.bytes += held.data.length;
      this.shorten();
    } else this.beginAfter(position); // Those who come by read it with what is known around it.
    this.wake();
  }

  /** Not with each event: an array is not cheap to shorten at its beginning. */
  private shorten(): void {
    if (this.kept.length <= KEPT * 2 && this.bytes <= KEPT_BYTES * 2) return;
    let dropped = 0;
    while (this.kept.length - dropped > KEPT || this.bytes > KEPT_BYTES)
      this.bytes -= this.kept[dropped++]!.bytes;
    this.from = this.kept[dropped - 1]!.event.position;
    this.kept = this.kept.slice(dropped);
  }

  private beginAfter(position: Position): void {
    this.kept = [];
    this.bytes = 0;
    this.from = position;
  }

  /** A subscription may be silent for ever, though the connection is there. */
  private async look(signal: AbortSignal): Promise<void> {
    const before = this.to;
    const { follow } = this;
    const head = await this.log.head().catch(() => before);
    if (signal.aborted || this.from === undefined || comparePositions(head, before) <= 0) return;
    await new Promise((resolve) => setTimeout(resolve, this.lookAgain / 5).unref());
    if (!signal.aborted && this.to === before && this.follow === follow) follow?.stop();
  }

  private wake(): void {
    for (const wake of this.listeners) wake();
  }
}
