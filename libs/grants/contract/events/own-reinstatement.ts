import type { EventTypeDefinition } from '#event-store/catalogue.js';
import type { DomainEvent } from '#eventsourcing/event.js';
import type { Personal } from '#sealing/sealed.js';

/** To undo a revocation was proposed, of the deciding body's own motion. */
export type ReinstatementProposed = DomainEvent<
  'ReinstatementProposed',
  {
    readonly awardId: string;
    /** Number of the proposal within the award, from 1. */
    readonly reinstatement: number;
    /** The revocation that is to be undone. */
    readonly revocation: number;
    readonly proposer: string;
    readonly grounds: Personal<string>;
  }
>;

/** Another person returned it: the revocation stands. */
export type ReinstatementReturned = DomainEvent<
  'ReinstatementReturned',
  {
    readonly awardId: string;
    readonly reinstatement: number;
    readonly person: string;
    readonly grounds: Personal<string>;
  }
>;

/** Another person approved it (omgjøring): a decision, which the party is told by letter; what was revoked comes in force again. */
export type ReinstatementApproved = DomainEvent<
  'ReinstatementApproved',
  {
    readonly awardId: string;
    readonly reinstatement: number;
    readonly revocation: number;
    readonly approver: string;
    /** Calendar date. */
    readonly decidedOn: string;
    readonly grounds?: Personal<string> | undefined;
  }
>;

/** What happens when a revocation is reversed of the deciding body's own motion. */
export type OwnReinstatementEvent = ReinstatementProposed | ReinstatementReturned | ReinstatementApproved;

/** Their event types and personal fields. */
export const ownReinstatementEvents = {
  ReinstatementProposed: { schemaVersion: 1, personal: { grounds: 'case' } },
  ReinstatementReturned: { schemaVersion: 1, personal: { grounds: 'case' } },
  ReinstatementApproved: { schemaVersion: 1, personal: { grounds: 'case' } },
} satisfies Record<OwnReinstatementEvent['type'], EventTypeDefinition>;
