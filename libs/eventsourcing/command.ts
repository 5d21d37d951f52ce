import type { Declaration } from '#impartiality/impartiality.js';
import type { Actor, Position } from './event.js';
import type { Refusal } from './refusal.js';

/** Everything about a command that is not its content. */
export interface CommandContext {
  readonly actor: Actor;
  /** Same id, same command: derived from subject, operation and Idempotency-Key, or new. */
  readonly commandId: string;
  /** Keyed HMAC over the command's content; tells a replay from another command under the same key. */
  readonly commandHash: string;
  readonly correlationId: string;
  /** Id of the event this command follows from, when a process manager sends it. */
  readonly causationId?: string;
  /** UTC instant at which rules are judged, ISO 8601. */
  readonly now: string;
  /** UTC instant the actor says it happened; `now` when left out. */
  readonly occurredAt?: string;
  /** It may come again under the same id: its sender gave it a key, or its content names it. */
  readonly keyed?: true;
  /** Revision the client has seen (If-Match). */
  readonly ifMatch?: number;
  /** Revision on which something else was made ready: it is carried out there or not at all, whatever the client has seen. */
  readonly fence?: number;
  /** Of a command that a process manager sends. */
  readonly following?: Following;
  /** What the actor declares on their impartiality in the case together with the command. */
  readonly impartiality?: Declaration;
  /** Only asks: everything is judged as if it were carried out, nothing is written anywhere. */
  readonly dryRun?: true;
}

/**
 * How a process manager's command is known again. What it contains depends on when it was tried, so its id alone says
 * that it was carried out.
 */
export interface Following {
  /** Ids under which earlier versions sent it. */
  readonly formerIds: readonly string[];
  /** Id of what it is about, where an earlier version may have given one of these ids to a command about another. */
  readonly about?: string;
}

/** What a carried out command answers. A replay answers the same again. */
export interface Receipt {
  readonly id: string;
  readonly revision: number;
  /** Log position from which a read model shows the command and what followed from it at once. */
  readonly position: Position;
}

/** A command either leaves a receipt or a refusal; outages and bugs are thrown. */
export type Outcome<No extends Refusal = Refusal> =
  { readonly ok: true; readonly receipt: Receipt } | { readonly ok: false; readonly refusal: No };

/** The command under this id had other content. */
export const KEY_REUSED = 'idempotency-key-reused';

/** The client's If-Match is not the revision the resource has. */
export const PRECONDITION_FAILED = 'precondition-failed';

/** Others changed the stream faster than this command could decide. */
export const CONTENTION = 'contention';
