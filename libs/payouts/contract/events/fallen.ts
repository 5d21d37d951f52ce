import type { EventTypeDefinition } from '#event-store/catalogue.js';
import type { DomainEvent } from '#eventsourcing/event.js';
import type { Money } from '#money/money.js';
import type { Personal } from '#sealing/sealed.js';

/** Who an appeal has its outcome from: the deciding body reverses itself, or the appeal body decides. */
export type OutcomeBody = 'reversal' | 'appeal';

/** An appeal against the claim was upheld in part: only so much of it holds, and the rest is left to the debtor. */
export type ClaimPartlyUpheld = DomainEvent<
  'ClaimPartlyUpheld',
  {
    readonly recoveryId: string;
    readonly awardId: string;
    readonly appealId: string;
    readonly by: OutcomeBody;
    /** What holds in all, what was repaid included. */
    readonly amount: Money;
    /** What is owed no more. */
    readonly less: Money;
    /** Repaid beyond what holds: owed to the debtor again. */
    readonly owedBack: Money;
    /** It is followed up until that is paid back. On record since it is. */
    readonly toPayBack?: true | undefined;
    /** Nothing more is counted on: what is still owed is written off. On record since the queue asks. */
    readonly rests?: true | undefined;
  }
>;

/** The claim, or what was forewarned, was annulled; `repaid` is owed to the debtor again. */
export type ClaimAnnulled = DomainEvent<
  'ClaimAnnulled',
  {
    readonly recoveryId: string;
    readonly awardId: string;
    /** None where a later decision took its basis away. */
    readonly appealId?: string | undefined;
    /** Who decided an appeal against the claim itself: what the appeal body annuls is decided anew. On record since that is followed up. */
    readonly by?: OutcomeBody | undefined;
    /** Number of the decision since which somebody with a conflict of interest had a part in it: it is decided anew. */
    readonly retaken?: number | undefined;
    /** It fell with what it rests on, or is decided anew: pending appeals against it are over. On record since they are. */
    readonly supersedes?: true | undefined;
    readonly amount: Money;
    readonly repaid: Money;
  }
>;

/** To pay back what was repaid on a claim that fell was proposed. */
export type PayingBackProposed = DomainEvent<
  'PayingBackProposed',
  {
    readonly recoveryId: string;
    /** Number of the proposal within the recovery, from 1. */
    readonly payingBack: number;
    readonly proposer: string;
    readonly amount: Money;
    readonly grounds?: Personal<string> | undefined;
  }
>;

/** Another person approved it: the finance side pays it. */
export type PayingBackApproved = DomainEvent<
  'PayingBackApproved',
  {
    readonly recoveryId: string;
    readonly awardId: string;
    readonly payingBack: number;
    readonly approver: string;
    readonly amount: Money;
    /** Calendar date. */
    readonly approvedOn: string;
    readonly note?: Personal<string> | undefined;
  }
>;

/** Another person returned it, before or after it was approved: nothing is paid by it. */
export type PayingBackReturned = DomainEvent<
  'PayingBackReturned',
  {
    readonly recoveryId: string;
    readonly awardId: string;
    readonly payingBack: number;
    readonly person: string;
    readonly grounds: Personal<string>;
  }
>;

/** What was approved was paid to the debtor. */
export type OwedBackPaid = DomainEvent<
  'OwedBackPaid',
  {
    readonly recoveryId: string;
    readonly awardId: string;
    readonly payingBack: number;
    readonly amount: Money;
    /** Calendar date. */
    readonly paidOn: string;
    /** Whose budget it is paid from; on record since it counts there. */
    readonly schemeId?: string | undefined;
    /** That of the day, in which it counts; on record with that. */
    readonly budgetYear?: number | undefined;
    readonly bankReference: Personal<string>;
    /** Keyed digest of the bank's reference among those of the recovery, which is sealed itself. */
    readonly referenceDigest: string;
    /** Owed to the debtor still. */
    readonly left: Money;
    /** What is neither claimed nor left to the debtor. */
    readonly undecided: Money;
  }
>;

/** A claim that was sent back is made anew: what is kept beyond what may be kept is forewarned under a recovery of its own. */
export type ClaimRenewed = DomainEvent<
  'ClaimRenewed',
  {
    readonly recoveryId: string;
    readonly awardId: string;
    readonly person: string;
    /** What was neither claimed nor left to the debtor. */
    readonly amount: Money;
    readonly grounds: Personal<string>;
  }
>;

/** What is left of a claim that fell came down: the money is payable again by the plan of the award, or may be kept. */
export type FallenClaimLowered = DomainEvent<
  'FallenClaimLowered',
  {
    readonly recoveryId: string;
    readonly awardId: string;
    /** Owed to the debtor still. */
    readonly left: Money;
    /** What is neither claimed nor left to the debtor. */
    readonly undecided: Money;
  }
>;

/** What happens to a claim of which an appeal took all or a part, since it did. */
export type FollowedUpEvent =
  | PayingBackProposed
  | PayingBackApproved
  | PayingBackReturned
  | OwedBackPaid
  | ClaimRenewed
  | FallenClaimLowered;

/** Appeals against claims, and what follows. */
export type FallenClaimEvent = ClaimPartlyUpheld | ClaimAnnulled | FollowedUpEvent;

/** The event types of claims that fell and their personal fields. */
export const fallenClaimEvents = {
  ClaimPartlyUpheld: { schemaVersion: 1 },
  ClaimAnnulled: { schemaVersion: 1 },
  PayingBackProposed: { schemaVersion: 1, personal: { grounds: 'case' } },
  PayingBackApproved: { schemaVersion: 1, personal: { note: 'case' } },
  PayingBackReturned: { schemaVersion: 1, personal: { grounds: 'case' } },
  OwedBackPaid: { schemaVersion: 1, personal: { bankReference: 'case' } },
  ClaimRenewed: { schemaVersion: 1, personal: { grounds: 'case' } },
  FallenClaimLowered: { schemaVersion: 1 },
} satisfies Record<FallenClaimEvent['type'], EventTypeDefinition>;
