import type { Position, RecordedEvent } from '#eventsourcing/event.js';
import type { ReadStreamOptions } from '#eventsourcing/streams.js';
import type {
  CountOptions,
  EventReference,
  LogCount,
  LogPage,
  ReadAllOptions,
  StoredEvent,
} from '../port.js';
import { START } from '../port.js';
import { allReadable, unreadable } from '../unreadable.js';
import type { HeldEvent } from './client.js';
import type { Connection } from './connection.js';
import { comparePlaces, type Place, toPlace, toPosition } from './positions.js';
import type { Progress } from './progress.js';
import { eventHeld, type Names } from './wire.js';

/** With a type filter, how many events one page looks through. */
const LOOKED_THROUGH = 1000;
/** Events of others that are read at once, to come to the next of the log. */
const PASSED_OVER = 500;
/** Single events read at the same time. */
const AT_ONCE = 16;
/** Events on either side of one that cannot be read. */
const LOOKED_NEAR = 10;

/** A part of the log as the server holds it. */
interface Part {
  readonly held: readonly HeldEvent[];
  /** The log ended with it when it was read. */
  readonly atHead: boolean;
}

/** Reads the log: its own events, of all that the server holds. */
export class Reading {
  constructor(
    private readonly connection: Connection,
    private readonly names: Names,
    private readonly progress: Progress,
    /** No event of the log lies before it. */
    private readonly beginning: Place,
  ) {}

  async readStream(
    stream: string,
    { from, direction, limit }: ReadStreamOptions = {},
  ): Promise<RecordedEvent[]> {
    if (limit === 0) return [];
    return allReadable(await this.inStream(stream, { from, backwards: direction === 'backwards', limit }));
  }

  /** Those that cannot be read are handed over as such. */
  async inStream(
    stream: string,
    {
      from,
      backwards = false,
      limit,
    }: { from?: number | undefined; backwards?: boolean; limit?: number | undefined },
  ): Promise<RecordedEvent[]> {
    const held = await this.connection.readStream(this.names.outside(stream), {
      from,
      backwards,
      ...(limit === undefined ? {} : { limit }),
    });
    return Promise.all(held.map((one) => this.eventIn(one)));
  }

  async readAll({ after = START, types, limit }: ReadAllOptions): Promise<LogPage> {
    const { held, atHead } = await this.part(after, types ? Math.max(limit, LOOKED_THROUGH) : limit);
    const wanted = types && new Set(types);
    const chosen: HeldEvent[] = [];
    let looked = 0;
    for (const one of held) {
      if (chosen.length >= limit) break;
      looked++;
      if (!wanted || wanted.has(one.type)) chosen.push(one);
    }
    const last = held[looked - 1];
    return {
      events: await Promise.all(chosen.map((one) => this.eventIn(one))),
      position: last ? toPosition(last.place) : after,
      atHead: atHead && looked === held.length,
    };
  }

  async readAt(references: readonly EventReference[]): Promise<RecordedEvent[]> {
    const found: RecordedEvent[][] = [];
    for (let at = 0; at < references.length; at += AT_ONCE) {
      const some = references.slice(at, at + AT_ONCE);
      const read = ({ stream, revision }: EventReference) =>
        this.inStream(stream, { from: revision, limit: 1 });
      found.push(...(await Promise.all(some.map(read))));
    }
    return found.flatMap((events, index) =>
      events.filter(({ revision }) => revision === references[index]!.revision),
    );
  }

  async readStored({ after = START, limit }: { after?: Position; limit: number }): Promise<StoredEvent[]> {
    const { held } = await this.part(after, limit);
    return held.map(({ place, data }) => ({ position: toPosition(place), bytes: data }));
  }

  async count({ after = START, upTo, limit }: CountOptions): Promise<LogCount> {
    const { held: all } = await this.part(after, limit);
    const end = upTo === undefined ? undefined : toPlace(upTo);
    const held = end ? all.filter(({ place }) => comparePlaces(place, end) <= 0) : upTo === START ? [] : all;
    const byType = Map.groupBy(held, ({ type }) => type);
    return {
      events: held.length,
      streams: held.filter(({ revision }) => revision === 0).length,
      types: Object.fromEntries([...byType].map(([type, those]) => [type, those.length])),
      position: held.length > 0 ? toPosition(held.at(-1)!.place) : after,
    };
  }

  async head(): Promise<Position> {
    for await (const { place } of this.backwards()) return this.seen(toPosition(place));
    return START;
  }

  async lastRecordedAt(): Promise<string | undefined> {
    for await (const one of this.backwards()) {
      const event = await this.eventIn(one);
      if (!event.unreadable) return event.metadata.recordedAt;
    }
    return undefined;
  }

  /** The event; where its bytes cannot be read, what is known of it without. */
  async eventIn(held: HeldEvent): Promise<RecordedEvent> {
    const stream = this.names.inside(held.stream)!;
    const event = eventHeld(held, stream);
    if (typeof event === 'object') return event;
    const { revision, type } = held;
    const place = { position: toPosition(held.place), stream, revision, type };
    return unreadable(place, event, await this.near(held, stream));
  }

  /** The closest event of the stream that can be read, rather one before than one after. */
  private async near(
    { stream: name, revision }: HeldEvent,
    stream: string,
  ): Promise<RecordedEvent | undefined> {
    const before =
      revision === 0
        ? []
        : await this.connection.readStream(name, { from: revision - 1, backwards: true, limit: LOOKED_NEAR });
    const after = await this.connection.readStream(name, { from: revision + 1, limit: LOOKED_NEAR });
    for (const held of [...before, ...after]) {
      const event = eventHeld(held, stream);
      if (typeof event === 'object') return event;
    }
    return undefined;
  }

  /** Events of the log after a position, over all that is not the log's. */
  private async part(after: Position, limit: number): Promise<Part> {
    const begin = toPlace(after) ?? this.beginning;
    const found: HeldEvent[] = [];
    let from: Place = begin;
    let atHead = limit <= 0;
    while (found.length <= limit && !atHead) {
      // One that was seen already comes again, and one more tells whether there are more.
      const most = from === begin ? limit + 2 : PASSED_OVER;
      const held = await this.connection.readAll({ from, limit: most });
      const last = from;
      found.push(
        ...held.filter(({ stream, place }) => this.isOurs(stream) && comparePlaces(place, last) > 0),
      );
      atHead = held.length < most;
      from = held.at(-1)?.place ?? from;
    }
    const some = found.slice(0, limit);
    if (some.length > 0) {
      const end = this.seen(toPosition(some.at(-1)!.place));
      this.progress.sawBetween(toPosition(some[0]!.place), end, some.length - 1);
    }
    return { held: some, atHead: atHead && found.length <= limit };
  }

  /** The events of the log from its end, as they stand when it is asked for them. */
  private async *backwards(): AsyncGenerator<HeldEvent> {
    let before: Place | undefined;
    for (let limit = 2; ; limit = PASSED_OVER) {
      const held = await this.connection.readAll({ from: before, backwards: true, limit });
      for (const one of held)
        if (this.isOurs(one.stream) && (!before || comparePlaces(one.place, before) < 0)) yield one;
      before = held.at(-1)?.place;
      if (!before || held.length < limit || comparePlaces(before, this.beginning) <= 0) return;
    }
  }

  private isOurs(stream: string): boolean {
    return stream.startsWith(this.names.prefix);
  }

  private seen(position: Position): Position {
    this.progress.saw(position);
    return position;
  }
}
