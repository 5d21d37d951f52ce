import type { EventTypeDefinition } from '#event-store/catalogue.js';
import type { DomainEvent } from '#eventsourcing/event.js';
import type { Money } from '#money/money.js';
import type { Personal } from '#sealing/sealed.js';

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
export type ClaimTakenUpAnew = DomainEvent<
  'ClaimTakenUpAnew',
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

/** What happens to a claim of which an appeal took all or a part. */
export type FallenClaimEvent =
  | PayingBackProposed
  | PayingBackApproved
  | PayingBackReturned
  | OwedBackPaid
  | ClaimTakenUpAnew
  | FallenClaimLowered;

/** The event types of claims that fell and their personal fields. */
export const fallenClaimEvents = {
  PayingBackProposed: { schemaVersion: 1, personal: { grounds: 'case' } },
  PayingBackApproved: { schemaVersion: 1, personal: { note: 'case' } },
  PayingBackReturned: { schemaVersion: 1, personal: { grounds: 'case' } },
  OwedBackPaid: { schemaVersion: 1, personal: { bankReference: 'case' } },
  ClaimTakenUpAnew: { schemaVersion: 1, personal: { grounds: 'case' } },
  FallenClaimLowered: { schemaVersion: 1 },
} satisfies Record<FallenClaimEvent['type'], EventTypeDefinition>;
