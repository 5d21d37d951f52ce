import {
  BACKWARDS,
  END,
  EventStoreDBClient,
  FORWARDS,
  NO_STREAM,
  type RecordedEvent as ServerEvent,
  type ResolvedEvent,
  START,
  type StreamingRead,
  streamNameFilter,
} from '@eventstore/db-client';
import { messageOf } from '#text/thrown.js';
import { CallSilent } from './outcomes.js';
import type { Place } from './positions.js';

/** An event as it is sent. */
export interface SentEvent {
  readonly id: string;
  readonly type: string;
  readonly data: Uint8Array;
}

/** An event as the server holds it. */
export interface HeldEvent extends SentEvent {
  readonly stream: string;
  readonly revision: number;
  readonly place: Place;
}

/** Where an append ended. */
export interface Stored {
  readonly revision: number;
  readonly place: Place;
}

/** What to read of the server's log, or of one stream in it. */
export interface ReadOptions<From> {
  /** This one included; from the beginning, or from the end backwards, when left out. */
  readonly from?: From | undefined;
  readonly backwards?: boolean;
  readonly limit?: number;
}

/** What to follow. */
export interface FollowOptions {
  /** Events after this place; from the start when left out. */
  readonly after?: Place | undefined;
  /** Only streams whose names begin so. */
  readonly prefix?: string;
  readonly onEvent: (event: HeldEvent) => void;
  readonly onCaughtUp?: () => void;
}

/** A subscription of the server's, until it is stopped or breaks off. */
export interface Follow {
  /** With the error it broke off with, if there was one; never rejects. */
  readonly ended: Promise<unknown>;
  stop(): void;
}

/** Given in each call: without it the client appends in a way that hangs for ever once the server was away. */
interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** The server keeps such data as they are; metadata it would write anew. */
const BYTES = { contentType: 'application/octet-stream', metadata: undefined } as const;

/** A server without security takes any. */
const ANYBODY: Credentials = { username: 'tilsagn', password: 'tilsagn' };

/** As much of a client as the log needs; the only file that knows which package it comes from. */
export class Client {
  private readonly client: EventStoreDBClient;
  private readonly credentials: Credentials;
  private readonly follows = new Set<Follow>();

  /** @throws TypeError for what is no connection string; it is not repeated, for it may hold a password */
  constructor(connection: string) {
    const client = clientOf(connection);
    if (typeof client === 'string') throw new TypeError(client);
    this.client = client;
    this.credentials = credentialsIn(connection) ?? ANYBODY;
  }

  /** One try, which the server gives up at the deadline. */
  async append(
    stream: string,
    expected: number,
    events: readonly SentEvent[],
    deadline: number,
  ): Promise<Stored> {
    const sent = events.map((event) => ({ ...event, ...BYTES }));
    const { nextExpectedRevision, position } = await this.client.appendToStream(stream, sent, {
      expectedRevision: expected < 0 ? NO_STREAM : BigInt(expected),
      credentials: this.credentials,
      requiresLeader: true,
      deadline,
    });
    return { revision: Number(nextExpectedRevision), place: position! };
  }

  /** Events of one stream; given up when nothing comes for so long. */
  readStream(
    stream: string,
    { from, backwards = false, limit = Number.MAX_SAFE_INTEGER }: ReadOptions<number>,
    silence: number,
  ): Promise<HeldEvent[]> {
    const reading = this.client.readStream(stream, {
      direction: backwards ? BACKWARDS : FORWARDS,
      fromRevision: from === undefined ? (backwards ? END : START) : BigInt(from),
      maxCount: limit,
      credentials: this.credentials,
      requiresLeader: true,
    });
    return collected(reading, silence);
  }

  /** Events of all streams in the order of the log, the server's own included. */
  readAll(
    { from, backwards = false, limit = Number.MAX_SAFE_INTEGER }: ReadOptions<Place>,
    silence: number,
  ): Promise<HeldEvent[]> {
    const reading = this.client.readAll({
      direction: backwards ? BACKWARDS : FORWARDS,
      fromPosition: from ?? (backwards ? END : START),
      maxCount: limit,
      credentials: this.credentials,
      requiresLeader: true,
    });
    return collected(reading, silence);
  }

  /** Follows the log; what breaks off is for the caller to take up again. */
  follow({ after, prefix, onEvent, onCaughtUp }: FollowOptions): Follow {
    const subscription = this.client.subscribeToAll({
      fromPosition: after ?? START,
      credentials: this.credentials,
      requiresLeader: true,
      ...(prefix === undefined ? {} : { filter: streamNameFilter({ prefixes: [prefix] }) }),
    });
    const { promise: ended, resolve: end } = Promise.withResolvers<unknown>();
    const follow: Follow = {
      ended,
      stop() {
        end(undefined);
        subscription.unsubscribe().catch(() => undefined);
      },
    };
    this.follows.add(follow);
    void ended.then(() => this.follows.delete(follow));
    subscription.on('data', ({ event }) => {
      if (event) onEvent(held(event));
    });
    if (onCaughtUp) subscription.on('caughtUp', onCaughtUp);
    subscription.on('error', end);
    for (const name of ['end', 'close'] as const) subscription.on(name, () => end(undefined));
    return follow;
  }

  /** Lets go of the connection, whatever is still under way. */
  async close(): Promise<void> {
    for (const follow of this.follows) follow.stop();
    await this.client.dispose();
    const channel = await (this.client as unknown as { getChannel(): Promise<Closable> }).getChannel();
    channel.close();
  }
}

/** `dispose` leaves the channel open, and with it a socket. */
interface Closable {
  close(): void;
}

/** All that a reading gives; its length is bounded by what was asked for. */
function collected(reading: StreamingRead<ResolvedEvent>, silence: number): Promise<HeldEvent[]> {
  return new Promise((resolve, reject) => {
    const events: HeldEvent[] = [];
    const timer = setTimeout(() => {
      reading.cancel().catch(() => undefined);
      reject(new CallSilent(silence));
    }, silence);
    reading.on('data', ({ event }: ResolvedEvent) => {
      timer.refresh();
      if (event) events.push(held(event));
    });
    // Stays on it for good: an error that nobody listens to would end the process.
    reading.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    for (const name of ['end', 'close'] as const)
      reading.on(name, () => {
        clearTimeout(timer);
        resolve(events);
      });
  });
}

function held({ id, type, streamId, revision, position, data }: ServerEvent): HeldEvent {
  return {
    id,
    type,
    stream: streamId,
    revision: Number(revision),
    place: position!,
    // What another program has written as JSON comes parsed; as bytes it is as unreadable as it is foreign.
    data: data instanceof Uint8Array ? data : new TextEncoder().encode(JSON.stringify(data)),
  };
}

/** The client; in words why there is none, where the package's own would repeat the connection. */
function clientOf(connection: string): EventStoreDBClient | string {
  try {
    return EventStoreDBClient.connectionString(connection);
  } catch (error) {
    return messageOf(error).startsWith('Failed to load certificate')
      ? 'the connection of the event log names a certificate that is not there'
      : 'the connection of the event log is no esdb:// address';
  }
}

const CREDENTIALS = /^esdb(?:\+discover)?:\/\/([^:@/]+):([^@/]+)@/;

function credentialsIn(connection: string): Credentials | undefined {
  const [, username, password] = CREDENTIALS.exec(connection) ?? [];
  if (username === undefined || password === undefined) return undefined;
  return { username: decodeURIComponent(username), password: decodeURIComponent(password) };
}
