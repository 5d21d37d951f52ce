import type { EventTypeDefinition } from '#event-store/catalogue.js';
import type { DomainEvent } from '#eventsourcing/event.js';
import type { Money } from '#money/money.js';
import type { Personal } from '#sealing/sealed.js';
import type { GivenUp, GivingUpForm } from '#giving-up/given-up.js';

/** The matter was dropped without a claim. */
export type RecoveryDropped = DomainEvent<
  'RecoveryDropped',
  {
    readonly recoveryId: string;
    readonly awardId: string;
    readonly person: string;
    readonly amount: Money;
    /** Where one person dropped it, as was done before; since then they are the proposal's. */
    readonly grounds?: Personal<string> | undefined;
    readonly note?: Personal<string> | undefined;
    readonly givenUp?: GivenUp | undefined;
  }
>;

/** To give up money that is due back was proposed: what of it, and how. */
export type GivingUpProposed = DomainEvent<
  'GivingUpProposed',
  {
    readonly recoveryId: string;
    /** Number of the proposal to give up within the recovery, from 1. */
    readonly proposal: number;
    readonly proposer: string;
    readonly form: GivingUpForm;
    readonly amount: Money;
    /** The rule that allows it. */
    readonly authority?: string | undefined;
    readonly grounds: Personal<string>;
  }
>;

/** Another person returned the proposal: nothing is given up. */
export type GivingUpReturned = DomainEvent<
  'GivingUpReturned',
  {
    readonly recoveryId: string;
    readonly proposal: number;
    readonly person: string;
    readonly grounds: Personal<string>;
  }
>;

/** A superior named who judges the proposal, where nobody else is left. */
export type GivingUpStandInNamed = DomainEvent<
  'GivingUpStandInNamed',
  {
    readonly recoveryId: string;
    readonly proposal: number;
    readonly person: string;
    readonly namedBy: string;
    readonly grounds: Personal<string>;
  }
>;

/** Another person approved it: so much of the claim is owed no more. The grounds are the proposal's. */
export type ClaimWaived = DomainEvent<
  'ClaimWaived',
  {
    readonly recoveryId: string;
    readonly awardId: string;
    readonly amount: Money;
    /** Still owed after it; with nothing left the claim ends. */
    readonly left: Money;
    /** Nothing more is counted on: what is still owed is written off. On record since the queue asks. */
    readonly rests?: true | undefined;
    readonly givenUp: GivenUp;
    readonly note?: Personal<string> | undefined;
  }
>;

/** To write off what is still owed was proposed, before giving up was proposed in one way: it is to be proposed anew. */
export type WriteOffProposed = DomainEvent<
  'WriteOffProposed',
  {
    readonly recoveryId: string;
    readonly proposer: string;
    /** The authority to write off: a reference to the rule or the delegation. */
    readonly authority: string;
    readonly grounds: Personal<string>;
  }
>;

/** Another person approved it: so much is counted on no more, and stays owed. The grounds are the proposal's. */
export type ClaimWrittenOff = DomainEvent<
  'ClaimWrittenOff',
  {
    readonly recoveryId: string;
    readonly awardId: string;
    readonly approver: string;
    readonly authority: string;
    readonly amount: Money;
    /** Still counted on; nothing when left out, since all was written off at once before. */
    readonly left?: Money | undefined;
    readonly givenUp?: GivenUp | undefined;
    readonly note?: Personal<string> | undefined;
  }
>;

/** What happens when money that is due back is given up. */
export type GivingUpEvent =
  | RecoveryDropped
  | GivingUpProposed
  | GivingUpReturned
  | GivingUpStandInNamed
  | ClaimWaived
  | WriteOffProposed
  | ClaimWrittenOff;

/** The event types of giving up and their personal fields. */
export const givingUpEvents = {
  RecoveryDropped: { schemaVersion: 1, personal: { grounds: 'case', note: 'case' } },
  GivingUpProposed: { schemaVersion: 1, personal: { grounds: 'case' } },
  GivingUpReturned: { schemaVersion: 1, personal: { grounds: 'case' } },
  GivingUpStandInNamed: { schemaVersion: 1, personal: { grounds: 'case' } },
  ClaimWaived: { schemaVersion: 1, personal: { note: 'case' } },
  WriteOffProposed: { schemaVersion: 1, personal: { grounds: 'case' } },
  ClaimWrittenOff: { schemaVersion: 1, personal: { note: 'case' } },
} satisfies Record<GivingUpEvent['type'], EventTypeDefinition>;
