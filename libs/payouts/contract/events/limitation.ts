import type { EventTypeDefinition } from '#event-store/catalogue.js';
import type { DomainEvent } from '#eventsourcing/event.js';
import type { Personal } from '#sealing/sealed.js';
import type { LimitationBasis } from '../limitation.js';

/** The limitation runs to another day: it was interrupted, or the debtor agreed. */
export type LimitationInterrupted = DomainEvent<
  'LimitationInterrupted',
  {
    readonly recoveryId: string;
    readonly person: string;
    /** Calendar date after which nothing may be claimed any more. */
    readonly limitationDate: string;
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
  {
    readonly recoveryId: string;
    readonly proposal: number;
    readonly approver: string;
    /** Calendar date after which nothing may be claimed any more. */
    readonly limitationDate: string;
    readonly note?: Personal<string> | undefined;
  }
>;

/** What happens to the limitation of a claim. */
export type LimitationEvent =
  LimitationInterrupted | LimitationMoveProposed | LimitationMoveReturned | LimitationMoved;

/** The event types of the limitation and their personal fields. */
export const limitationEvents = {
  LimitationInterrupted: { schemaVersion: 1, personal: { grounds: 'case' } },
  LimitationMoveProposed: { schemaVersion: 1, personal: { grounds: 'case' } },
  LimitationMoveReturned: { schemaVersion: 1, personal: { grounds: 'case' } },
  LimitationMoved: { schemaVersion: 1, personal: { note: 'case' } },
} satisfies Record<LimitationEvent['type'], EventTypeDefinition>;
