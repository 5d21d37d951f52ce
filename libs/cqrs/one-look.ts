import { AsyncLocalStorage } from 'node:async_hooks';
import type { RecordedEvent } from '#eventsourcing/event.js';
import type { ReadStreamOptions, StreamStore } from '#eventsourcing/streams.js';
import { othersTurn } from './fair-turns.js';

type Reads = Pick<StreamStore, 'readStream'>;

/** Events read before others may have their turn: about a millisecond. */
const PAGE = 100;

/** What one question has seen of the log. */
class Look {
  readonly folded = new Map<string, Promise<unknown>>();
  readonly streams = new Map<string, SeenStream>();
}

const looks = new AsyncLocalStorage<Look>();

/**
 * What is asked meanwhile sees each stream as it was when it was first read, and reads and folds it once. For questions
 * only: what is appended is decided on the stream as it is.
 */
export function inOneLook<Answer>(ask: () => Answer): Answer {
  return looks.getStore() ? ask() : looks.run(new Look(), ask);
}

/** Whether what is read now is read to answer a question. */
export function isLooking(): boolean {
  return looks.getStore() !== undefined;
}

/** What this look has folded of a stream already; outside of any it is folded each time. */
export function lookedAt<Seen>(stream: string, fold: () => Promise<Seen>): Promise<Seen> {
  const look = looks.getStore();
  if (!look) return fold();
  const seen = (look.folded.get(stream) as Promise<Seen> | undefined) ?? fold();
  look.folded.set(stream, seen);
  return seen;
}

/** From now on this look sees a stream as it is now: more of it is known to be there than was read. */
export function lookAgainAt(stream: string): void {
  const look = looks.getStore();
  look?.folded.delete(stream);
  look?.streams.delete(stream);
}

/** A store whose streams are read once per look, in pages between which others are served; all else is as it was. */
export function readOncePerLook<Store extends Reads>(store: Store): Store {
  const readStream: Reads['readStream'] = (stream, options = {}) => {
    const look = looks.getStore();
    if (!look || options.direction === 'backwards') return store.readStream(stream, options);
    const seen = look.streams.get(stream) ?? new SeenStream(store, stream);
    look.streams.set(stream, seen);
    return seen.read(options);
  };
  return Object.create(store, { readStream: { value: readStream } }) as Store;
}

/** As much of a stream as a look has read. */
class SeenStream {
  private readonly events: RecordedEvent[] = [];
  private ended = false;
  private reading: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: Reads,
    private readonly stream: string,
  ) {}

  async read({ from = 0, limit = Infinity }: ReadStreamOptions): Promise<RecordedEvent[]> {
    // Who failed has heard of it; whoever asks next tries again.
    this.reading = this.reading.catch(() => undefined).then(() => this.upTo(from + limit));
    await this.reading;
    return this.events.slice(from, from + limit);
  }

  private async upTo(end: number): Promise<void> {
    while (!this.ended && this.events.length < end) {
      await othersTurn();
      const limit = Math.min(PAGE, end - this.events.length);
      const page = await this.store.readStream(this.stream, { from: this.events.length, limit });
      this.events.push(...page);
      this.ended = page.length < limit;
    }
  }
}
