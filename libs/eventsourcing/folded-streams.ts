import type { DomainEvent, Position } from './event.js';
import type { AppendedEvent } from './reactions.js';
import type { StreamRules } from './stream-rules.js';
import type { StreamStore } from './streams.js';

/** How streams are read where others wait meanwhile. */
export interface Reading {
  /** Lets others have their turn. */
  readonly pause: () => Promise<unknown>;
  /** Answers what a question has read of a stream already, or reads it. */
  readonly once: <Seen>(stream: string, read: () => Promise<Seen>) => Promise<Seen>;
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
}

const HOT_STREAMS = 256;
/** Events read and folded before others have their turn: a few milliseconds. */
const PAGE = 500;

/** The folded states of streams; those that many write to are kept between commands. */
export class FoldedStreams {
  private readonly hot = new Map<string, Loaded<unknown>>();
  /** Hot streams that are being read for the first time. */
  private readonly opening = new Map<string, Promise<Loaded<unknown>>>();
  private readonly pause: Reading['pause'];
  private readonly once: Reading['once'];

  constructor(
    private readonly store: Pick<StreamStore, 'readStream'>,
    { pause = () => Promise.resolve(), once = (_, read) => read() }: Partial<Reading> = {},
  ) {
    this.pause = pause;
    this.once = once;
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
    return this.once(stream, async () => ({ ...(await this.fetch(rules, stream)) }));
  }

  /** A hot stream's kept state is brought up to date by reading its tail, so other processes' writes are seen. */
  async fetch<State, Command, Event extends DomainEvent>(
    rules: StreamRules<State, Command, Event>,
    stream: string,
  ): Promise<Loaded<State>> {
    if (!rules.hot) return this.open(rules, stream);
    const kept = this.hot.get(stream) as Loaded<State> | undefined;
    const loaded = kept ?? (await this.openOnce(rules, stream));
    remember(rules, loaded, await this.store.readStream(stream, { from: loaded.revision + 1 }));
    this.hot.delete(stream);
    this.hot.set(stream, loaded);
    if (this.hot.size > HOT_STREAMS) this.hot.delete(this.hot.keys().next().value!);
    return loaded;
  }

  /** Whoever comes while a long stream is read for the first time waits for that. */
  private openOnce<State, Command, Event extends DomainEvent>(
    rules: StreamRules<State, Command, Event>,
    stream: string,
  ): Promise<Loaded<State>> {
    const under = this.opening.get(stream) as Promise<Loaded<State>> | undefined;
    if (under) return under;
    const opened = this.open(rules, stream).finally(() => this.opening.delete(stream));
    this.opening.set(stream, opened);
    return opened;
  }

  /** Reads a stream from its first event, in pages, so that others are served while a long one is folded. */
  private async open<State, Command, Event extends DomainEvent>(
    rules: StreamRules<State, Command, Event>,
    stream: string,
  ): Promise<Loaded<State>> {
    const loaded: Loaded<State> = {
      state: rules.decider.initial,
      revision: -1,
      position: '',
      commands: new Map(),
      counted: new Map(),
    };
    for (;;) {
      const page = await this.store.readStream(stream, { from: loaded.revision + 1, limit: PAGE });
      remember(rules, loaded, page);
      if (page.length < PAGE) return loaded;
      await this.pause();
    }
  }
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
    const { commandId, commandHash } = event.metadata;
    const past = loaded.commands.get(commandId);
    const { revision, position } = event;
    if (past) Object.assign(past, { last: revision, position });
    else loaded.commands.set(commandId, { hash: commandHash, first: revision, last: revision, position });
  }
}
