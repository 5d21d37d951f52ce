import type { EventTypeDefinition } from '#event-store/catalogue.js';
import type { DomainEvent } from '#eventsourcing/event.js';

/** The receipt of the decision was corrected: the last day to appeal came later, and the appeal is late by it or not. */
export type AppealDeadlineMoved = DomainEvent<
  'AppealDeadlineMoved',
  {
    /** Calendar dates. */
    readonly deadline: string;
    readonly before: string;
    readonly late: boolean;
  }
>;

/** What becomes of an appeal by a day of receipt that was wrong. */
export type AppealReceiptEvent = AppealDeadlineMoved;

/** These event types and their personal fields. */
export const appealReceiptEvents = {
  AppealDeadlineMoved: { schemaVersion: 1 },
} satisfies Record<AppealReceiptEvent['type'], EventTypeDefinition>;
