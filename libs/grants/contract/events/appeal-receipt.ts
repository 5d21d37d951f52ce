import type { EventTypeDefinition } from '#event-store/catalogue.js';
import type { DomainEvent } from '#eventsourcing/event.js';
import type { Personal } from '#sealing/sealed.js';

/** The receipt of the decision was corrected: the last day to appeal came later, and the appeal is late by it or not. */
export type AppealDeadlineMoved = DomainEvent<
  'AppealDeadlineMoved',
  {
    /** Calendar dates. */
    readonly deadline: string;
    readonly before: string;
    readonly late: boolean;
  }
>;

/** Somebody found that notice of the outcome was received on another day than is on record. */
export type OutcomeReceiptCorrectionProposed = DomainEvent<
  'OutcomeReceiptCorrectionProposed',
  {
    /** Number of the correction for this appeal, from 1. */
    readonly correction: number;
    readonly proposer: string;
    /** Calendar date. */
    readonly receivedOn: string;
    readonly grounds: Personal<string>;
  }
>;

/** Another person approved that: the day holds, and a last day to appeal moved where it comes later by it. */
export type OutcomeReceiptCorrected = DomainEvent<
  'OutcomeReceiptCorrected',
  {
    readonly correction: number;
    readonly approver: string;
    /** Calendar date. */
    readonly receivedOn: string;
    /** The day that was on record. */
    readonly before: string;
    /** Calendar date of the outcome; left out where an older one has none. */
    readonly decidedOn?: string | undefined;
    /** What can be appealed against: the dismissal, or what a reversal in part left. */
    readonly appealable?: 'dismissal' | 'rest' | undefined;
    /** Until when. */
    readonly appealDeadline?: string | undefined;
    readonly grounds?: Personal<string> | undefined;
  }
>;

/** Another person found that the day on record is the right one. */
export type OutcomeReceiptCorrectionRejected = DomainEvent<
  'OutcomeReceiptCorrectionRejected',
  { readonly correction: number; readonly person: string; readonly grounds: Personal<string> }
>;

/** A day of receipt that was wrong: of what is appealed against, or of the outcome. */
export type AppealReceiptEvent =
  | AppealDeadlineMoved
  | OutcomeReceiptCorrectionProposed
  | OutcomeReceiptCorrected
  | OutcomeReceiptCorrectionRejected;

/** These event types and their personal fields. */
export const appealReceiptEvents = {
  AppealDeadlineMoved: { schemaVersion: 1 },
  OutcomeReceiptCorrectionProposed: { schemaVersion: 1, personal: { grounds: 'case' } },
  OutcomeReceiptCorrected: { schemaVersion: 1, personal: { grounds: 'case' } },
  OutcomeReceiptCorrectionRejected: { schemaVersion: 1, personal: { grounds: 'case' } },
} satisfies Record<AppealReceiptEvent['type'], EventTypeDefinition>;
