import { LRUCache } from 'lru-cache';
import type { ReadStreamOptions } from '#eventsourcing/streams.js';

const REMEMBERED = 20_000;

/**
 * Where streams end, as reads have shown; exact because the folder's lock lets one process write, and all its appends
 * are told here. An append under way leaves the answer to the log until it is answered: others may see it before.
 */
export class Tails {
  /** By stream: there is no event at this revision or after it. */
  private readonly ends = new LRUCache<string, number>({ max: REMEMBERED });
  private readonly underWay = new Map<string, number>();

  /** Whether it is known that the stream has no events from this revision on. */
  endsBefore(stream: string, revision: number): boolean {
    const end = this.ends.get(stream);
    return end !== undefined && revision >= end;
  }

  /** What a stream has from a revision on, read only where there may be something. */
  read<Event>(
    stream: string,
    { from = 0, limit = Infinity }: Pick<ReadStreamOptions, 'from' | 'limit'>,
    read: () => Event[],
  ): Event[] {
    if (this.endsBefore(stream, from)) return [];
    const events = read();
    if (events.length < limit) this.seen(stream, from + events.length);
    return events;
  }

  /** A read to its end has shown that the stream has nothing at this revision or after it. */
  seen(stream: string, end: number): void {
    if (this.underWay.has(stream)) return;
    this.ends.set(stream, end);
  }

  /** Whatever is known of the stream is forgotten until the append has been answered. */
  async during<T>(stream: string, append: () => Promise<T>): Promise<T> {
    this.ends.delete(stream);
    this.underWay.set(stream, (this.underWay.get(stream) ?? 0) + 1);
    try {
      return await append();
    } finally {
      const others = this.underWay.get(stream)! - 1;
      if (others > 0) this.underWay.set(stream, others);
      else this.underWay.delete(stream);
    }
  }
}
