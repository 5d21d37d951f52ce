import type { EventTypeDefinition } from '#event-store/catalogue.js';
import type { DomainEvent } from '#eventsourcing/event.js';

/**
 * A payout, or a part of it, was paid in another budget year than its commitment held it for: it holds it for that one. What
 * came back in another year and was cancelled is held for the year it was due in again.
 */
export type CommitmentMoved = DomainEvent<
  'CommitmentMoved',
  {
    readonly awardId: string;
    readonly schemeId: string;
    readonly payoutId: string;
    readonly reservationId: string;
    /** Id of the payment: that of the event which reports it. */
    readonly payment: string;
    /** The year in which it was paid; of what was cancelled, that it was due in. */
    readonly year: number;
    /** Minor units by the year they were held for. */
    readonly from: readonly { readonly year: number; readonly amount: number }[];
    readonly currency: string;
    readonly cancelled?: true | undefined;
  }
>;

/** The event type. */
export const commitmentMoves = { CommitmentMoved: { schemaVersion: 1 } } satisfies Record<
  CommitmentMoved['type'],
  EventTypeDefinition
>;
