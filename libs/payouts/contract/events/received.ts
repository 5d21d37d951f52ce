import type { DomainEvent } from '#eventsourcing/event.js';
import type { Money } from '#money/money.js';
import type { Personal } from '#sealing/sealed.js';

/** Money of the payout was paid back that no claim, or not all of one, is about: a person finds out what it is for. */
export type MoneyReceived = DomainEvent<
  'MoneyReceived',
  {
    readonly payoutId: string;
    readonly receivedId: string;
    readonly amount: Money;
    /** Calendar date. */
    readonly receivedOn: string;
    readonly bankReference: Personal<string>;
    /** Keyed digest of the reference. */
    readonly referenceDigest?: string | undefined;
    /** Who paid, where that is not the payee: its successor, an estate. */
    readonly payer?: Personal<string> | undefined;
  }
>;

/** Received money counts for a claim of the case. */
export type ReceivedMoneyAllocated = DomainEvent<
  'ReceivedMoneyAllocated',
  {
    readonly payoutId: string;
    readonly receivedId: string;
    /** Number among the allocations of this money. */
    readonly allocation: number;
    readonly recoveryId: string;
    readonly amount: Money;
    /** What is not allocated after it. */
    readonly left: Money;
    readonly person: string;
  }
>;

/** The claim did not take the money after all: it was paid or ended at the same moment. */
export type AllocationReleased = DomainEvent<
  'AllocationReleased',
  {
    readonly payoutId: string;
    readonly receivedId: string;
    readonly allocation: number;
    readonly amount: Money;
    /** What is not allocated after it. */
    readonly left: Money;
    /** The code under which the claim refused it. */
    readonly reason: string;
  }
>;

/** What no claim is about of received money was sent back to whoever paid it. */
export type ReceivedMoneyReturned = DomainEvent<
  'ReceivedMoneyReturned',
  {
    readonly payoutId: string;
    readonly receivedId: string;
    readonly amount: Money;
    /** Calendar date. */
    readonly returnedOn: string;
    readonly bankReference: Personal<string>;
    readonly grounds: Personal<string>;
    readonly person: string;
  }
>;
