import type { Position, RecordedEvent } from '#eventsourcing/event.js';
import type { Followable } from './following.js';
import type { LogPage, ReadAllOptions } from './port.js';

/** As many of the newest events are kept for those who come a little later. */
const KEPT = 1000;

/** The newest events of the wanted types, complete after `from` up to `to`. */
interface Tail {
  from: Position;
  to: Position;
  atHead: boolean;
  events: readonly RecordedEvent[];
}

/**
 * A log that many follow for a few types each: near its head each event is read and parsed once for all of them.
 * Whoever is further behind, or wants all types, reads for itself.
 */
export class SharedTail implements Followable {
  private tail: Tail | undefined;
  /** What anyone has asked for since the start. */
  private readonly types = new Set<string>();
  /** The log may have grown since the tail was read. */
  private grown = true;
  private reading: Promise<void> | undefined;

  constructor(private readonly log: Followable) {}

  head(): Promise<Position> {
    return this.log.head();
  }

  compare(a: Position, b: Position): number {
    return this.log.compare(a, b);
  }

  onGrowth(wake: () => void): () => void {
    this.grown = true;
    return this.log.onGrowth(() => {
      this.grown = true;
      wake();
    });
  }

  async readAll(options: ReadAllOptions): Promise<LogPage> {
    const { after, types } = options;
    if (!types || after === undefined) return this.log.readAll(options);
    this.want(types);
    if (!this.tail || this.compare(after, this.tail.from) < 0) return this.apart(options);
    if (this.grown || !this.tail.atHead) await (this.reading ??= this.readOn());
    // Another's wish may have dropped the tail, or its growth have moved on, meanwhile.
    if (!this.tail || this.compare(after, this.tail.from) < 0) return this.apart(options);
    return this.page(this.tail, after, new Set(types), options.limit);
  }

  /** A type that nobody wanted before is not in the tail. */
  private want(types: readonly string[]): void {
    const before = this.types.size;
    for (const type of types) this.types.add(type);
    if (this.types.size > before) this.tail = undefined;
  }

  private async apart(options: ReadAllOptions): Promise<LogPage> {
    const page = await this.log.readAll(options);
    const { position } = page;
    if (page.atHead) this.tail ??= { from: position, to: position, atHead: true, events: [] };
    return page;
  }

  private async readOn(): Promise<void> {
    try {
      const before = this.tail!;
      this.grown = false;
      const { events, position, atHead } = await this.log.readAll({
        after: before.to,
        types: [...this.types],
        limit: KEPT,
      });
      if (this.tail !== before) return;
      const all = [...before.events, ...events];
      const dropped = all.length - KEPT;
      const from = dropped > 0 ? all[dropped - 1]!.position : before.from;
      this.tail = { from, to: position, atHead, events: dropped > 0 ? all.slice(dropped) : all };
    } catch (error) {
      this.grown = true;
      throw error;
    } finally {
      this.reading = undefined;
    }
  }

  private page({ to, atHead, events }: Tail, after: Position, types: Set<string>, limit: number): LogPage {
    let first = events.length;
    while (first > 0 && this.compare(events[first - 1]!.position, after) > 0) first--;
    const found = events.slice(first).filter(({ type }) => types.has(type));
    if (found.length > limit) {
      const page = found.slice(0, limit);
      return { events: page, position: page.at(-1)!.position, atHead: false };
    }
    return {
      events: found,
      position: this.compare(to, after) > 0 ? to : after,
      atHead: atHead && !this.grown,
    };
  }
}
