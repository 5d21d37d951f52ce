import { LRUCache } from 'lru-cache';
import type { RecordedEvent } from '#eventsourcing/event.js';

const REMEMBERED = 50_000;

/** The last event of a stream, as far as was seen. */
export interface StreamEnd {
  /** -1 before the first event. */
  readonly revision: number;
  readonly id: string;
  readonly recordedAt: string;
}

/** Of a stream without events. */
export const NO_EVENTS: StreamEnd = { revision: -1, id: '', recordedAt: '' };

/**
 * Where streams were seen to end. Others append too, so a stream may be longer than is known here, never shorter: what
 * is known spares a read before an append that holds, and what is not is found out by one that does not.
 */
export class KnownEnds {
  private readonly ends = new LRUCache<string, StreamEnd>({ max: REMEMBERED });

  of(stream: string): StreamEnd | undefined {
    return this.ends.get(stream);
  }

  saw(stream: string, { revision, id, recordedAt }: StreamEnd): void {
    if (revision > (this.ends.get(stream)?.revision ?? -1))
      this.ends.set(stream, { revision, id, recordedAt });
  }

  /** The last of events that were read. */
  sawEvents(events: readonly RecordedEvent[]): void {
    const last = events.at(-1);
    const first = events[0];
    if (!last || !first) return;
    const { stream, revision, id, metadata } = last.revision > first.revision ? last : first;
    this.saw(stream, { revision, id, recordedAt: metadata.recordedAt });
  }

  forget(stream: string): void {
    this.ends.delete(stream);
  }
}
