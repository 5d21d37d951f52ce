import type { EventTypeDefinition } from '#event-store/catalogue.js';
import type { DomainEvent } from '#eventsourcing/event.js';
import type { Personal } from '#sealing/sealed.js';
import type { Detriment, NewDecision, ReplacedContent } from './new-decision.js';

/** Which body reverses a decision of its own motion: the one that made it, or the one above. */
export type ReversingBody = 'deciding' | 'superior';

/** The superior body told the party that it reviews the decision; calendar date. */
export type ReviewNoticeSent = DomainEvent<
  'ReviewNoticeSent',
  {
    /** Number of the decision. */
    readonly decision: number;
    /** Organisation of the superior body. */
    readonly body: string;
    readonly person: string;
    readonly sentOn: string;
  }
>;

/** To reverse a decision of a body's own motion (omgjøring av eget tiltak) was proposed. */
export type OwnReversalProposed = DomainEvent<
  'OwnReversalProposed',
  {
    /** From 1. */
    readonly reversal: number;
    /** Number of the decision. */
    readonly decision: number;
    readonly body: ReversingBody;
    readonly proposer: string;
    /** The decision is annulled, and the case assessed again, when left out. */
    readonly newDecision?: NewDecision | undefined;
    readonly detriment?: Detriment | undefined;
    readonly grounds: Personal<string>;
  }
>;

/** Another person did not want that. */
export type OwnReversalReturned = DomainEvent<
  'OwnReversalReturned',
  { readonly reversal: number; readonly person: string; readonly grounds: Personal<string> }
>;

/** Another person of the body approved it; its words are those of the proposal. */
export type OwnReversalApproved = DomainEvent<
  'OwnReversalApproved',
  {
    readonly reversal: number;
    readonly decision: number;
    readonly body: ReversingBody;
    readonly approver: string;
    /** Calendar date. */
    readonly decidedOn: string;
    /** Pending appeals against the dismissal of one against the decision are over as well; on record since they are. */
    readonly andDismissals?: true | undefined;
    readonly newDecision?: ReplacedContent | undefined;
    readonly detriment?: Omit<Detriment, 'grounds'> | undefined;
  }
>;

/** What happens when a body reverses a decision of its own motion. */
export type OwnReversalEvent =
  ReviewNoticeSent | OwnReversalProposed | OwnReversalReturned | OwnReversalApproved;

/** Their event types and personal fields. */
export const ownReversalEvents = {
  ReviewNoticeSent: { schemaVersion: 1 },
  OwnReversalProposed: {
    schemaVersion: 1,
    personal: {
      grounds: 'case',
      'detriment.grounds': 'case',
      'newDecision.conditions.*': 'case',
      'newDecision.payoutConditions.*': 'case',
    },
  },
  OwnReversalReturned: { schemaVersion: 1, personal: { grounds: 'case' } },
  OwnReversalApproved: { schemaVersion: 1 },
} satisfies Record<OwnReversalEvent['type'], EventTypeDefinition>;
