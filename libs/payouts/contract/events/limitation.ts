import type { EventTypeDefinition } from '#event-store/catalogue.js';
import type { DomainEvent } from '#eventsourcing/event.js';
import type { Personal } from '#sealing/sealed.js';
import type { Money } from '#money/money.js';
import type { LimitationBasis } from '#limitation/rules.js';
import type { PartDate } from '#limitation/parts.js';
import type { RepaymentInstalment } from '../plans.js';

/** Other dates of a claim. */
interface OtherDates {
  /** Calendar date after which nothing may be claimed any more; the earliest where its parts have dates of their own. */
  readonly limitationDate: string;
  /** The parts that run to another day; the whole claim where none is named. */
  readonly parts?: readonly PartDate[] | undefined;
  /** What counted as barred and is to be repaid after all. */
  readonly revived?: RepaymentInstalment | undefined;
}

/** The limitation runs to another day: it was interrupted, the debtor agreed, or the agency did not know of the claim. */
export type LimitationInterrupted = DomainEvent<
  'LimitationInterrupted',
  OtherDates & {
    readonly recoveryId: string;
    readonly person: string;
    readonly grounds: Personal<string>;
    /** What the date was computed from; left out where one person set it, as was done before. */
    readonly basis?: LimitationBasis | undefined;
    /** Calendar date of it. */
    readonly on?: string | undefined;
    /** The provision it was computed by. */
    readonly reference?: string | undefined;
  }
>;

/** To move the limitation to a day that follows from no rule was proposed. */
export type LimitationMoveProposed = DomainEvent<
  'LimitationMoveProposed',
  {
    readonly recoveryId: string;
    /** Number of the proposal within the recovery, from 1. */
    readonly proposal: number;
    readonly proposer: string;
    /** Calendar date. */
    readonly limitationDate: string;
    readonly grounds: Personal<string>;
  }
>;

/** Another person returned the proposal: the date stays. */
export type LimitationMoveReturned = DomainEvent<
  'LimitationMoveReturned',
  {
    readonly recoveryId: string;
    readonly proposal: number;
    readonly person: string;
    readonly grounds: Personal<string>;
  }
>;

/** Another person approved it. The grounds are the proposal's. */
export type LimitationMoved = DomainEvent<
  'LimitationMoved',
  OtherDates & {
    readonly recoveryId: string;
    readonly proposal: number;
    readonly approver: string;
    readonly note?: Personal<string> | undefined;
  }
>;

/** The date passed of what was not repaid (foreldet): it is claimed and collected no more; what is paid of it all the same is taken. */
export type ClaimBecameBarred = DomainEvent<
  'ClaimBecameBarred',
  {
    readonly recoveryId: string;
    readonly awardId: string;
    /** Calendar date that passed. */
    readonly limitationDate: string;
    /** Numbers of the parts, from 1. */
    readonly parts: readonly number[];
    readonly amount: Money;
    /** What of the claim is not barred; with nothing left of it the claim ends. */
    readonly left: Money;
    /** Nobody had claimed it: it comes down with what the bank sends back. On record since it does. */
    readonly unclaimed?: true | undefined;
    /** Nothing more is counted on: what is still owed is written off. On record since the queue asks. */
    readonly rests?: true | undefined;
  }
>;

/** What happens to the limitation of a claim. */
export type LimitationEvent =
  | LimitationInterrupted
  | LimitationMoveProposed
  | LimitationMoveReturned
  | LimitationMoved
  | ClaimBecameBarred;

/** The event types of the limitation and their personal fields. */
export const limitationEvents = {
  LimitationInterrupted: { schemaVersion: 1, personal: { grounds: 'case' } },
  LimitationMoveProposed: { schemaVersion: 1, personal: { grounds: 'case' } },
  LimitationMoveReturned: { schemaVersion: 1, personal: { grounds: 'case' } },
  LimitationMoved: { schemaVersion: 1, personal: { note: 'case' } },
  ClaimBecameBarred: { schemaVersion: 1 },
} satisfies Record<LimitationEvent['type'], EventTypeDefinition>;
