import { LRUCache } from 'lru-cache';
import type { DomainEvent, Position } from './event.js';
import type { AppendedEvent } from './reactions.js';
import type { StreamRules } from './stream-rules.js';
import type { StreamStore } from './streams.js';

/** How streams are read where others wait meanwhile. */
export interface Reading {
  /** Lets others have their turn, where it is time for that. */
  readonly pause: () => Promise<unknown> | undefined;
  /** Answers what a question has folded of a stream already, or folds it. */
  readonly once: <Seen>(stream: string, fold: () => Promise<Seen>) => Promise<Seen>;
  /** The log as a question reads it: what it has read already is not read again. The log itself when left out. */
  readonly shown: Pick<StreamStore, 'readStream'>;
}

/** What is kept of a command carried out before: enough to recognise it and to find its events again. */
export interface PastCommand {
  readonly hash: string;
  readonly first: number;
  last: number;
  position: Position;
}

/** A stream as far as it was read. */
export interface Loaded<State> {
  state: State;
  revision: number;
  position: Position;
  readonly commands: Map<string, PastCommand>;
  /** How many events of each type there are. */
  readonly counted: Map<string, number>;
  /** Persons who acted in it on behalf of others. */
  readonly onBehalf: Set<string>;
}

const HOT_STREAMS = 256;
/** Events read and folded before others may have their turn: about a millisecond. */
const PAGE = 100;

/** The folded states of streams; those that many write to are kept between commands. */
export class FoldedStreams {
  private readonly hot = new LRUCache<string, Loaded<unknown>>({ max: HOT_STREAMS });
  /** Hot streams that are being read for the first time. */
  private readonly opening = new Map<string, Promise<Loaded<unknown>>>();
  private readonly pause: Reading['pause'];
  private readonly once: Reading['once'];
  private readonly shown: Reading['shown'];

  constructor(
    private readonly store: Pick<StreamStore, 'readStream'>,
    { pause = () => Promise.resolve(), once = (_, fold) => fold(), shown = store }: Partial<Reading> = {},
  ) {
    this.pause = pause;
    this.once = once;
    this.shown = shown;
  }

  /** What is kept of a stream was not right. */
  forget(stream: string): void {
    this.hot.delete(stream);
  }

  /** A stream as a question sees it, which leaves it as it is. */
  look<State, Command, Event extends DomainEvent>(
    rules: StreamRules<State, Command, Event>,
    stream: string,
  ): Promise<Loaded<State>> {
    const fold = () => (rules.hot ? this.fetch(rules, stream) : this.open(rules, stream, this.shown));
    return this.once(stream, async () => ({ ...(await fold()) }));
  }

  /** A hot stream's kept state is brought up to date by reading its tail, so other processes' writes are seen. */
  async fetch<State, Command, Event extends DomainEvent>(
    rules: StreamRules<State, Command, Event>,
    stream: string,
  ): Promise<Loaded<State>> {
    if (!rules.hot) return this.open(rules, stream, this.store);
    const kept = this.hot.get(stream) as Loaded<State> | undefined;
    const others = kept ?? (this.opening.get(stream) as Promise<Loaded<State>> | undefined);
    const loaded = await (others ?? this.openForAll(rules, stream));
    // What others read may have been read before this was asked.
    if (others) remember(rules, loaded, await this.store.readStream(stream, { from: loaded.revision + 1 }));
    this.hot.set(stream, loaded);
    return loaded;
  }

  /** Whoever comes while a long stream is read for the first time waits for that. */
  private openForAll<State, Command, Event extends DomainEvent>(
    rules: StreamRules<State, Command, Event>,
    stream: string,
  ): Promise<Loaded<State>> {
    const opened = this.open(rules, stream, this.store).finally(() => this.opening.delete(stream));
    this.opening.set(stream, opened);
    return opened;
  }

  /** Reads a stream from its first event, in pages, so that others are served while a long one is folded. */
  private async open<State, Command, Event extends DomainEvent>(
    rules: StreamRules<State, Command, Event>,
    stream: string,
    store: Pick<StreamStore, 'readStream'>,
  ): Promise<Loaded<State>> {
    const loaded: Loaded<State> = {
      state: rules.decider.initial,
      revision: -1,
      position: '',
      commands: new Map(),
      counted: new Map(),
      onBehalf: new Set(),
    };
    const elsewhere = (await rules.elsewhere?.(stream)) ?? [];
    const own: AppendedEvent[] = [];
    for (;;) {
      const page = await store.readStream(stream, { from: loaded.revision + 1, limit: PAGE });
      remember(rules, loaded, page);
      if (elsewhere.length > 0) own.push(...page);
      if (page.length < PAGE) break;
      await this.pause();
    }
    if (elsewhere.length > 0) joined(rules, loaded, elsewhere, own);
    return loaded;
  }
}

/** The state as if all of it had been one stream; revision and commands stay those of the stream that is appended to. */
function joined<State, Command, Event extends DomainEvent>(
  rules: StreamRules<State, Command, Event>,
  loaded: Loaded<State>,
  elsewhere: readonly AppendedEvent[],
  own: readonly AppendedEvent[],
): void {
  const all = [...elsewhere, ...own].toSorted((a, b) => inOrderOfRecording(recordedAt(a), recordedAt(b)));
  loaded.state = all.reduce(
    (state, event) => rules.decider.evolve(state, event as unknown as Event),
    rules.decider.initial,
  );
  for (const { metadata } of elsewhere)
    for (const person of metadata.actor.actedBy ?? []) loaded.onBehalf.add(person);
}

function recordedAt({ metadata }: AppendedEvent): string {
  return metadata.recordedAt;
}

function inOrderOfRecording(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

/** Brings what was read of a stream up to date. */
export function remember<State, Command, Event extends DomainEvent>(
  rules: StreamRules<State, Command, Event>,
  loaded: Loaded<State>,
  events: readonly AppendedEvent[],
): void {
  for (const event of events) {
    if (event.revision <= loaded.revision) continue;
    loaded.state = rules.decider.evolve(loaded.state, event as unknown as Event);
    loaded.revision = event.revision;
    loaded.position = event.position;
    loaded.counted.set(event.type, (loaded.counted.get(event.type) ?? 0) + 1);
    const { actor, commandId, commandHash } = event.metadata;
    for (const person of actor.actedBy ?? []) loaded.onBehalf.add(person);
    const past = loaded.commands.get(commandId);
    const { revision, position } = event;
    if (past) Object.assign(past, { last: revision, position });
    else loaded.commands.set(commandId, { hash: commandHash, first: revision, last: revision, position });
  }
}
