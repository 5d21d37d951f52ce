import type { EventTypeDefinition } from '#event-store/catalogue.js';
import type { DomainEvent } from '#eventsourcing/event.js';
import type { Money } from '#money/money.js';
import type { LimitationStartOfPart } from '#limitation/starts.js';
import type { AwardInstalment } from './award-changes.js';
import type { RequiredReport } from './report.js';

/** What a report is about, and says was spent of it; minor units. */
export interface Reported extends Pick<RequiredReport, 'every' | 'fromYear' | 'toYear'> {
  readonly spent: number;
}

/**
 * What is unpaid was fitted to what may still be paid: the last of it was cut, or what is missing planned anew under
 * new numbers, so with payouts of their own.
 */
export type InstalmentsReplanned = DomainEvent<
  'InstalmentsReplanned',
  {
    readonly awardId: string;
    readonly schemeId: string;
    /** Everything released or to be released. */
    readonly schedule: readonly AwardInstalment[];
    /** What is still to be paid after it, what is with the bank included. */
    readonly unpaid: Money;
    /** The further commitment that holds what the earlier ones do not. */
    readonly reservationId?: string | undefined;
    /** The budget year in which that was made. */
    readonly budgetYear?: number | undefined;
    /** What stays in force, where what was not spent of a reported year is not paid any more. */
    readonly inForce?: Money | undefined;
  }
>;

/** An approved report says what was spent of years for which more was planned: no more than that is paid of them. */
export type SpendingRecorded = DomainEvent<
  'SpendingRecorded',
  { readonly awardId: string; readonly reportId: string; readonly reported: Reported }
>;

/** The recipient has more than it is entitled to, and nothing open claims it: the debtor is forewarned of this claim. */
export type ExcessClaimed = DomainEvent<
  'ExcessClaimed',
  {
    readonly awardId: string;
    readonly schemeId: string;
    readonly directorate: string;
    readonly recipient: string;
    /** Number of the claim within the award, from 1. */
    readonly claim: number;
    readonly recoveryId: string;
    readonly amount: Money;
    readonly basis: 'revocation' | 'unspent';
    /** The revocation it rests on. */
    readonly revocation?: number | undefined;
    /** The decision it rests on. */
    readonly decision?: number | undefined;
    /** From when the limitation of its parts runs, on record since that follows from what they rest on; they come to the amount. */
    readonly starts?: readonly LimitationStartOfPart[] | undefined;
  }
>;

/** Claims of the award were dropped, made for less, waived or undone by an appeal against them: so much of what is due back stays with the recipient. */
export type DueBackRelinquished = DomainEvent<
  'DueBackRelinquished',
  {
    readonly awardId: string;
    /** In all, by the claims that did not fall with what they rested on; what was written off stays owed. */
    readonly amount: Money;
  }
>;

/** What follows for the money of an award when a payout or a claim has moved, or less is in force. */
export type LevellingEvent = SpendingRecorded | InstalmentsReplanned | ExcessClaimed | DueBackRelinquished;

/** The event types of levelling. */
export const levellingEvents = {
  SpendingRecorded: { schemaVersion: 1 },
  InstalmentsReplanned: { schemaVersion: 1 },
  ExcessClaimed: { schemaVersion: 1 },
  DueBackRelinquished: { schemaVersion: 1 },
} satisfies Record<LevellingEvent['type'], EventTypeDefinition>;
