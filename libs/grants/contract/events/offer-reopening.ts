import type { EventTypeDefinition } from '#event-store/catalogue.js';
import type { DomainEvent } from '#eventsourcing/event.js';
import type { Money } from '#money/money.js';
import type { Instalment } from './new-decision.js';

/** The offer of a decision that lapsed too early. */
interface Reopening {
  /** Number of the decision. */
  readonly decision: number;
  readonly schemeId: string;
  /** The last day to accept as it was when the offer lapsed, calendar date. */
  readonly lapsedAfter: string;
  /** Who asked for it; none where it follows from what was put on record. */
  readonly person?: string | undefined;
}

/** An offer lapsed before its time was over, as was found later: it can be accepted again, and its money is held anew. */
export type OfferReopened = DomainEvent<
  'OfferReopened',
  Reopening & {
    readonly amount: Money;
    readonly schedule: readonly Instalment[];
    /** The commitment that holds its money from now on, and the budget year in which that was made. */
    readonly reservationId: string;
    readonly budgetYear: number;
    /** Calendar date. */
    readonly openedOn: string;
    /** Last day to accept, calendar date; none while an appeal stops the clock. */
    readonly lastDay?: string | undefined;
    /** A letter tells the party; on record since it is told. */
    readonly byLetter?: true | undefined;
  }
>;

/** An offer lapsed before its time was over, and no budget is free: it is open again once there is. */
export type OfferAwaitsAppropriation = DomainEvent<'OfferAwaitsAppropriation', Reopening>;

/** What happens to an offer that lapsed too early. */
export type OfferReopeningEvent = OfferReopened | OfferAwaitsAppropriation;

/** Their event types. */
export const offerReopeningEvents = {
  OfferReopened: { schemaVersion: 1 },
  OfferAwaitsAppropriation: { schemaVersion: 1 },
} satisfies Record<OfferReopeningEvent['type'], EventTypeDefinition>;
