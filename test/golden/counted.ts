import type { RecordedEvent } from '#eventsourcing/event.js';
import { derivedId } from '#eventsourcing/ids.js';

const MOST = 40;

/**
 * By reaction the highest number of a command, where the ids of its commands count them: what stands in the log under
 * such an id is recognised by it for ever.
 */
export function highestCounted(history: readonly RecordedEvent[]): Record<string, number> {
  const highest: Record<string, number> = {};
  for (const { metadata } of history) {
    const { actor, causationId, commandId } = metadata;
    if (!actor.subject.startsWith(PROCESS) || causationId === undefined) continue;
    const reaction = actor.subject.slice(PROCESS.length);
    for (let number = (highest[reaction] ?? 0) + 1; number < MOST; number++)
      if (derivedId('reaction', reaction, causationId, number) === commandId) highest[reaction] = number;
  }
  return Object.fromEntries(Object.entries(highest).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

const PROCESS = 'process:';
