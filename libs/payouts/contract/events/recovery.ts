import type { Duration } from '#calendar/duration.js';
import type { EventTypeDefinition } from '#event-store/catalogue.js';
import type { Arrival } from '#eventsourcing/arrivals.js';
import type { DomainEvent } from '#eventsourcing/event.js';
import type { Money } from '#money/money.js';
import type { Personal } from '#sealing/sealed.js';
import type { GivenUp } from '#giving-up/given-up.js';
import type { LimitationRules } from '#limitation/rules.js';
import type { RepaymentInstalment } from '../plans.js';
import { fallenClaimEvents, type FallenClaimEvent } from './fallen.js';
import { givingUpEvents, type GivingUpEvent } from './giving-up.js';
import type { LimitationPart } from '#limitation/parts.js';
import { limitationEvents, type LimitationEvent } from './limitation.js';

/** Why money is due back. */
export type RecoveryBasis = 'revocation' | 'unspent' | 'overpayment';

/** Where a recovery stands after its events. */
export type RecoveryStatus =
  | 'forewarned'
  | 'proposed'
  | 'claimed'
  | 'in-instalments'
  | 'settled'
  | 'written-off'
  | 'barred'
  | 'waived'
  | 'dropped'
  | 'annulled';

/** What a recovery is about; the same from its forewarning to its end. */
export interface RecoveryOrder {
  readonly recoveryId: string;
  readonly caseId: string;
  readonly awardId: string;
  readonly schemeId: string;
  /** Organisation of the directorate that claims. */
  readonly directorate: string;
  /** Organisation the money is claimed from. */
  readonly debtor: string;
  /** Persons who acted for the debtor in the case: they take no part on the other side. */
  readonly excluded?: readonly string[] | undefined;
  /** The most that may be claimed. */
  readonly amount: Money;
  readonly basis: RecoveryBasis;
  /** Calendar date after which nothing may be claimed (foreldelse); none where the regulation sets no limitation. Of parts the earliest. */
  readonly limitationDate?: string | undefined;
  /** They come to the amount; left out by claims whose limitation runs for the whole from the opening. */
  readonly limitationParts?: readonly LimitationPart[] | undefined;
  /** By what it runs longer; the usual where the regulation states none. */
  readonly limitationRules?: LimitationRules | undefined;
  /** Time to pay a claim whose proposal names no day; three weeks where the regulation states none. */
  readonly timeToPay?: Duration | undefined;
}

/** What a forewarning (forhåndsvarsel) says. */
export interface Forewarning {
  /** Calendar date; on record only since nothing can have been repaid before. */
  readonly forewarnedOn?: string | undefined;
  readonly grounds: Personal<string>;
  /** Calendar date until which the debtor may answer. */
  readonly replyBy: string;
  /** Said where a letter tells the debtor. */
  readonly byLetter?: true | undefined;
}

/** The debtor was told that money may be claimed back, and may answer. */
export type RecoveryForewarned = DomainEvent<'RecoveryForewarned', RecoveryOrder & Forewarning>;

/** The debtor answered the forewarning. */
export type ForewarningAnswered = DomainEvent<
  'ForewarningAnswered',
  {
    readonly recoveryId: string;
    readonly person?: string | undefined;
    /** Of an answer that an official registered. */
    readonly arrival?: Arrival | undefined;
    readonly answer: Personal<string>;
  }
>;

/** The time to answer the forewarning is over, and no answer came. */
export type ForewarningLapsed = DomainEvent<
  'ForewarningLapsed',
  {
    readonly recoveryId: string;
    /** UTC instant at which the time to answer was over. */
    readonly dueAt: string;
  }
>;

/** A claim for repayment was proposed. */
export type ClaimProposed = DomainEvent<
  'ClaimProposed',
  {
    readonly recoveryId: string;
    readonly proposal: number;
    readonly proposer: string;
    readonly amount: Money;
    /** Calendar date by which it is to be paid back. */
    readonly dueOn: string;
    readonly grounds: Personal<string>;
  }
>;

/** Another person returned the proposed claim: it is proposed anew, or given up. */
export type ClaimReturned = DomainEvent<
  'ClaimReturned',
  {
    readonly recoveryId: string;
    readonly proposal: number;
    readonly person: string;
    readonly grounds: Personal<string>;
  }
>;

/** Another person approved the claim (krav om tilbakebetaling): it is a decision. The grounds are the proposal's. */
export type RepaymentClaimed = DomainEvent<
  'RepaymentClaimed',
  {
    readonly recoveryId: string;
    readonly awardId: string;
    readonly schemeId: string;
    readonly debtor: string;
    readonly basis: RecoveryBasis;
    readonly proposal: number;
    readonly approver: string;
    readonly amount: Money;
    /** Calendar date; on record since the debtor is told by letter. */
    readonly decidedOn?: string | undefined;
    /** Calendar date. */
    readonly dueOn: string;
    /** Calendar date. */
    readonly limitationDate?: string | undefined;
    readonly note?: Personal<string> | undefined;
    /** Where less is claimed than is due back: the rest, and who gave it up; on record since that is a decision of its own. */
    readonly givenUp?: GivenUp | undefined;
  }
>;

/** It was agreed to pay back what is owed in instalments. */
export type RepaymentPlanAgreed = DomainEvent<
  'RepaymentPlanAgreed',
  {
    readonly recoveryId: string;
    readonly person: string;
    readonly currency: string;
    /** In order; they add up to what is still owed. */
    readonly instalments: readonly RepaymentInstalment[];
    readonly grounds?: Personal<string> | undefined;
  }
>;

/** Money was paid back: on what is claimed first, and what is more of what was barred before anybody claimed it. */
export type RepaymentReceived = DomainEvent<
  'RepaymentReceived',
  {
    readonly recoveryId: string;
    readonly awardId: string;
    readonly schemeId: string;
    readonly amount: Money;
    /** Calendar date. */
    readonly receivedOn: string;
    readonly bankReference: Personal<string>;
    /** Keyed digest of the bank's reference among those of the recovery, which is sealed itself; on record since it tells two repayments apart. */
    readonly referenceDigest?: string | undefined;
    /** Nothing more is counted on: what is still owed is written off. On record since the queue asks. */
    readonly rests?: true | undefined;
  }
>;

/** Everything claimed was paid back. */
export type RecoverySettled = DomainEvent<
  'RecoverySettled',
  { readonly recoveryId: string; readonly awardId: string; readonly amount: Money }
>;

/** The claim, or an instalment of it, was not paid in time. */
export type ClaimBecameOverdue = DomainEvent<
  'ClaimBecameOverdue',
  {
    readonly recoveryId: string;
    /** UTC instant at which it had to be paid. */
    readonly dueAt: string;
    /** What had to be paid by then and was not. */
    readonly amount: Money;
  }
>;

/** An appeal has it wait (utsatt iverksetting): nothing is claimed, and no day to pay counts. */
export type ClaimDeferred = DomainEvent<
  'ClaimDeferred',
  {
    readonly recoveryId: string;
    readonly appealId: string;
    /** Calendar date; until the appeal has its outcome when left out. */
    readonly until?: string | undefined;
  }
>;

/** It waits for the appeal no more. */
export type ClaimDeferralEnded = DomainEvent<
  'ClaimDeferralEnded',
  { readonly recoveryId: string; readonly appealId: string }
>;

/** Somebody with a conflict of interest had a part in the claim: no day to pay counts until it is upheld. */
export type ClaimFlagged = DomainEvent<
  'ClaimFlagged',
  {
    readonly recoveryId: string;
    /** Number of the decision that was in force then: with it, this is looked at. */
    readonly decision: number;
  }
>;

/** Somebody without a part in it looked at a flagged claim, and it stands. */
export type FlaggedClaimUpheld = DomainEvent<
  'FlaggedClaimUpheld',
  { readonly recoveryId: string; readonly decision: number }
>;

/** Less is due back than was forewarned or claimed: money came back otherwise, or more stays in force. */
export type ClaimLowered = DomainEvent<
  'ClaimLowered',
  {
    readonly recoveryId: string;
    readonly awardId: string;
    /** What is claimed in all after it, or at most may be; what was repaid is part of it. */
    readonly amount: Money;
    readonly less: Money;
    /** What of that was barred before anybody claimed it; nothing when left out. */
    readonly barred?: Money | undefined;
    /** Nothing more is counted on: what is still owed is written off. On record since the queue asks. */
    readonly rests?: true | undefined;
  }
>;

/** What happens to a recovery. */
export type RecoveryEvent =
  | GivingUpEvent
  | FallenClaimEvent
  | LimitationEvent
  | RecoveryForewarned
  | ForewarningAnswered
  | ForewarningLapsed
  | ClaimProposed
  | ClaimReturned
  | RepaymentClaimed
  | RepaymentPlanAgreed
  | RepaymentReceived
  | RecoverySettled
  | ClaimBecameOverdue
  | ClaimDeferred
  | ClaimDeferralEnded
  | ClaimFlagged
  | FlaggedClaimUpheld
  | ClaimLowered;

/** Category of the recoveries' streams. */
export const recoveryStream = (recoveryId: string): string => `recovery-${recoveryId}`;

/** The recoveries' event types and their personal fields. */
export const recoveryEvents = {
  ...givingUpEvents,
  ...fallenClaimEvents,
  ...limitationEvents,
  RecoveryForewarned: { schemaVersion: 1, personal: { grounds: 'case' } },
  ForewarningAnswered: { schemaVersion: 1, personal: { answer: 'case' } },
  ForewarningLapsed: { schemaVersion: 1 },
  ClaimProposed: { schemaVersion: 1, personal: { grounds: 'case' } },
  ClaimReturned: { schemaVersion: 1, personal: { grounds: 'case' } },
  RepaymentClaimed: { schemaVersion: 1, personal: { note: 'case' } },
  RepaymentPlanAgreed: { schemaVersion: 1, personal: { grounds: 'case' } },
  RepaymentReceived: { schemaVersion: 1, personal: { bankReference: 'case' } },
  RecoverySettled: { schemaVersion: 1 },
  ClaimBecameOverdue: { schemaVersion: 1 },
  ClaimDeferred: { schemaVersion: 1 },
  ClaimDeferralEnded: { schemaVersion: 1 },
  ClaimFlagged: { schemaVersion: 1 },
  FlaggedClaimUpheld: { schemaVersion: 1 },
  ClaimLowered: { schemaVersion: 1 },
} satisfies Record<RecoveryEvent['type'], EventTypeDefinition>;
