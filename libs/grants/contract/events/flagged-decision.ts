import type { EventTypeDefinition } from '#event-store/catalogue.js';
import type { DomainEvent } from '#eventsourcing/event.js';
import type { Personal } from '#sealing/sealed.js';

/**
 * What gives or changes a grant and stands in another stream than its application: an appeal that led to the decision or
 * changed the grant since, an amendment or continuation, a revocation in part or whole.
 */
export type DecidedElsewhere =
  | { readonly kind: 'appeal'; readonly id: string }
  | { readonly kind: 'amendment' | 'revocation'; readonly number: number };

/** One of them that stands in the award, and can be undone there. */
export type FlaggedChange = Extract<DecidedElsewhere, { readonly number: number }>;

/** Somebody who prepared or made the decision, or what changed it since, turned out to have a conflict of interest: it pays nothing for now. */
export type DecisionFlagged = DomainEvent<
  'DecisionFlagged',
  {
    /** Number of the decision. */
    readonly decision: number;
    /** Who has the conflict. */
    readonly person: string;
    /** What the person had a part in, where that is not the decision itself. */
    readonly of?: DecidedElsewhere | undefined;
  }
>;

/** A flagged decision stands: whoever looked at it had no part in it. */
export type DecisionUpheld = DomainEvent<
  'DecisionUpheld',
  { readonly decision: number; readonly person: string; readonly grounds: Personal<string> }
>;

/**
 * What somebody with a conflict changed of the grant is annulled, and may be decided again by others. Nothing is paid until
 * what stands then is upheld.
 */
export type FlaggedChangesAnnulled = DomainEvent<
  'FlaggedChangesAnnulled',
  {
    readonly decision: number;
    readonly person: string;
    readonly of: readonly FlaggedChange[];
    /** Pending appeals against the dismissal of one against them are over as well; on record since they are. */
    readonly andDismissals?: true | undefined;
    readonly grounds: Personal<string>;
  }
>;

/** Somebody looks at a flagged decision in place of a superior (setter avgjørelsen som stedfortreder). */
export type StandInNamed = DomainEvent<
  'StandInNamed',
  {
    readonly decision: number;
    readonly person: string;
    readonly namedBy: string;
    readonly grounds: Personal<string>;
  }
>;

/** What happens when somebody who had a part in a decision turns out to have a conflict of interest. */
export type FlaggedDecisionEvent = DecisionFlagged | DecisionUpheld | FlaggedChangesAnnulled | StandInNamed;

/** Their event types and personal fields. */
export const flaggedDecisionEvents = {
  DecisionFlagged: { schemaVersion: 1 },
  DecisionUpheld: { schemaVersion: 1, personal: { grounds: 'case' } },
  FlaggedChangesAnnulled: { schemaVersion: 1, personal: { grounds: 'case' } },
  StandInNamed: { schemaVersion: 1, personal: { grounds: 'case' } },
} satisfies Record<FlaggedDecisionEvent['type'], EventTypeDefinition>;
