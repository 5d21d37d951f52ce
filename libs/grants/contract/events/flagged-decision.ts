import type { EventTypeDefinition } from '#event-store/catalogue.js';
import type { DomainEvent } from '#eventsourcing/event.js';
import type { Personal } from '#sealing/sealed.js';

/**
 * What was decided in a case and stands in another stream than its application. It gives or changes a grant: an appeal that
 * led to the decision or changed the grant since, an amendment or continuation, a revocation in part or whole. Or it leaves
 * the grant as it is: a claim for repayment, the refusal of an amendment that was asked for.
 */
export type DecidedElsewhere =
  | { readonly kind: 'appeal' | 'recovery'; readonly id: string }
  | { readonly kind: 'amendment' | 'revocation' | 'refusal'; readonly number: number };

/** One of them that can be undone by itself. */
export type FlaggedChange =
  { readonly kind: 'recovery'; readonly id: string } | Extract<DecidedElsewhere, { readonly number: number }>;

/**
 * Somebody who prepared or made the decision, or what was decided since, turned out to have a conflict of interest: it pays
 * nothing for now, unless what they had a part in leaves the grant as it is.
 */
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
  {
    readonly decision: number;
    readonly person: string;
    /** Flagged claims that stand with it. */
    readonly claims?: readonly string[] | undefined;
    readonly grounds: Personal<string>;
  }
>;

/**
 * What somebody with a conflict decided after the decision is annulled, and may be decided again by others. Where it changed
 * the grant nothing is paid until what stands then is upheld.
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

/** Whether the grant is as it was before it: no payment rests on it. */
export function leavesGrant({ kind }: DecidedElsewhere): boolean {
  return kind === 'recovery' || kind === 'refusal';
}

/** Their event types and personal fields. */
export const flaggedDecisionEvents = {
  DecisionFlagged: { schemaVersion: 1 },
  DecisionUpheld: { schemaVersion: 1, personal: { grounds: 'case' } },
  FlaggedChangesAnnulled: { schemaVersion: 1, personal: { grounds: 'case' } },
  StandInNamed: { schemaVersion: 1, personal: { grounds: 'case' } },
} satisfies Record<FlaggedDecisionEvent['type'], EventTypeDefinition>;
