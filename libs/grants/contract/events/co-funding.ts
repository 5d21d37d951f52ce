import type { EventTypeDefinition } from '#event-store/catalogue.js';
import type { DomainEvent } from '#eventsourcing/event.js';
import type { GivenUp } from '#giving-up/given-up.js';
import type { Money } from '#money/money.js';

/** Less co-funding came than the grant asks for: nothing is paid until its reduction is decided. */
export type ShortfallRecorded = DomainEvent<
  'ShortfallRecorded',
  {
    readonly awardId: string;
    /** The last report of its duty. */
    readonly reportId: string;
    /** Budget years it is about. */
    readonly years: readonly number[];
    /** What the recipient may keep of them: what others carried their share of, and, as was recorded before, was spent. */
    readonly keeps: Money;
    /** What that takes off the grant beyond what is unspent. */
    readonly reduction: Money;
  }
>;

/** The grant was reduced for it, or what it would have been reduced by was left to the recipient or is unspent by now. */
export type ShortfallEnded = DomainEvent<
  'ShortfallEnded',
  {
    readonly awardId: string;
    readonly reportId: string;
    readonly reduced: Money;
    readonly forgone: Money;
    /** Who left that to the recipient, and by what right. */
    readonly givenUp?: GivenUp | undefined;
  }
>;

/** What follows for an award from co-funding that did not come. */
export type CoFundingEvent = ShortfallRecorded | ShortfallEnded;

/** The event types of co-funding. */
export const coFundingEvents = {
  ShortfallRecorded: { schemaVersion: 1 },
  ShortfallEnded: { schemaVersion: 1 },
} satisfies Record<CoFundingEvent['type'], EventTypeDefinition>;
