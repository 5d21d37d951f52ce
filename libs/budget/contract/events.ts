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
  }
>;

/** What happens to a scheme's budget. */
export type BudgetEvent =
  AppropriationSet | CommitmentAuthoritySet | CommitmentReserved | CommitmentAdjusted | CommitmentReleased;

/** Category of the budgets' streams: one stream per scheme with all years in it. */
export const budgetStream = (schemeId: string): string => `budget-${schemeId}`;

/** The budget's event types. */
export const budgetEvents = {
  AppropriationSet: { schemaVersion: 1 },
  CommitmentAuthoritySet: { schemaVersion: 1 },
  CommitmentReserved: { schemaVersion: 1 },
  CommitmentAdjusted: { schemaVersion: 1 },
  CommitmentReleased: { schemaVersion: 1 },
} satisfies Record<BudgetEvent['type'], EventTypeDefinition>;
