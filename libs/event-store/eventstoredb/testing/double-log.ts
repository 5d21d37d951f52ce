/** An event as the double keeps it. */
export interface Kept {
  readonly position: bigint;
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
  /** Milliseconds since 1970; never goes back. */
  readonly created: number;
}

/** An event on its way into the double. */
export type Proposed = Pick<Kept, 'id' | 'type' | 'contentType' | 'data' | 'metadata'>;

/** The revision a writer says the stream has. */
export type Expected = number | 'no_stream' | 'stream_exists' | 'any';

/** What becomes of an append. */
export type Appended =
  | { readonly revision: number; readonly position: bigint }
  /** Revision of the stream's last event, -1 when it has none. */
  | { readonly actual: number }
  | 'too-large'
  | 'deleted';

/** All data and metadata of one append may take so many bytes together. */
export const MOST_BYTES = 1_048_576;

const FRAME = 120n;
const NO_BYTES = new Uint8Array();
/** What a stream's metadata say when all of it is to be gone. */
const ALL = Number.MAX_SAFE_INTEGER;

interface Stream {
  readonly events: Kept[];
  /** Revision of the first event that is still shown. */
  shownFrom: number;
  tombstoned: boolean;
}

/** Streams in one log, with the answers of an EventStoreDB to appends that were made before or come too late. */
export class DoubleLog {
  readonly events: Kept[] = [];
  private readonly streams = new Map<string, Stream>();
  private readonly waiting = new Set<() => void>();
  private end = 1500n;
  private lastCreated = 0;

  constructor(private readonly now: () => number) {
    // A real log does not begin with what its clients wrote either.
    this.keep('$epoch-information', [event('$epoch-information', '{}')]);
  }

  /** Keeps the events where they are new; says what became of the append. */
  append(name: string, expected: Expected, events: readonly Proposed[]): Appended {
    const known = this.judge(name, expected, events);
    if (known) return known;
    const stream = this.streams.get(name);
    if (stream?.shownFrom === ALL) stream.shownFrom = stream.events.length;
    const last = this.keep(name, events) ?? stream?.events.at(-1);
    return { revision: last?.revision ?? -1, position: last?.position ?? 0n };
  }

  /** What becomes of an append that adds nothing; undefined where its events are to be kept. */
  judge(name: string, expected: Expected, events: readonly Proposed[]): Appended | undefined {
    const bytes = events.reduce((sum, { data, metadata }) => sum + data.length + metadata.length, 0);
    if (bytes > MOST_BYTES) return 'too-large';
    const stream = this.streams.get(name);
    if (stream?.tombstoned) return 'deleted';
    const kept = stream?.events ?? [];
    const actual = kept.length - 1;
    const softDeleted = stream?.shownFrom === ALL;
    if (expected === 'stream_exists' && actual < 0) return { actual };
    if (expected === 'any' || expected === 'stream_exists') {
      const first = kept.findLastIndex(({ id }) => id === events[0]?.id);
      if (first >= 0) return repeated(kept, first, events) ?? { actual };
    } else {
      const before = expected !== 'no_stream' ? expected : softDeleted ? actual : -1;
      if (before < actual) return repeated(kept, before + 1, events) ?? { actual };
      if (before > actual) return { actual };
    }
    return undefined;
  }

  /** Takes a stream away: for good, or until somebody appends to it again. */
  remove(name: string, tombstoned: boolean): bigint {
    if (tombstoned) {
      const last = this.keep(name, [event('$streamDeleted', '{}')])!;
      this.streams.get(name)!.tombstoned = true;
      return last.position;
    }
    return this.keep(`$$${name}`, [event('$metadata', JSON.stringify({ $tb: ALL }))])!.position;
  }

  /** What is shown of a stream; why not, where nothing is. */
  shown(name: string): readonly Kept[] | 'missing' | 'deleted' {
    const stream = this.streams.get(name);
    if (stream?.tombstoned) return 'deleted';
    if (!stream || stream.events.length === 0 || stream.shownFrom === ALL) return 'missing';
    return stream.events.slice(stream.shownFrom);
  }

  /** Index of the event at a position, or of where one beyond the end would come; undefined inside of an event. */
  indexAt(position: bigint): number | undefined {
    if (position >= this.end) return this.events.length;
    let [low, high] = [0, this.events.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.events[middle]!.position < position) low = middle + 1;
      else high = middle;
    }
    return this.events[low]?.position === position ? low : undefined;
  }

  /** Calls `wake` after each append; answers how to stop that. */
  onGrowth(wake: () => void): () => void {
    this.waiting.add(wake);
    return () => this.waiting.delete(wake);
  }

  private keep(name: string, events: readonly Proposed[]): Kept | undefined {
    const stream = this.streams.get(name) ?? { events: [], shownFrom: 0, tombstoned: false };
    this.streams.set(name, stream);
    const created = Math.max(this.now(), this.lastCreated);
    this.lastCreated = created;
    let last: Kept | undefined;
    for (const one of events) {
      last = { ...one, position: this.end, stream: name, revision: stream.events.length, created };
      this.end += FRAME + BigInt(one.type.length + one.data.length + one.metadata.length);
      this.events.push(last);
      stream.events.push(last);
      if (name.startsWith('$$')) this.show(name.slice(2), one);
    }
    for (const wake of this.waiting) wake();
    return last;
  }

  /** What a stream's metadata say of how much of it is shown. */
  private show(name: string, { data }: Proposed): void {
    const { $tb: from } = JSON.parse(new TextDecoder().decode(data)) as { $tb?: number };
    const stream = this.streams.get(name);
    if (stream && from !== undefined) stream.shownFrom = Math.min(from, ALL);
  }
}

/** The answer an append was given before, when just these events stand there. */
function repeated(kept: readonly Kept[], first: number, events: readonly Proposed[]): Appended | undefined {
  const there = kept.slice(first, first + events.length);
  if (there.length < events.length || there.some(({ id }, index) => id !== events[index]!.id))
    return undefined;
  const { revision, position } = there.at(-1) ?? { revision: kept.length - 1, position: 0n };
  return { revision, position };
}

function event(type: string, data: string): Proposed {
  const bytes = new TextEncoder().encode(data);
  return { id: crypto.randomUUID(), type, contentType: 'application/json', data: bytes, metadata: NO_BYTES };
}
