import type { EventTypeDefinition } from '#event-store/catalogue.js';
import type { DomainEvent } from '#eventsourcing/event.js';
import type { Money } from '#money/money.js';
import type { Personal } from '#sealing/sealed.js';

/** A grant that was offered, with the commitment that held its money. */
interface Offered {
  readonly awardId: string;
  readonly schemeId: string;
  readonly directorate: string;
  readonly regulationVersion: string;
  readonly reservationId: string;
  readonly recipient: string;
  readonly amount: Money;
}

/** Nobody accepted the grant in time: it lapsed, and its money is free. */
export type AwardLapsed = DomainEvent<
  'AwardLapsed',
  Offered & {
    /** The instant at which the time to accept was over. */
    readonly dueAt: string;
    /** Number of the decision that grants it; on record since an offer that lapsed too early is opened again by itself. */
    readonly decision?: number | undefined;
  }
>;

/** The recipient does not want the grant: its money is free. */
export type AwardDeclined = DomainEvent<
  'AwardDeclined',
  Offered & {
    readonly person: string;
    /** Left to an official to register where it is false. */
    readonly byRecipient: boolean;
    /** Calendar date on which the recipient said so. */
    readonly declinedOn: string;
    /** How it was said to the official. */
    readonly channel?: 'letter' | 'email' | 'word-of-mouth' | undefined;
    readonly grounds?: Personal<string> | undefined;
  }
>;

/** The agency said by when the grant has to be accepted; calendar dates. */
export type AcceptanceDateSet = DomainEvent<
  'AcceptanceDateSet',
  {
    readonly awardId: string;
    /** Number of the decision that grants it. */
    readonly decision: number;
    readonly person: string;
    readonly lastDay: string;
    readonly remindOn: string;
  }
>;

/** The recipient was reminded that the grant has to be accepted. */
export type AcceptanceReminderSent = DomainEvent<
  'AcceptanceReminderSent',
  { readonly awardId: string; readonly lastDay: string }
>;

/** What happens to a grant between its offer and its acceptance. */
export type OfferEvent = AwardLapsed | AwardDeclined | AcceptanceDateSet | AcceptanceReminderSent;

/** The event types of offers and their personal fields. */
export const offerEvents = {
  AwardLapsed: { schemaVersion: 1 },
  AwardDeclined: { schemaVersion: 1, personal: { grounds: 'case' } },
  AcceptanceDateSet: { schemaVersion: 1 },
  AcceptanceReminderSent: { schemaVersion: 1 },
} satisfies Record<OfferEvent['type'], EventTypeDefinition>;
