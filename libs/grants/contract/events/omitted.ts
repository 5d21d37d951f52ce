import type { EventTypeDefinition } from '#event-store/catalogue.js';
import type { DomainEvent } from '#eventsourcing/event.js';

/** What an award was held for, and nobody decided: whoever still comes to decide it begins anew. */
interface Omitted {
  readonly hold: string;
}

/** On an application. */
export type DecisionOmitted = DomainEvent<'DecisionOmitted', Omitted>;

/** In an appeal. */
export type OutcomeOmitted = DomainEvent<'OutcomeOmitted', Omitted>;

/** The event type on an application. */
export const decisionsOmitted = { DecisionOmitted: { schemaVersion: 1 } } satisfies Record<
  DecisionOmitted['type'],
  EventTypeDefinition
>;

/** The event type in an appeal. */
export const outcomesOmitted = { OutcomeOmitted: { schemaVersion: 1 } } satisfies Record<
  OutcomeOmitted['type'],
  EventTypeDefinition
>;
