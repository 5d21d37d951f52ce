import type { Actor, JsonObject, Position, RecordedEvent } from '#eventsourcing/event.js';
import type { Told } from './sentence.js';

/** One event of a case: who did what, when, why, under which rules. */
export interface HistoryEntry<Data extends JsonObject | null = JsonObject> {
  readonly position: Position;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  /** When the log took it, UTC. */
  readonly at: string;
  /** When it happened, as the actor said, UTC. */
  readonly occurredAt: string;
  readonly actor: Actor;
  readonly regulationVersion: string | null;
  readonly what: string;
  /** The words given for it; `null` when there are none. */
  readonly why: string | null;
  /** Personal data in it was erased: it reads `null`. */
  readonly erased?: true;
  /** As recorded; a bare amount is in minor units of the case's currency. */
  readonly data: Data;
}

/** An event as a history shows it: what it tells, and its data in clear. */
export function historyEntry<Data extends JsonObject | null>(
  { position, stream, revision, type, metadata }: RecordedEvent,
  { what, why }: Pick<Told, 'what' | 'why'>,
  { data, erased = false }: { readonly data: Data; readonly erased?: boolean },
): HistoryEntry<Data> {
  const { recordedAt: at, occurredAt, actor, regulationVersion = null } = metadata;
  const frame = { position, stream, revision, type, at, occurredAt, actor, regulationVersion };
  return { ...frame, what, why, ...(erased ? { erased } : {}), data };
}
