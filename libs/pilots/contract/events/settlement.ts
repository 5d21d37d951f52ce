import type { EventTypeDefinition } from '#event-store/catalogue.js';
import type { DomainEvent } from '#eventsourcing/event.js';
import type { Personal } from '#sealing/sealed.js';
import type { Measurements } from '../measurements.js';
import type { PayerDifference } from '../pilot.js';
import type { OutcomeSettlement } from '../settlement.js';

/** What the frozen terms pay for the verified measurements was calculated; what is calculated anew is a new version. */
export type SettlementCalculated = DomainEvent<
  'SettlementCalculated',
  {
    readonly pilotId: string;
    /** From 1. */
    readonly version: number;
    /** No further results are expected: what is reserved beyond it is let go. */
    readonly final: boolean;
    /** Digest of the contract. */
    readonly contract: string;
    /** What it was calculated from. */
    readonly measurements: Measurements;
    /** SHA-256 of the RFC 8785 bytes of the measurements. */
    readonly basis: string;
    readonly settlement: OutcomeSettlement;
    /** By payer, against the last version that was concluded. */
    readonly differences: readonly PayerDifference[];
    readonly calculatedBy: string;
  }
>;

/** Another person checked the calculation. */
export type SettlementReviewed = DomainEvent<
  'SettlementReviewed',
  {
    readonly pilotId: string;
    readonly version: number;
    readonly reviewedBy: string;
    readonly note?: Personal<string> | undefined;
  }
>;

/** The version is not approved as it is: it has to be calculated anew. */
export type SettlementReturned = DomainEvent<
  'SettlementReturned',
  {
    readonly pilotId: string;
    readonly version: number;
    readonly directorate: string;
    readonly returnedBy: string;
    readonly grounds: Personal<string>;
  }
>;

/** One of the directorates approved the version. */
export type SettlementApproved = DomainEvent<
  'SettlementApproved',
  {
    readonly pilotId: string;
    readonly version: number;
    readonly directorate: string;
    readonly approvedBy: string;
    readonly note?: Personal<string> | undefined;
  }
>;

/** Both directorates approved: this is what the outcomes pay (sluttoppgjør). */
export type SettlementConcluded = DomainEvent<
  'SettlementConcluded',
  {
    readonly pilotId: string;
    readonly version: number;
    readonly final: boolean;
    readonly schemeId: string;
    readonly currency: string;
    readonly total: number;
    readonly differences: readonly PayerDifference[];
    /** Budget year in which the state's share is paid. */
    readonly budgetYear: number;
    /** Organisation that is paid the state's share. */
    readonly statePayee: string;
    /** Id under which the commitment was raised for it, where more was needed; on record since one that nothing came of is taken back. */
    readonly raise?: string | undefined;
  }
>;

/** A later version takes the place of this one. */
export type SettlementSuperseded = DomainEvent<
  'SettlementSuperseded',
  { readonly pilotId: string; readonly version: number; readonly by: number }
>;

/** What a payer other than the state owes more (or, below 0, less) than before: a claim on record, paid outside. */
export type ShareClaimed = DomainEvent<
  'ShareClaimed',
  {
    readonly pilotId: string;
    readonly version: number;
    readonly payer: string;
    readonly organisation: string;
    readonly currency: string;
    readonly amount: number;
    /** Calendar date; on record only since nothing can have been paid of it before. */
    readonly claimedOn?: string | undefined;
  }
>;

/** A payer other than the state paid a part of what it owes. */
export type SharePaid = DomainEvent<
  'SharePaid',
  {
    readonly pilotId: string;
    readonly payer: string;
    readonly currency: string;
    readonly amount: number;
    /** Calendar date. */
    readonly paidOn: string;
    readonly reference: Personal<string>;
    /** Keyed digest of the reference among those of the payer, which is sealed itself; on record since it tells two payments apart. */
    readonly referenceDigest?: string | undefined;
    readonly recordedBy: string;
  }
>;

/** The state's share, or what it is more than was ordered before, becomes a payout. */
export type StateShareOrdered = DomainEvent<
  'StateShareOrdered',
  {
    readonly pilotId: string;
    readonly version: number;
    readonly payoutId: string;
    /** Number of the order within the pilot, from 1. */
    readonly order: number;
    readonly amount: number;
    readonly currency: string;
    readonly budgetYear: number;
    /** Id under which the commitment was raised for it, where a person asked. */
    readonly raise?: string | undefined;
  }
>;

/** What was ordered before and will not be paid any more. */
export type StateShareWithheld = DomainEvent<
  'StateShareWithheld',
  {
    readonly pilotId: string;
    readonly version: number;
    readonly payoutId: string;
    /** Minor units that are not paid of it. */
    readonly amount: number;
    readonly currency: string;
  }
>;

/** What was paid of the state's share beyond the version in force is claimed back. */
export type StateShareReclaimed = DomainEvent<
  'StateShareReclaimed',
  {
    readonly pilotId: string;
    readonly version: number;
    readonly recoveryId: string;
    readonly amount: number;
    readonly currency: string;
  }
>;

/** What was claimed back, and was not repaid yet, is owed by now: the claim is taken back. */
export type StateShareReclaimWithdrawn = DomainEvent<
  'StateShareReclaimWithdrawn',
  {
    readonly pilotId: string;
    readonly recoveryId: string;
    /** Minor units that are not claimed back any more. */
    readonly amount: number;
    readonly currency: string;
  }
>;

/** Of what was paid too much the payee keeps so much: less was claimed in the end, or it was dropped or written off. */
export type StateShareOverpaymentWaived = DomainEvent<
  'StateShareOverpaymentWaived',
  {
    readonly pilotId: string;
    readonly recoveryId: string;
    /** Minor units that the payee keeps. */
    readonly amount: number;
    readonly currency: string;
  }
>;

/** Somebody had a part in the version of whom a conflict of interest came on record after it. */
export type SettlementFlagged = DomainEvent<
  'SettlementFlagged',
  { readonly pilotId: string; readonly version: number; readonly person: string }
>;

/** A superior without a conflict, or a stand-in, lets the flagged version stand. */
export type SettlementUpheld = DomainEvent<
  'SettlementUpheld',
  {
    readonly pilotId: string;
    readonly version: number;
    readonly person: string;
    readonly grounds: Personal<string>;
  }
>;

/** A superior named who looks at the flagged version where no superior may. */
export type SettlementStandInNamed = DomainEvent<
  'SettlementStandInNamed',
  {
    readonly pilotId: string;
    readonly version: number;
    readonly person: string;
    readonly namedBy: string;
    readonly grounds: Personal<string>;
  }
>;

/** What a commitment was raised by, for an approval or an order that did not come, is given up: none can stand on it any more. */
export type ProvisionAbandoned = DomainEvent<
  'ProvisionAbandoned',
  {
    readonly pilotId: string;
    readonly schemeId: string;
    /** The commitment that holds the state's liability. */
    readonly reservationId: string;
    readonly raise: string;
    readonly grounds: string;
  }
>;

/** What happens to a pilot's settlement; all its versions are one stream. */
export type SettlementEvent =
  | SettlementCalculated
  | SettlementReviewed
  | SettlementReturned
  | SettlementApproved
  | SettlementConcluded
  | SettlementSuperseded
  | ShareClaimed
  | SharePaid
  | StateShareOrdered
  | StateShareWithheld
  | StateShareReclaimed
  | StateShareReclaimWithdrawn
  | StateShareOverpaymentWaived
  | SettlementFlagged
  | SettlementUpheld
  | SettlementStandInNamed
  | ProvisionAbandoned;

/** Stream of a pilot's settlement. */
export const settlementStream = (pilotId: string): string => `settlement-${pilotId}`;

/** Their event types and personal fields. */
export const settlementEvents = {
  SettlementCalculated: { schemaVersion: 1 },
  SettlementReviewed: { schemaVersion: 1, personal: { note: 'case' } },
  SettlementReturned: { schemaVersion: 1, personal: { grounds: 'case' } },
  SettlementApproved: { schemaVersion: 1, personal: { note: 'case' } },
  SettlementConcluded: { schemaVersion: 1 },
  SettlementSuperseded: { schemaVersion: 1 },
  ShareClaimed: { schemaVersion: 1 },
  SharePaid: { schemaVersion: 1, personal: { reference: 'case' } },
  StateShareOrdered: { schemaVersion: 1 },
  StateShareWithheld: { schemaVersion: 1 },
  StateShareReclaimed: { schemaVersion: 1 },
  StateShareReclaimWithdrawn: { schemaVersion: 1 },
  StateShareOverpaymentWaived: { schemaVersion: 1 },
  SettlementFlagged: { schemaVersion: 1 },
  SettlementUpheld: { schemaVersion: 1, personal: { grounds: 'case' } },
  SettlementStandInNamed: { schemaVersion: 1, personal: { grounds: 'case' } },
  ProvisionAbandoned: { schemaVersion: 1 },
} satisfies Record<SettlementEvent['type'], EventTypeDefinition>;
