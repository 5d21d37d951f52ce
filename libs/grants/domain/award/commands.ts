import type { Money } from '#money/money.js';
import type { AmendmentKind, AwardAccepted, Letter, PlannedPayment } from '../../contract/events.js';
import type { Barred } from './refusals.js';

/** The recipient accepts. */
export interface AcceptAward {
  readonly type: 'AcceptAward';
  /** The decision's terms; none while there is no decision that grants anything. */
  readonly offer: AwardAccepted['data'] | undefined;
  /** Calendar date until which the grant may be accepted, where the regulation sets one. */
  readonly deadline?: string | undefined;
  readonly now: string;
}

/** The time to accept is over. */
export interface LapseAward {
  readonly type: 'LapseAward';
  readonly offer: AwardAccepted['data'] | undefined;
  readonly dueAt: string;
}

/** A decision took the place of the accepted one; its money is reserved. */
export interface FollowDecision {
  readonly type: 'FollowDecision';
  readonly offer: AwardAccepted['data'] | undefined;
  /** A decision in force that grants nothing. */
  readonly rejection?: { readonly decision: number; readonly decisionMaker?: string | undefined } | undefined;
  readonly now: string;
}

/** The decision was annulled on appeal. */
export interface SuspendAward {
  readonly type: 'SuspendAward';
  readonly decision: number;
  readonly appealId: string;
}

/** What has fallen due is released. */
export interface ReleaseDueInstalments {
  readonly type: 'ReleaseDueInstalments';
  readonly now: string;
}

/** A caseworker holds a condition for fulfilled. */
export interface FulfilCondition {
  readonly type: 'FulfilCondition';
  readonly condition: number;
  readonly person: string;
  readonly evidence?: string | undefined;
  readonly now: string;
}

/** A caseworker proposes to change the terms. */
export interface ProposeAmendment {
  readonly type: 'ProposeAmendment';
  readonly proposer: string;
  readonly kind: AmendmentKind;
  /** `amount`: the whole grant after it. `continuation`: what is added. Not for the others. */
  readonly amount?: Money | undefined;
  readonly payments: readonly PlannedPayment[];
  readonly dropped: readonly number[];
  readonly added: readonly { readonly text: string; readonly beforePayout: boolean }[];
  readonly grounds: string;
  /** Why this person may not prepare it. */
  readonly barred?: Barred | undefined;
}

/** A decision-maker returns a proposed amendment. */
export interface ReturnAmendment {
  readonly type: 'ReturnAmendment';
  readonly amendment: number;
  readonly person: string;
  readonly grounds: string;
  /** Why this person may not decide on it. */
  readonly barred?: Barred | undefined;
}

/** A decision-maker approves an amendment; `reservationId` holds what the award's commitments do not. */
export interface ApproveAmendment {
  readonly type: 'ApproveAmendment';
  readonly amendment: number;
  readonly approver: string;
  readonly reservationId?: string | undefined;
  /** The budget year in which it is approved. */
  readonly budgetYear: number;
  readonly grounds?: string | undefined;
  /** Why this person may not decide it: outside the delegation, or a conflict of interest. */
  readonly barred?: Barred | undefined;
  readonly now: string;
}

/** A reservation that led to no amendment is given up. */
export interface AbandonAmendment {
  readonly type: 'AbandonAmendment';
  readonly reservationId: string;
  readonly grounds: string;
}

/** A caseworker tells the recipient that the grant may be revoked. */
export interface ForewarnRevocation {
  readonly type: 'ForewarnRevocation';
  readonly person: string;
  /** Calendar date until which the recipient may answer; after today. */
  readonly replyBy: string;
  readonly grounds: string;
  readonly now: string;
  readonly letter?: Letter | undefined;
  /** Why this person may not prepare it. */
  readonly barred?: Barred | undefined;
}

/** A caseworker proposes the revocation once the time to answer is over. */
export interface ProposeRevocation {
  readonly type: 'ProposeRevocation';
  readonly proposer: string;
  readonly amountInForce: Money;
  readonly grounds: string;
  readonly now: string;
  /** Why this person may not prepare it. */
  readonly barred?: Barred | undefined;
}

/** A decision-maker approves the revocation. */
export interface ApproveRevocation {
  readonly type: 'ApproveRevocation';
  readonly approver: string;
  readonly grounds?: string | undefined;
  readonly barred?: Barred | undefined;
}

/** An appeal undid the revocation; `reservationId` holds what has to be reserved again. */
export interface ReinstateAward {
  readonly type: 'ReinstateAward';
  readonly appealId: string;
  readonly reservationId?: string | undefined;
  readonly budgetYear: number;
  readonly now: string;
}

/** A released payout was cancelled before all of it was paid. */
export interface ReduceDueBack {
  readonly type: 'ReduceDueBack';
  readonly payoutId: string;
  /** Minor units of it that were paid before. */
  readonly paid: number;
}

/** An approved report showed unspent money. */
export interface ClaimUnspent {
  readonly type: 'ClaimUnspent';
  readonly reportId: string;
  readonly amount: number;
}

/** A report is overdue. */
export interface BlockPayouts {
  readonly type: 'BlockPayouts';
  readonly reportId: string;
}

/** The report was approved or waived. */
export interface UnblockPayouts {
  readonly type: 'UnblockPayouts';
  readonly reportId: string;
  readonly now: string;
}

/** A caseworker closes the award; payouts and reports are looked at in their own streams. */
export interface CloseAward {
  readonly type: 'CloseAward';
  readonly person: string;
  readonly note?: string | undefined;
  /** Minor units paid and not returned. */
  readonly paid: number;
  /** Instalments whose payouts are neither settled nor cancelled. */
  readonly unpaidInstalments: readonly number[];
  /** Reports that are neither approved nor waived. */
  readonly openReports: readonly string[];
}

/** What an award can be asked to do. */
export type AwardCommand =
  | AcceptAward
  | LapseAward
  | FollowDecision
  | SuspendAward
  | ReleaseDueInstalments
  | FulfilCondition
  | ProposeAmendment
  | ReturnAmendment
  | ApproveAmendment
  | AbandonAmendment
  | ForewarnRevocation
  | ProposeRevocation
  | ApproveRevocation
  | ReinstateAward
  | ReduceDueBack
  | ClaimUnspent
  | BlockPayouts
  | UnblockPayouts
  | CloseAward;
