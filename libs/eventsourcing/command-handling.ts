import { ImpartialityRecords, type OfficialStep } from '#impartiality/official-steps.js';
import type { CommandContext, Outcome } from './command.js';
import { CONTENTION, PRECONDITION_FAILED } from './command.js';
import type { DomainEvent, NewEvent, Position } from './event.js';
import { FoldedStreams, type Loaded, type PastCommand, type Reading, remember } from './folded-streams.js';
import { MOST_ATTEMPTS } from './giving-way.js';
import { derivedId } from './ids.js';
import { KeyedQueue } from './keyed-queue.js';
import { decideOfficially } from './official-decisions.js';
import { type AppendedEvent, NO_REACTIONS, type Reactions } from './reactions.js';
import { answeredBefore, keyReused, NO_RECEIPTS, oneAtATime, type Receipts } from './receipts.js';
import type { Refusal } from './refusal.js';
import { refusal } from './refusal.js';
import { repeatedTooOften } from './repetitions.js';
import type { StreamRules } from './stream-rules.js';
import type { StreamStore } from './streams.js';
import { unseen } from './replaced-proposals.js';
import { WrongExpectedRevision } from './streams.js';

/** Turns what a decider said into what the log keeps: schema version, sealed personal fields. */
export interface EventEncoder {
  encode(event: DomainEvent, frame: Omit<NewEvent, 'type' | 'data' | 'schemaVersion'>): Promise<NewEvent>;
}

/** Somebody should look at this; nothing is held up by it. Carries no personal data. */
export type Alarm = (facts: object, message: string) => void;

/** What command handling does beside its own work; each may be left out. */
export interface Surroundings extends Reading {
  readonly reactions: Reactions;
  readonly receipts: Receipts;
  readonly alarm: Alarm;
  /** Waits before the next try, after so many that were lost to faster writers. */
  readonly giveWay: (lost: number) => Promise<void>;
}

/** One command on its way. */
export interface Dispatch<State, Command> {
  readonly id: string;
  readonly command: Command;
  readonly context: CommandContext;
  /**
   * Refuses by who asks, before anything else is looked at; `onBehalf` acted in the stream for others. A command without it follows from what was judged before, or
   * from the passing of time: it is not refused for how often it came.
   */
  guard?(state: State, onBehalf: ReadonlySet<string>): Refusal | undefined;
  /** Which official step it is for whoever acts; undefined where it is none. */
  official?(state: State): OfficialStep | undefined;
}

/** Load, fold, decide, append; again when another writer was faster and the decision still holds. */
export class CommandHandling {
  private readonly reactions: Reactions;
  private readonly receipts: Receipts;
  private readonly alarm: Alarm;
  private readonly giveWay: Surroundings['giveWay'];
  /** Whoever keeps a record of impartiality adds it here. */
  readonly impartiality = new ImpartialityRecords();
  private readonly queue = new KeyedQueue();
  private readonly streams: FoldedStreams;

  constructor(
    private readonly store: StreamStore,
    private readonly encoder: EventEncoder,
    {
      reactions = NO_REACTIONS,
      receipts = NO_RECEIPTS,
      alarm = () => undefined,
      giveWay = () => Promise.resolve(),
      ...reading
    }: Partial<Surroundings> = {},
  ) {
    this.giveWay = giveWay;
    this.reactions = reactions;
    this.receipts = receipts;
    this.alarm = alarm;
    this.streams = new FoldedStreams(store, reading);
  }

  /** The folded state of a stream, its revision (-1 when it has no events), and who acted in it for others. */
  async load<State, Command, Event extends DomainEvent>(
    rules: StreamRules<State, Command, Event>,
    id: string,
  ): Promise<Pick<Loaded<State>, 'state' | 'revision' | 'onBehalf'>> {
    return this.streams.look(rules, rules.streamOf(id));
  }

  /** Carries a command out, or says why not. @throws StoreUnavailable, EventTooLarge, AppendTooLarge */
  async handle<State, Command, Event extends DomainEvent>(
    rules: StreamRules<State, Command, Event>,
    dispatch: Dispatch<State, Command>,
  ): Promise<Outcome> {
    const stream = rules.streamOf(dispatch.id);
    const attempts = () => this.attempt(rules, stream, dispatch);
    const done = await oneAtATime(this.receipts, dispatch.context, () =>
      rules.hot ? this.queue.run(stream, attempts) : attempts(),
    );
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
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
      const loaded = await (context.dryRun
        ? this.streams.look(rules, stream)
        : this.streams.fetch(rules, stream));
      // Taken now: a hot stream's state is shared, and a read may move it while the events are being sealed.
      const { state, revision } = loaded;
      const denied = dispatch.guard?.(state, loaded.onBehalf);
      if (denied) return { refusal: denied };

      const past = loaded.commands.get(context.commandId);
      if (past && past.hash !== context.commandHash && !context.following) return { refusal: keyReused() };
      if (past) return this.again(stream, past, context);
      const before =
        (await this.sentBefore(stream, loaded.commands, context)) ?? (await this.receipted(context));
      if (before) return before;
      const elsewhere = [context.ifMatch, context.fence].find((at) => at !== undefined && at !== revision);
      if (elsewhere !== undefined) return { refusal: moved(elsewhere, revision) };

      const decision = await decideOfficially(this.impartiality, rules, dispatch, state);
      if ('refused' in decision) return { refusal: decision.refused };
      const replaced = decision.events.length > 0 && rules.replaced?.(dispatch.command, state);
      const blind = replaced ? unseen(context, revision) : undefined;
      if (blind) return { refusal: blind };
      const many =
        dispatch.guard && !context.following && repeatedTooOften(rules, loaded.counted, decision.events);
      if (many) return { refusal: many };
      if (decision.events.length === 0 || context.dryRun) {
        const position = loaded.position || (await this.store.head());
        await this.receipt(dispatch, revision, position);
        return { revision, position, events: [] };
      }

      const events = await this.frame(rules, dispatch, decision.events, state);
      const at = await this.append(stream, revision, events);
      if (!('actual' in at)) {
        if (rules.hot) remember(rules, loaded, at.events);
        return at;
      }
      // What others appended is read at the next try; a stream that is shorter than what was read is another one.
      if (at.actual < revision) this.streams.forget(stream);
      await this.giveWay(attempt);
    }
    return {
      refusal: refusal(
        'conflict',
        CONTENTION,
        `${stream} was changed by others ${MOST_ATTEMPTS} times in a row`,
      ),
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

  /** Only the revision it is at, when another writer was faster. */
  private async append(stream: string, revision: number, events: readonly NewEvent[]) {
    const expected = this.reactions.expect(stream, events);
    try {
      const at = await this.store.append(stream, revision < 0 ? 'no-stream' : revision, events);
      const first = at.revision - events.length + 1;
      const appended =
        at.stored ??
        events.map((event, index) => ({
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
        return { actual: error.actual };
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
      const caseId = rules.caseIdOf?.(id, after, event);
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
