import { setImmediate } from 'node:timers/promises';
import type { CommandContext, Outcome } from './command.js';
import { CONTENTION, PRECONDITION_FAILED } from './command.js';
import type { Decider } from './decider.js';
import type { DomainEvent, NewEvent, Position, RecordedEvent } from './event.js';
import { derivedId } from './ids.js';
import { KeyedQueue } from './keyed-queue.js';
import { lookedAt } from './one-look.js';
import { answeredBefore, keyReused, NO_RECEIPTS, type Receipts } from './receipts.js';
import type { Refusal } from './refusal.js';
import { refusal } from './refusal.js';
import type { StreamStore } from './streams.js';
import { WrongExpectedRevision } from './streams.js';

/** Turns what a decider said into what the log keeps: schema version, sealed personal fields. */
export interface EventEncoder {
  encode(event: DomainEvent, frame: Omit<NewEvent, 'type' | 'data' | 'schemaVersion'>): Promise<NewEvent>;
}

/** An event just appended, as its reactions see it. */
export type AppendedEvent = Omit<RecordedEvent, 'schemaVersion'>;

/** What became of an append that was announced: one of these is called, as soon as it is known. */
export interface Expectation {
  appended(events: readonly AppendedEvent[]): void;
  /** Another writer was faster. */
  refused(): void;
  /** It ended without an answer: the events may stand in the log. */
  unknown(): void;
}

/** What must follow from events at once. */
export interface Reactions {
  /** Announces an append, so that nothing that comes after it in the log is reacted to before it. */
  expect(stream: string, events: readonly NewEvent[]): Expectation;
  /** Does what must follow from events; answers the position of the last consequence, if there was one. */
  follow(events: readonly AppendedEvent[]): Promise<Position | undefined>;
}

/** Nothing follows at once. */
export const NO_REACTIONS: Reactions = {
  expect: () => ({ appended: () => undefined, refused: () => undefined, unknown: () => undefined }),
  follow: () => Promise.resolve(undefined),
};

/** Somebody should look at this; nothing is held up by it. Carries no personal data. */
export type Alarm = (facts: object, message: string) => void;

/** What command handling does beside its own work; each may be left out. */
export interface Surroundings {
  readonly reactions: Reactions;
  readonly receipts: Receipts;
  readonly alarm: Alarm;
}

/** What a stream's handler knows beside its decider. */
export interface StreamRules<State, Command, Event extends DomainEvent> {
  readonly decider: Decider<State, Command, Event>;
  /** `<category>-<id>` of the stream. */
  streamOf(id: string): string;
  /** The case an event belongs to; it stands in the event's metadata. */
  caseIdOf?(id: string, event: Event, state: State): string | undefined;
  /** The regulation version a step was taken under. */
  regulationVersionOf?(state: State): string | undefined;
  /** Many write to this stream: writers queue here and its folded state is kept between them. */
  readonly hot?: boolean;
}

/** One command on its way. */
export interface Dispatch<State, Command> {
  readonly id: string;
  readonly command: Command;
  readonly context: CommandContext;
  /** Refuses by who asks, before anything else is looked at. */
  guard?(state: State): Refusal | undefined;
}

/** What is kept of a command carried out before: enough to recognise it and to find its events again. */
interface PastCommand {
  readonly hash: string;
  readonly first: number;
  last: number;
  position: Position;
}

interface Loaded<State> {
  state: State;
  revision: number;
  position: Position;
  readonly commands: Map<string, PastCommand>;
}

const ATTEMPTS = 8;
const HOT_STREAMS = 256;
/** Events read and folded before others have their turn: a few milliseconds. */
const PAGE = 500;

/** Load, fold, decide, append; again when another writer was faster and the decision still holds. */
export class CommandHandling {
  private readonly reactions: Reactions;
  private readonly receipts: Receipts;
  private readonly alarm: Alarm;
  private readonly queue = new KeyedQueue();
  private readonly hot = new Map<string, Loaded<unknown>>();
  /** Hot streams that are being read for the first time. */
  private readonly opening = new Map<string, Promise<Loaded<unknown>>>();

  constructor(
    private readonly store: StreamStore,
    private readonly encoder: EventEncoder,
    { reactions = NO_REACTIONS, receipts = NO_RECEIPTS, alarm = () => undefined }: Partial<Surroundings> = {},
  ) {
    this.reactions = reactions;
    this.receipts = receipts;
    this.alarm = alarm;
  }

  /** The folded state of a stream and its revision (-1 when it has no events). */
  async load<State, Command, Event extends DomainEvent>(
    rules: StreamRules<State, Command, Event>,
    id: string,
  ): Promise<{ readonly state: State; readonly revision: number }> {
    return this.look(rules, rules.streamOf(id));
  }

  /** Carries a command out, or says why not. @throws StoreUnavailable, EventTooLarge */
  async handle<State, Command, Event extends DomainEvent>(
    rules: StreamRules<State, Command, Event>,
    dispatch: Dispatch<State, Command>,
  ): Promise<Outcome> {
    const stream = rules.streamOf(dispatch.id);
    const attempts = () => this.attempt(rules, stream, dispatch);
    const done = await (rules.hot ? this.queue.run(stream, attempts) : attempts());
    if ('refusal' in done) return { ok: false, refusal: done.refusal };
    const consequence = done.events.length > 0 ? await this.reactions.follow(done.events) : undefined;
    const { revision, position } = done;
    return { ok: true, receipt: { id: dispatch.id, revision, position: consequence ?? position } };
  }

  private async attempt<State, Command, Event extends DomainEvent>(
    rules: StreamRules<State, Command, Event>,
    stream: string,
    dispatch: Dispatch<State, Command>,
  ): Promise<
    | { readonly refusal: Refusal }
    | { readonly revision: number; readonly position: Position; readonly events: readonly AppendedEvent[] }
  > {
    const { context } = dispatch;
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const loaded = await (context.dryRun ? this.look(rules, stream) : this.fetch(rules, stream));
      // Taken now: a hot stream's state is shared, and a read may move it while the events are being sealed.
      const { state, revision } = loaded;
      const denied = dispatch.guard?.(state);
      if (denied) return { refusal: denied };

      const past = loaded.commands.get(context.commandId);
      if (past && past.hash !== context.commandHash && !context.following) return { refusal: keyReused() };
      if (past) return this.again(stream, past, context);
      const before =
        (await this.sentBefore(stream, loaded.commands, context)) ?? (await this.receipted(context));
      if (before) return before;
      if (context.ifMatch !== undefined && context.ifMatch !== revision)
        return { refusal: moved(context.ifMatch, revision) };

      const decision = rules.decider.decide(dispatch.command, state);
      if ('refused' in decision) return { refusal: decision.refused };
      if (decision.events.length === 0 || context.dryRun) {
        const position = loaded.position || (await this.store.head());
        await this.receipt(dispatch, revision, position);
        return { revision, position, events: [] };
      }

      const events = await this.frame(rules, dispatch, decision.events, state);
      const at = await this.append(stream, revision, events);
      if (at) {
        if (rules.hot) remember(rules, loaded, at.events);
        return at;
      }
      this.hot.delete(stream);
    }
    return {
      refusal: refusal('conflict', CONTENTION, `${stream} was changed by others ${ATTEMPTS} times in a row`),
    };
  }

  /** The answer of a command that was carried out before and left no event. */
  private async receipted(context: CommandContext) {
    const before = await answeredBefore(this.receipts, context);
    if (!before) return undefined;
    if (!before.ok) return { refusal: before.refusal };
    const { revision, position } = before.receipt;
    return { revision, position, events: [] };
  }

  private async receipt<State, Command>(
    { id, context }: Dispatch<State, Command>,
    revision: number,
    position: Position,
  ): Promise<void> {
    const { commandId, commandHash, keyed, dryRun, now: at } = context;
    if (keyed && !dryRun) await this.receipts.keep({ commandId, commandHash, id, revision, position, at });
  }

  /** Undefined when another writer was faster. */
  private async append(stream: string, revision: number, events: readonly NewEvent[]) {
    const expected = this.reactions.expect(stream, events);
    try {
      const at = await this.store.append(stream, revision < 0 ? 'no-stream' : revision, events);
      const first = at.revision - events.length + 1;
      const appended = events.map((event, index) => ({
        ...event,
        stream,
        revision: first + index,
        position: at.position,
        metadata: { ...event.metadata, recordedAt: at.recordedAt },
      }));
      expected.appended(appended);
      return { revision: at.revision, position: at.position, events: appended };
    } catch (error) {
      if (error instanceof WrongExpectedRevision) {
        expected.refused();
        return undefined;
      }
      expected.unknown();
      throw error;
    }
  }

  /** The answer of a command carried out before, with its events, so that what followed from them is found again. */
  private async again(stream: string, past: PastCommand, { commandId, commandHash }: CommandContext) {
    if (past.hash !== commandHash)
      this.alarm({ stream, commandId }, 'a process manager sent another command under an id it had used');
    return this.carriedOut(stream, past);
  }

  private async carriedOut(stream: string, { first, last, position }: PastCommand) {
    const events = await this.store.readStream(stream, { from: first, limit: last - first + 1 });
    return { revision: last, position, events };
  }

  /** The answer of a process manager's command that an earlier version carried out under another id. */
  private async sentBefore(
    stream: string,
    commands: ReadonlyMap<string, PastCommand>,
    { following }: CommandContext,
  ) {
    for (const id of following?.formerIds ?? []) {
      const past = commands.get(id);
      const found = past && (await this.carriedOut(stream, past));
      const about = following?.about;
      if (found && (about === undefined || found.events.some((event) => isAbout(event, about)))) return found;
    }
    return undefined;
  }

  private async frame<State, Command, Event extends DomainEvent>(
    rules: StreamRules<State, Command, Event>,
    { id, context }: Dispatch<State, Command>,
    events: readonly Event[],
    state: State,
  ): Promise<NewEvent[]> {
    let after = state;
    const framed: Promise<NewEvent>[] = [];
    for (const [index, event] of events.entries()) {
      after = rules.decider.evolve(after, event);
      const caseId = rules.caseIdOf?.(id, event, after);
      const regulationVersion = rules.regulationVersionOf?.(after);
      framed.push(
        this.encoder.encode(event, {
          id: derivedId(context.commandId, index),
          metadata: {
            actor: context.actor,
            ...(caseId === undefined ? {} : { caseId }),
            commandId: context.commandId,
            commandHash: context.commandHash,
            correlationId: context.correlationId,
            ...(context.causationId === undefined ? {} : { causationId: context.causationId }),
            occurredAt: context.occurredAt ?? context.now,
            ...(regulationVersion === undefined ? {} : { regulationVersion }),
          },
        }),
      );
    }
    return Promise.all(framed);
  }

  /** A stream as a question sees it, which leaves it as it is. */
  private look<State, Command, Event extends DomainEvent>(
    rules: StreamRules<State, Command, Event>,
    stream: string,
  ): Promise<Loaded<State>> {
    return lookedAt(stream, async () => ({ ...(await this.fetch(rules, stream)) }));
  }

  /** A hot stream's kept state is brought up to date by reading its tail, so other processes' writes are seen. */
  private async fetch<State, Command, Event extends DomainEvent>(
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
    };
    for (;;) {
      const page = await this.store.readStream(stream, { from: loaded.revision + 1, limit: PAGE });
      remember(rules, loaded, page);
      if (page.length < PAGE) return loaded;
      await setImmediate();
    }
  }
}

function remember<State, Command, Event extends DomainEvent>(
  rules: StreamRules<State, Command, Event>,
  loaded: Loaded<State>,
  events: readonly AppendedEvent[],
): void {
  for (const event of events) {
    if (event.revision <= loaded.revision) continue;
    loaded.state = rules.decider.evolve(loaded.state, event as unknown as Event);
    loaded.revision = event.revision;
    loaded.position = event.position;
    const { commandId, commandHash } = event.metadata;
    const past = loaded.commands.get(commandId);
    const { revision, position } = event;
    if (past) Object.assign(past, { last: revision, position });
    else loaded.commands.set(commandId, { hash: commandHash, first: revision, last: revision, position });
  }
}

function isAbout({ stream, data }: AppendedEvent, id: string): boolean {
  return stream.endsWith(`-${id}`) || Object.values(data).includes(id);
}

function moved(seen: number, actual: number): Refusal {
  return refusal('precondition', PRECONDITION_FAILED, `If-Match says revision ${seen}, it is ${actual}`, {
    seen,
    actual,
  });
}
