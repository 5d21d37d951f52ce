import { fold, type Decider } from '#eventsourcing/decider.js';
import type { DomainEvent, JsonObject, NewEvent } from '#eventsourcing/event.js';
import { newId } from '#eventsourcing/ids.js';

/** What commands lead to after a history, that among it. @throws Error when one of them is refused: a bug of the test */
export function told<State, Command, Event extends DomainEvent>(
  decider: Decider<State, Command, Event>,
  commands: readonly Command[],
  history: readonly Event[] = [],
): readonly Event[] {
  return commands.reduce<readonly Event[]>((before, command) => {
    const decision = decider.decide(command, fold(decider, before));
    if ('refused' in decision) throw new Error(decision.refused.detail);
    return [...before, ...decision.events];
  }, history);
}

/** An event of a case as somebody's command of that moment records it. */
export function recordedOf(caseId: string, now: string, { type, data }: DomainEvent): NewEvent {
  return {
    id: newId(),
    type,
    schemaVersion: 1,
    data: data as JsonObject,
    metadata: {
      actor: { subject: 'anna', roles: [] },
      caseId,
      commandId: newId(),
      commandHash: 'h',
      correlationId: 'c',
      occurredAt: now,
    },
  };
}
