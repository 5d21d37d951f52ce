/** Any value that JSON can carry; event data is nothing else. */
export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };

/** A JSON object; an `undefined` member is left out of the stored form. */
export type JsonObject = { readonly [key: string]: Json | undefined };

/** What a decider says has happened: a type in the past tense and its facts. */
export interface DomainEvent<Type extends string = string, Data = unknown> {
  readonly type: Type;
  readonly data: Data;
}

/** Any event as long as its type is not known. */
export type AnyEvent = DomainEvent<string, JsonObject>;

/** Who acted: an opaque subject id, the roles held at that moment, the organisation acted for. */
export interface Actor {
  readonly subject: string;
  readonly roles: readonly string[];
  readonly organisation?: string;
  /** The subject is a program that acted by itself, by a token of its own. */
  readonly program?: true;
  /** The client the person acted through, where their token names one. */
  readonly client?: string;
  /** Who acted for the subject, the last one first; none where the subject acted alone. */
  readonly actedBy?: readonly string[];
}

/** What the writer of an event knows about it; the store adds `recordedAt`. */
export interface NewEventMetadata {
  readonly actor: Actor;
  /** All that belongs to one case carries the same id. */
  readonly caseId?: string;
  readonly commandId: string;
  /** Keyed HMAC of the command's content: a plain hash of a name would survive the name's erasure. */
  readonly commandHash: string;
  readonly correlationId: string;
  readonly causationId?: string;
  /** UTC instant said by the actor, ISO 8601. */
  readonly occurredAt: string;
  readonly regulationVersion?: string;
  /** Calendar date (Europe/Oslo) from which the event has effect, when that is not the day it was recorded. */
  readonly effectiveDate?: string;
}

/** The metadata as stored. */
export interface EventMetadata extends NewEventMetadata {
  /** UTC instant set by the store, ISO 8601; never goes back along the log. */
  readonly recordedAt: string;
}

/** An event on its way into a stream. */
export interface NewEvent {
  readonly id: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: JsonObject;
  readonly metadata: NewEventMetadata;
}

/** A place in the whole log: opaque, compared only through the store's port. */
export type Position = string;

/** An event as the log returns it. */
export interface RecordedEvent<Data = JsonObject> {
  readonly position: Position;
  readonly stream: string;
  /** Zero-based place in its stream. */
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: Data;
  readonly metadata: EventMetadata;
  /** Set where it cannot be read: then only its place and type are known, and whoever looks at `data` gets the error. */
  readonly unreadable?: Unreadable;
}

/** An event of a known type as the log returns it: its type says what its data are. */
export type Recorded<Event extends DomainEvent> = Event extends unknown
  ? Omit<RecordedEvent, 'type' | 'data'> & Event
  : never;

/** What is known of an event that cannot be read. */
export interface Unreadable {
  readonly error: Error;
  /** An event of the same stream, or this one as it was stored: it may tell what the event belongs to. */
  readonly near?: RecordedEvent | undefined;
}
