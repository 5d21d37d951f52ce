import { KeyedQueue } from '#eventsourcing/keyed-queue.js';
import type { NewEvent } from '#eventsourcing/event.js';
import type { AppendResult, ExpectedRevision } from '#eventsourcing/streams.js';
import { AppendTooLarge, WrongExpectedRevision } from '#eventsourcing/streams.js';
import { prepare, type PreparedEvent, sizeOf } from '../prepared.js';
import { isSame } from '../same-events.js';
import type { SentEvent, Stored } from './client.js';
import { type Connection, unavailable } from './connection.js';
import { type KnownEnds, NO_EVENTS, type StreamEnd } from './known-ends.js';
import { outcomeOf } from './outcomes.js';
import { Patience } from './patience.js';
import { toPosition } from './positions.js';
import type { Progress } from './progress.js';
import type { Reading } from './reading.js';
import { type Names, sentForm } from './wire.js';

/** What the server takes in one append, all data and metadata together, unless it was told otherwise. */
export const MOST_BYTES = 1_048_576;
/** Where any revision is expected, how often others may be faster in a row. */
const TURNS = 100;

/** An append on its way. */
interface Append {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  /** The revision before the first of its events. */
  readonly before: number;
  readonly events: readonly PreparedEvent[];
}

/** How the appends of a process reach the log. */
export class Appending {
  /** Two appends to one stream contradict each other or are the same, so they lose nothing by waiting. */
  private readonly queue = new KeyedQueue();
  private readonly underWay = new Set<Promise<unknown>>();

  constructor(
    private readonly connection: Connection,
    private readonly reading: Reading,
    private readonly names: Names,
    private readonly ends: KnownEnds,
    private readonly progress: Progress,
    /** UTC instant it is. */
    private readonly now: () => string,
  ) {}

  /** @throws WrongExpectedRevision, EventTooLarge, AppendTooLarge, StoreUnavailable */
  append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<AppendResult> {
    const prepared = prepare(stream, events);
    mustFit(prepared);
    const append = this.queue.run(stream, () => this.inTurn(stream, expected, prepared));
    this.underWay.add(append);
    const forget = () => this.underWay.delete(append);
    append.then(forget, forget);
    return append;
  }

  /** Waits for what was accepted. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.underWay);
  }

  private inTurn(
    stream: string,
    expected: ExpectedRevision,
    events: readonly PreparedEvent[],
  ): Promise<AppendResult> {
    if (expected === 'any') return this.anywhere(stream, events);
    const before = expected === 'no-stream' ? -1 : expected;
    return this.at({ stream, expected, before, events });
  }

  /** At the stream's end, wherever that is by then. */
  private async anywhere(stream: string, events: readonly PreparedEvent[]): Promise<AppendResult> {
    for (let turn = 1; ; turn++) {
      const end = this.ends.of(stream) ?? (await this.endOf(stream));
      const { revision } = end;
      const append: Append = { stream, expected: 'any', before: revision, events };
      if (end.id === events.at(-1)!.id) {
        const there = await this.standing({ ...append, before: revision - events.length });
        if (there) return there;
      }
      try {
        return await this.at(append);
      } catch (error) {
        if (!(error instanceof WrongExpectedRevision) || turn === TURNS) throw error;
        this.ends.forget(stream);
      }
    }
  }

  /** At just this revision. */
  private async at(append: Append): Promise<AppendResult> {
    const { stream, before, events } = append;
    const end = await this.endFor(stream, before);
    // Nothing is to be sent: either it stands there already or another does.
    if (end.revision !== before) return this.lookedUp(append, end.revision);
    const now = this.now();
    const recordedAt = now > end.recordedAt ? now : end.recordedAt;
    const sent = events.map((event, index) => sentForm(event, recordedAt, before + 1 + index));
    return this.send(append, sent, recordedAt);
  }

  /**
   * The same ids at the same revision until it is known what became of them: whichever try got through, the server
   * answers as it did to that one.
   */
  private async send(append: Append, sent: readonly SentEvent[], recordedAt: string): Promise<AppendResult> {
    const { stream, before, events } = append;
    const name = this.names.outside(stream);
    const patience = new Patience({ within: this.connection.within });
    for (;;) {
      let stored: Stored;
      try {
        stored = await this.connection.append(name, before, sent);
      } catch (error) {
        const outcome = outcomeOf(error);
        if (outcome.kind === 'wrong-revision') return this.lookedUp(append, outcome.actual);
        if (outcome.kind === 'too-large') throw tooLarge(events);
        const again = outcome.kind === 'again' || outcome.kind === 'unclear';
        if (!again || !(await patience.rest())) throw unavailable('written', error);
        continue;
      }
      const { revision } = stored;
      const position = toPosition(stored.place);
      this.progress.saw(position);
      this.ends.saw(stream, { revision, id: events.at(-1)!.id, recordedAt });
      return { revision, position, recordedAt };
    }
  }

  /** The answer an append was given before; a refusal, when other events stand in its place. */
  private async lookedUp(append: Append, actual: number): Promise<AppendResult> {
    const { stream, expected } = append;
    const there = await this.standing(append);
    if (there) return there;
    this.ends.forget(stream);
    throw new WrongExpectedRevision(stream, expected, actual);
  }

  /** The answer an append was given, when its events stand just where it was to put them. */
  private async standing({ stream, before, events }: Append): Promise<AppendResult | undefined> {
    if (before < -1) return undefined;
    const stored = await this.reading.inStream(stream, { from: before + 1, limit: events.length });
    if (stored.length < events.length || !stored.every((event, index) => isSame(event, events[index]!)))
      return undefined;
    this.ends.sawEvents(stored);
    const { revision, position, metadata } = stored.at(-1)!;
    this.progress.saw(position);
    return { revision, position, recordedAt: metadata.recordedAt, stored };
  }

  /** Where the stream ends, as far as it must be known to append after a revision. */
  private async endFor(stream: string, before: number): Promise<StreamEnd> {
    const known = this.ends.of(stream);
    if (known && known.revision >= before) return known;
    // Whether a stream has no events yet, the server tells as well.
    return before < 0 ? NO_EVENTS : this.endOf(stream);
  }

  private async endOf(stream: string): Promise<StreamEnd> {
    const [last] = await this.reading.inStream(stream, { backwards: true, limit: 1 });
    if (!last) return NO_EVENTS;
    const { revision, id, metadata } = last;
    this.ends.saw(stream, { revision, id, recordedAt: metadata.recordedAt });
    return { revision, id, recordedAt: metadata.recordedAt };
  }
}

/** Room for the digits of a revision: how large an append may be shall not depend on how long its stream is. */
const DIGITS = 15;

function mustFit(events: readonly PreparedEvent[]): void {
  if (bytesOf(events) > MOST_BYTES) throw tooLarge(events);
}

function bytesOf(events: readonly PreparedEvent[]): number {
  return events.reduce((sum, { form }) => sum + sizeOf(form) + DIGITS, 0);
}

function tooLarge(events: readonly PreparedEvent[]): AppendTooLarge {
  return new AppendTooLarge(events.length, bytesOf(events), MOST_BYTES);
}
