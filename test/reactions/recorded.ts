import { PROCESSES } from '#composition/process-managers.js';
import type { EventStore } from '#event-store/port.js';
import type { NewEvent, RecordedEvent } from '#eventsourcing/event.js';

/** What people and timers did with one command: it stands in one stream, in a row. */
export interface Deed {
  readonly stream: string;
  readonly events: readonly NewEvent[];
  /** UTC instant it was recorded at. */
  readonly at: string;
}

/** Everything in a log that no reaction did, in its order, but for cases in which a reaction cannot be done at all. */
export async function deedsIn(
  log: Pick<EventStore, 'readAll'>,
  without: ReadonlySet<string>,
): Promise<Deed[]> {
  const { events } = await log.readAll({ limit: Number.MAX_SAFE_INTEGER });
  const deeds: { stream: string; commandId: string; at: string; events: NewEvent[] }[] = [];
  for (const event of events) {
    if (followedFromReaction(event) || without.has(event.metadata.caseId ?? event.stream)) continue;
    const { stream, metadata } = event;
    const { commandId, recordedAt: at } = metadata;
    const last = deeds.at(-1);
    if (last?.stream === stream && last.commandId === commandId) last.events.push(newAgain(event));
    else deeds.push({ stream, commandId, at, events: [newAgain(event)] });
  }
  return deeds;
}

const REACTIONS = /^process:(.+)$/;

function followedFromReaction({ metadata }: RecordedEvent): boolean {
  const name = REACTIONS.exec(metadata.actor.subject)?.[1];
  return name !== undefined && metadata.causationId !== undefined && REACTION_NAMES.has(name);
}

/** Names stand on the instances only; nothing they are made of is needed to read them. */
const REACTION_NAMES: ReadonlySet<string> = new Set(
  PROCESSES.map((type) => (Reflect.construct(type, []) as { readonly name: string }).name),
);

function newAgain({ id, type, schemaVersion, data, metadata }: RecordedEvent): NewEvent {
  const { recordedAt: _, ...rest } = metadata;
  return { id, type, schemaVersion, data, metadata: rest };
}
