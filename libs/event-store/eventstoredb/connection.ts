import { StoreUnavailable } from '#eventsourcing/streams.js';
import { setTimeout as pause } from 'node:timers/promises';
import { Client, type Follow, type FollowOptions, type HeldEvent } from './client.js';
import type { ReadOptions, SentEvent, Stored } from './client.js';
import type { Place } from './positions.js';
import { keepFromEndingTheProcess } from './client-rejections.js';
import { CallSilent, isInsideAnEvent, outcomeOf } from './outcomes.js';
import { Patience } from './patience.js';

/** As much of a logger as the log needs; pino's order of arguments. */
export interface LogLogger {
  warn(facts: object, message: string): void;
}

/** How patient a connection is, in milliseconds. */
export interface ConnectionOptions {
  readonly connection: string;
  /** A call that the server gives up. */
  readonly deadline: number;
  /** Tries of one append or read, together. */
  readonly within: number;
  readonly logger: LogLogger;
}

/** Beyond the server's deadline, before a call is given up here: searching for a node takes none of it into account. */
const GRACE = 1000;
/** How long a client that was replaced may finish what it has begun. */
const FAREWELL = 10_000;

/** The connection to the server: one client at a time, and another once its calls no longer settle. */
export class Connection {
  private client: Client;
  private readonly release: () => void;
  private readonly leaving = new Set<Client>();
  private closed = false;

  /** @throws TypeError for what is no connection string */
  constructor(private readonly options: ConnectionOptions) {
    this.client = new Client(options.connection);
    this.release = keepFromEndingTheProcess();
  }

  /** How long tries of one thing go on. */
  get within(): number {
    return this.options.within;
  }

  /** One try. */
  append(stream: string, expected: number, events: readonly SentEvent[]): Promise<Stored> {
    const { deadline } = this.options;
    return this.once((client) => client.append(stream, expected, events, deadline), deadline + GRACE);
  }

  /** Events of a stream, none where there is no such stream; tried again. @throws StoreUnavailable */
  readStream(stream: string, options: ReadOptions<number>): Promise<HeldEvent[]> {
    return this.read((client, silence) => client.readStream(stream, options, silence));
  }

  /** Events of all streams; tried again. @throws StoreUnavailable, RangeError where nothing begins at the place */
  readAll(options: ReadOptions<Place>): Promise<HeldEvent[]> {
    return this.read((client, silence) => client.readAll(options, silence));
  }

  /** Follows the log until it breaks off. */
  follow(options: FollowOptions): Follow {
    this.mustBeOpen();
    return this.client.follow(options);
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await Promise.all([this.client, ...this.leaving].map((client) => farewell(client)));
    this.release();
  }

  /** Another client takes the place of one that no longer answers. */
  replace(client = this.client): void {
    if (client !== this.client || this.closed) return;
    this.options.logger.warn({}, 'the event log has not answered: its connection is made anew');
    this.client = new Client(this.options.connection);
    this.leaving.add(client);
    void pause(FAREWELL, undefined, { ref: false })
      .then(() => farewell(client))
      .finally(() => this.leaving.delete(client));
  }

  private async read(work: (client: Client, silence: number) => Promise<HeldEvent[]>): Promise<HeldEvent[]> {
    const { deadline, within } = this.options;
    const patience = new Patience({ within });
    for (;;) {
      try {
        return await this.once((client) => work(client, deadline));
      } catch (error) {
        const { kind } = outcomeOf(error);
        if (kind === 'missing') return [];
        if (isInsideAnEvent(error)) throw new RangeError('nothing begins at that position of the log');
        const last = (kind !== 'again' && kind !== 'unclear') || error instanceof StoreUnavailable;
        if (last || !(await patience.rest())) throw unavailable('read', error);
      }
    }
  }

  /** A call under a timer of its own: the client's deadline does not bind all it does. */
  private async once<T>(work: (client: Client) => Promise<T>, ms?: number): Promise<T> {
    this.mustBeOpen();
    const { client } = this;
    try {
      const call = work(client);
      return await (ms === undefined ? call : inTime(ms, call));
    } catch (error) {
      if (error instanceof CallSilent) this.replace(client);
      throw error;
    }
  }

  private mustBeOpen(): void {
    if (this.closed) throw new StoreUnavailable('the log is closed');
  }
}

/** @throws CallSilent when it takes longer */
function inTime<T>(ms: number, call: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new CallSilent(ms)), ms);
    const stopped =
      <V>(settle: (value: V) => void) =>
      (value: V) => {
        clearTimeout(timer);
        settle(value);
      };
    call.then(stopped(resolve), stopped(reject));
  });
}

/** Why the log cannot be used now. */
export function unavailable(what: 'read' | 'written', cause: unknown): StoreUnavailable {
  if (cause instanceof StoreUnavailable) return cause;
  const { kind } = outcomeOf(cause);
  const reason = REASONS[kind] ?? ((cause as Error).message || 'no reason was given');
  return new StoreUnavailable(`the log cannot be ${what}: ${reason}`, { cause });
}

const REASONS: Readonly<Record<string, string>> = {
  denied: 'the server does not let in who its connection names',
  deleted: 'somebody has taken one of its streams away for good',
};

async function farewell(client: Client): Promise<void> {
  const late = new AbortController();
  const { signal } = late;
  await Promise.race([
    client.close().catch(() => undefined),
    pause(GRACE, undefined, { signal, ref: false }).catch(() => undefined),
  ]);
  late.abort();
}
