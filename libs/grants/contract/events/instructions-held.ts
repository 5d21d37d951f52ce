import type { EventTypeDefinition } from '#event-store/catalogue.js';
import type { DomainEvent } from '#eventsourcing/event.js';

/** Where a decision on a grant is made: on the application, or in an appeal. */
export type DecidingStream = 'application' | 'appeal';

/**
 * A decision that the award will follow is about to be made elsewhere, at the very revision that is named: nothing is
 * handed to the bank before the award has followed it, or it is plain that it is not made.
 */
export type InstructionsHeld = DomainEvent<
  'InstructionsHeld',
  {
    readonly awardId: string;
    readonly hold: string;
    readonly decidedIn: DecidingStream;
    /** Of the application or the appeal. */
    readonly id: string;
    /** Of its stream before the decision. */
    readonly revision: number;
  }
>;

/** The award has followed what was decided, or that was not decided. */
export type InstructionsFreed = DomainEvent<
  'InstructionsFreed',
  { readonly awardId: string; readonly hold: string }
>;

/** What holds up instructions of an award. */
export type HoldingEvent = InstructionsHeld | InstructionsFreed;

/** The event types. */
export const holdingEvents = {
  InstructionsHeld: { schemaVersion: 1 },
  InstructionsFreed: { schemaVersion: 1 },
} satisfies Record<HoldingEvent['type'], EventTypeDefinition>;
