import type { EventTypeDefinition } from '#event-store/catalogue.js';
import type { DomainEvent } from '#eventsourcing/event.js';
import type { Money } from '#money/money.js';

/**
 * A payout of the award is about to be handed to the bank: what that takes counts from here on, whatever comes between.
 * It takes the place of what was reserved for the payout before.
 */
export type InstructionReserved = DomainEvent<
  'InstructionReserved',
  {
    readonly awardId: string;
    readonly payoutId: string;
    /** Its number among the payout's instructions, those that lapsed among them. */
    readonly instruction: number;
    readonly instructionId: string;
    /** What may be paid of the payout in all, what was paid before included. */
    readonly inAll: Money;
  }
>;

/** The event type. */
export const instructionReservations = { InstructionReserved: { schemaVersion: 1 } } satisfies Record<
  InstructionReserved['type'],
  EventTypeDefinition
>;
