import type { EventTypeDefinition } from '#event-store/catalogue.js';
import type { DomainEvent } from '#eventsourcing/event.js';
import type { Money } from '#money/money.js';
import type { Personal } from '#sealing/sealed.js';
import { waitingGrantEvents, type WaitingGrantDeclined } from './waiting-grant.js';
import { flaggedDecisionEvents, type FlaggedDecisionEvent } from './flagged-decision.js';
import { decisionsOmitted, type DecisionOmitted } from './omitted.js';
import { letterFields, type Language, type Letter } from './letter.js';
import type { Instalment } from './new-decision.js';
import { offerReopeningEvents, type OfferReopeningEvent } from './offer-reopening.js';
import { ownReversalEvents, type OwnReversalEvent } from './own-reversal.js';

export type * from './flagged-decision.js';
export type * from './waiting-grant.js';
export type * from './letter.js';
export type * from './new-decision.js';
export type * from './offer-reopening.js';
export type * from './own-reversal.js';

/** Granted, in full or in part; rejected; or inadmissible (avvist): not judged on its merits. */
export type DecisionOutcome = 'granted' | 'rejected' | 'inadmissible';

/** How notice of a decision reached the party. */
export type NoticeChannel = 'portal' | 'letter' | 'email';

/** A later year's continuation, minor units: subject to parliament's budget, so planned and not bound. */
export interface PlannedYear {
  readonly year: number;
  readonly amount: number;
}

/** A condition of a decision by its number; its words stand where they were proposed. */
export interface NumberedCondition {
  readonly number: number;
  /** Nothing is paid before it is fulfilled. */
  readonly beforePayout: boolean;
}

/**
 * What a decision (vedtak) says. Its conditions are numbered from 1: first `conditions`, then `payoutConditions`,
 * which are fulfilled before anything is paid. Others refer to them by proposal or decision and number.
 */
export interface DecisionContent {
  readonly outcome: DecisionOutcome;
  readonly amount: Money;
  /** Of a grant: whether all that was applied for. */
  readonly inFull?: boolean | undefined;
  readonly grounds: Personal<string>;
  readonly conditions: readonly Personal<string>[];
  readonly payoutConditions?: readonly Personal<string>[] | undefined;
  readonly schedule: readonly Instalment[];
  readonly planned?: readonly PlannedYear[] | undefined;
}

/** The caseworker proposed a decision. */
export type DecisionProposed = DomainEvent<
  'DecisionProposed',
  DecisionContent & { readonly proposal: number; readonly proposer: string }
>;

/** A decision-maker returned the proposal to the caseworker. */
export type ProposalReturned = DomainEvent<
  'ProposalReturned',
  { readonly proposal: number; readonly decisionMaker: string; readonly grounds: Personal<string> }
>;

/**
 * A decision-maker, another person than all who prepared it, approved the proposal: the decision is made.
 * Its words and conditions are those of the proposal.
 */
export type DecisionApproved = DomainEvent<
  'DecisionApproved',
  Omit<DecisionContent, 'grounds' | 'conditions' | 'payoutConditions'> & {
    /** Number of the decision within the case, from 1. */
    readonly decision: number;
    readonly proposal: number;
    readonly decisionMaker: string;
    /** Calendar date on which it was made. */
    readonly decidedOn: string;
    readonly schemeId: string;
    readonly callId: string;
    /** The commitment that holds the money of a grant. */
    readonly reservationId?: string | undefined;
    /** The budget year in which the commitment is made. */
    readonly budgetYear?: number | undefined;
    readonly grounds?: Personal<string> | undefined;
    /** As it was made; of older decisions the letter came with the notice. */
    readonly letter?: Letter | undefined;
  }
>;

/** Money was reserved for a decision that was not made; no approval can use that reservation any more. */
export type ReservationAbandoned = DomainEvent<
  'ReservationAbandoned',
  {
    readonly schemeId: string;
    /** Id of the reservation, or of the raise of a commitment. */
    readonly reservationId: string;
    /** The commitment, where what was raised of it is given up and no more. */
    readonly raised?: string | undefined;
    readonly grounds: string;
  }
>;

/** The applicant received notice of a decision; the deadlines (calendar dates) run from that day. */
export type DecisionNotified = DomainEvent<
  'DecisionNotified',
  {
    readonly decision: number;
    readonly receivedOn: string;
    readonly channel: NoticeChannel;
    readonly language: Language;
    /** Number of the representation under which it was sent; to the party itself when left out. */
    readonly representation?: number | undefined;
    /** Last day to appeal, where the regulation says how long. */
    readonly appealDeadline?: string | undefined;
    /** Last day to accept a grant, where the regulation says how long. */
    readonly acceptanceDeadline?: string | undefined;
    /** SHA-256 of a letter that was made elsewhere, lower-case hex. */
    readonly letterDigest?: string | undefined;
    readonly letter?: Letter | undefined;
  }
>;

/** Somebody found that notice of a decision was received on another day than is on record (calendar date). */
export type ReceiptCorrectionProposed = DomainEvent<
  'ReceiptCorrectionProposed',
  {
    readonly decision: number;
    /** Number of the correction for this decision, from 1. */
    readonly correction: number;
    readonly proposer: string;
    readonly receivedOn: string;
    readonly grounds: Personal<string>;
  }
>;

/** Another person approved that: the day holds, and deadlines that come later by it moved with it. */
export type ReceiptCorrected = DomainEvent<
  'ReceiptCorrected',
  {
    readonly decision: number;
    readonly correction: number;
    readonly approver: string;
    readonly receivedOn: string;
    /** The day that was on record. */
    readonly before: string;
    readonly appealDeadline?: string | undefined;
    readonly acceptanceDeadline?: string | undefined;
    /** An appeal that was dismissed as late by the wrong day is treated after all; on record since it is. */
    readonly reopens?: true | undefined;
    readonly grounds?: Personal<string> | undefined;
  }
>;

/** Another person found that the day on record is the right one. */
export type ReceiptCorrectionRejected = DomainEvent<
  'ReceiptCorrectionRejected',
  {
    readonly decision: number;
    readonly correction: number;
    readonly person: string;
    readonly grounds: Personal<string>;
  }
>;

/** The ordinary time to appeal a decision is over; a later appeal is late. */
export type AppealPeriodEnded = DomainEvent<
  'AppealPeriodEnded',
  {
    readonly decision: number;
    /** UTC instant it was due; the event's own time tells when it was seen. */
    readonly dueAt: string;
  }
>;

/** What led to a decision in place of another: an appeal, with it the deciding body's own reversal; or neither. */
export type Replacing = 'reversal' | 'appeal' | 'own-motion' | 'superior';

/** What takes the place of a decision, its grounds being those of the appeal's outcome. */
export interface Replacement {
  /** Number of the new decision. */
  readonly decision: number;
  /** Number of the decision it takes the place of. */
  readonly replaces: number;
  readonly by: Replacing;
  /** None where it was reversed of a body's own motion. */
  readonly appealId?: string | undefined;
  /** Number of that reversal. */
  readonly reversal?: number | undefined;
  readonly decidedOn: string;
  readonly schemeId: string;
  readonly outcome: DecisionOutcome;
  readonly amount: Money;
  readonly schedule: readonly Instalment[];
  /** Left out: those of the awaiting decision of the same number. */
  readonly conditions?: readonly Personal<string>[] | undefined;
  readonly payoutConditions?: readonly Personal<string>[] | undefined;
  /** As it was made; of older decisions the letter came with the notice. */
  readonly letter?: Letter | undefined;
}

/** An appeal, or the deciding body's own reversal, put a new decision in place of one. */
export type DecisionReplaced = DomainEvent<
  'DecisionReplaced',
  Replacement & {
    /** The commitment that holds the money of a grant, and the budget year in which it was made. */
    readonly reservationId?: string | undefined;
    readonly budgetYear?: number | undefined;
    /** Id of the raise of that commitment it was made with. */
    readonly raise?: string | undefined;
  }
>;

/** An appeal was won and no budget is free: granted, awaiting appropriation. */
export type DecisionAwaitsAppropriation = DomainEvent<'DecisionAwaitsAppropriation', Replacement>;

/** The decision was annulled, on appeal or because it was flagged: the case is assessed again, the old decision stays on record. */
export type ApplicationReopened = DomainEvent<
  'ApplicationReopened',
  {
    /** Number of the decision that was annulled. */
    readonly decision: number;
    /** The appeal whose outcome states the grounds; none where a flagged decision is taken again. */
    readonly appealId?: string | undefined;
    /** Number of the reversal of a body's own motion that states them. */
    readonly reversal?: number | undefined;
    /** Who has a flagged decision taken again, and why. */
    readonly person?: string | undefined;
    readonly grounds?: Personal<string> | undefined;
    /** Of one that is taken again: pending appeals against it are over; on record since they are. */
    readonly supersedes?: true | undefined;
    /** And so are those against the dismissal of one of them; on record since they are. */
    readonly andDismissals?: true | undefined;
  }
>;

/** What happens to an application from the proposal of a decision on. */
export type DecisionEvent =
  | DecisionProposed
  | ProposalReturned
  | DecisionApproved
  | ReservationAbandoned
  | DecisionNotified
  | ReceiptCorrectionProposed
  | ReceiptCorrected
  | ReceiptCorrectionRejected
  | AppealPeriodEnded
  | DecisionReplaced
  | DecisionAwaitsAppropriation
  | OfferReopeningEvent
  | WaitingGrantDeclined
  | FlaggedDecisionEvent
  | OwnReversalEvent
  | ApplicationReopened
  | DecisionOmitted;

const conditions = { 'conditions.*': 'case', 'payoutConditions.*': 'case' } as const;

/** The decisions' event types and their personal fields. */
export const decisionEvents = {
  DecisionProposed: { schemaVersion: 1, personal: { grounds: 'case', ...conditions } },
  ProposalReturned: { schemaVersion: 1, personal: { grounds: 'case' } },
  DecisionApproved: { schemaVersion: 1, personal: { grounds: 'case', ...letterFields } },
  ReservationAbandoned: { schemaVersion: 1 },
  DecisionNotified: { schemaVersion: 1, personal: letterFields },
  ReceiptCorrectionProposed: { schemaVersion: 1, personal: { grounds: 'case' } },
  ReceiptCorrected: { schemaVersion: 1, personal: { grounds: 'case' } },
  ReceiptCorrectionRejected: { schemaVersion: 1, personal: { grounds: 'case' } },
  AppealPeriodEnded: { schemaVersion: 1 },
  DecisionReplaced: { schemaVersion: 1, personal: { ...conditions, ...letterFields } },
  DecisionAwaitsAppropriation: { schemaVersion: 1, personal: { ...conditions, ...letterFields } },
  ApplicationReopened: { schemaVersion: 1, personal: { grounds: 'case' } },
  ...offerReopeningEvents,
  ...waitingGrantEvents,
  ...flaggedDecisionEvents,
  ...ownReversalEvents,
  ...decisionsOmitted,
} satisfies Record<DecisionEvent['type'], EventTypeDefinition>;
