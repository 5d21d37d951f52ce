import type { EventTypeDefinition } from '#event-store/catalogue.js';
import type { DomainEvent } from '#eventsourcing/event.js';
import type { Money } from '#money/money.js';

/**
 * What was repaid on a claim that fell is about to be approved to be paid back: it counts as paid until the proposal is
 * approved, returned or replaced, so that no payout pays it as well. It takes the place of what was reserved on the claim before.
 */
export type PayingBackReserved = DomainEvent<
  'PayingBackReserved',
  {
    readonly awardId: string;
    readonly recoveryId: string;
    /** Number of the proposal within the recovery. */
    readonly payingBack: number;
    readonly amount: Money;
  }
>;

/** The event type. */
export const payingBackReservations = { PayingBackReserved: { schemaVersion: 1 } } satisfies Record<
  PayingBackReserved['type'],
  EventTypeDefinition
>;
