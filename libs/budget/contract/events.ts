import type { EventTypeDefinition } from '#event-store/catalogue.js';
import type { DomainEvent } from '#eventsourcing/event.js';

/** Money due in one budget year, minor units of the budget's currency. */
export interface YearAmount {
  readonly year: number;
  readonly amount: number;
}

/** Parliament's appropriation (bevilgning) for a year was set or revised. */
export type AppropriationSet = DomainEvent<
  'AppropriationSet',
  {
    readonly schemeId: string;
    readonly currency: string;
    readonly year: number;
    readonly amount: number;
    /** What was transferred from the year before (kan overføres). */
    readonly transferredIn: number;
    /** Whether what is left of it may be transferred to the next year (kan overføres); not said in events of before. */
    readonly transferable?: boolean | undefined;
    readonly reference?: string | undefined;
  }
>;

/** The commitment authority (tilsagnsfullmakt) given for a budget year was set or revised. */
export type CommitmentAuthoritySet = DomainEvent<
  'CommitmentAuthoritySet',
  {
    readonly schemeId: string;
    readonly currency: string;
    readonly year: number;
    readonly amount: number;
    readonly reference?: string | undefined;
  }
>;

/** A commitment (tilsagn) was reserved for an award: all its payments, by the year they fall due. */
export type CommitmentReserved = DomainEvent<
  'CommitmentReserved',
  {
    readonly schemeId: string;
    readonly reservationId: string;
    readonly caseId: string;
    readonly currency: string;
    /** The year in which the commitment is made. */
    readonly budgetYear: number;
    readonly payments: readonly YearAmount[];
    readonly total: number;
  }
>;

/** A commitment was let go; its money is free again. */
export type CommitmentReleased = DomainEvent<
  'CommitmentReleased',
  {
    readonly schemeId: string;
    readonly reservationId: string;
    readonly caseId: string;
    readonly currency: string;
    readonly payments: readonly YearAmount[];
    readonly total: number;
    readonly grounds: string;
  }
>;

/** A commitment was raised, lowered or moved between years; it holds `payments` from now on. */
export type CommitmentAdjusted = DomainEvent<
  'CommitmentAdjusted',
  {
    readonly schemeId: string;
    readonly reservationId: string;
    readonly caseId: string;
    readonly currency: string;
    /** The year in which it was adjusted. */
    readonly budgetYear: number;
    readonly before: readonly YearAmount[];
    readonly payments: readonly YearAmount[];
    readonly total: number;
    readonly grounds: string;
    /** Id of the raise where a decision is still to be made with it; it is taken back if none is. */
    readonly raise?: string | undefined;
    /** Payments in other years that were not booked yet and that it follows. */
    readonly moves?: readonly Move[] | undefined;
  }
>;

/** What a commitment held for other years and was paid in this one. */
export interface Move {
  /** Id of the payment. */
  readonly payment: string;
  readonly year: number;
  /** Minor units by the year they were held for. */
  readonly from: readonly YearAmount[];
}

/**
 * Money of the scheme was paid, or came back from the bank: it counts in the year in which it did. What was cancelled after
 * it came back in another year than it was due in is held for the year it was due in again.
 */
export type PaymentBooked = DomainEvent<
  'PaymentBooked',
  {
    readonly schemeId: string;
    readonly currency: string;
    /** Id of the payment: that of the event which reports it. */
    readonly payment: string;
    readonly payoutId: string;
    readonly reservationId: string;
    readonly kind: 'settled' | 'returned' | 'cancelled';
    readonly year: number;
    readonly amount: number;
    /** What the commitment held for other years, and holds for this one from now on; minor units. */
    readonly movedFrom?: readonly YearAmount[] | undefined;
  }
>;

/**
 * What had been repaid on a claim that fell was paid back: it counts in the year in which it went out. No commitment holds
 * it, for what was repaid gave nothing back to the budget.
 */
export type PaidBackBooked = DomainEvent<
  'PaidBackBooked',
  {
    readonly schemeId: string;
    readonly currency: string;
    /** Id of the event that reports it. */
    readonly payment: string;
    readonly recoveryId: string;
    readonly year: number;
    /** Minor units. */
    readonly amount: number;
  }
>;

/** What happens to a scheme's budget. */
export type BudgetEvent =
  | AppropriationSet
  | CommitmentAuthoritySet
  | CommitmentReserved
  | CommitmentAdjusted
  | CommitmentReleased
  | PaymentBooked
  | PaidBackBooked;

/** Category of the budgets' streams: one stream per scheme with all years in it. */
export const budgetStream = (schemeId: string): string => `budget-${schemeId}`;

/** The budget's event types. */
export const budgetEvents = {
  AppropriationSet: { schemaVersion: 1 },
  CommitmentAuthoritySet: { schemaVersion: 1 },
  CommitmentReserved: { schemaVersion: 1 },
  CommitmentAdjusted: { schemaVersion: 1 },
  CommitmentReleased: { schemaVersion: 1 },
  PaymentBooked: { schemaVersion: 1 },
  PaidBackBooked: { schemaVersion: 1 },
} satisfies Record<BudgetEvent['type'], EventTypeDefinition>;
