import type { EventTypeDefinition } from '#event-store/catalogue.js';
import type { DomainEvent } from '#eventsourcing/event.js';
import type { Personal } from '#sealing/sealed.js';
import type { AwardDeclined } from './award-offer.js';

/** The recipient does not want a grant that waits for money: nothing waits any more, and the case is over. */
export type WaitingGrantDeclined = DomainEvent<
  'WaitingGrantDeclined',
  {
    /** Number of the decision that grants it. */
    readonly decision: number;
    /** Pending appeals against it are over. */
    readonly supersedes: true;
    readonly grounds?: Personal<string> | undefined;
  } & Pick<AwardDeclined['data'], 'person' | 'byRecipient' | 'declinedOn' | 'channel'>
>;

/** Its event type and personal field. */
export const waitingGrantEvents = {
  WaitingGrantDeclined: { schemaVersion: 1, personal: { grounds: 'case' } },
} satisfies Record<WaitingGrantDeclined['type'], EventTypeDefinition>;
