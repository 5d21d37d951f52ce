import type { EventTypeDefinition } from '#event-store/catalogue.js';
import type { DomainEvent } from '#eventsourcing/event.js';
import type { Money } from '#money/money.js';
import type { Personal } from '#sealing/sealed.js';
import { amendmentRequestEvents, type AmendmentRequestEvent } from './amendment-requests.js';
import { awardChanges, type AwardChange } from './award-changes.js';
import { appropriationEvents, type AppropriationAwaited } from './award-appropriation.js';
import { levellingEvents, type LevellingEvent, type Reported } from './award-levelling.js';
import { offerEvents, type OfferEvent } from './award-offer.js';
import { coFundingEvents, type CoFundingEvent } from './co-funding.js';
import { commitmentMoves, type CommitmentMoved } from './commitment-moved.js';
import { instructionReservations, type InstructionReserved } from './instruction-reserved.js';
import { holdingEvents, type HoldingEvent } from './instructions-held.js';
import { payingBackReservations, type PayingBackReserved } from './paying-back-reserved.js';
import type { Instalment, NumberedCondition } from './decision.js';

export type * from './amendment-requests.js';
export type * from './award-changes.js';
export type * from './own-reinstatement.js';
export type * from './co-funding.js';
export type * from './commitment-moved.js';
export type * from './award-appropriation.js';
export type * from './instruction-reserved.js';
export type * from './instructions-held.js';
export type * from './paying-back-reserved.js';
export type * from './award-levelling.js';
export type * from './award-offer.js';
export { amendmentRequestEvents } from './amendment-requests.js';
export { offerEvents } from './award-offer.js';

/** The recipient accepted the grant: it is an award from now on. */
export type AwardAccepted = DomainEvent<
  'AwardAccepted',
  {
    readonly awardId: string;
    readonly schemeId: string;
    readonly callId: string;
    readonly directorate: string;
    readonly regulationVersion: string;
    readonly reservationId: string;
    /** The budget year in which the commitment was made. */
    readonly budgetYear: number;
    readonly recipient: string;
    readonly amount: Money;
    /** The decision that was accepted; the words of its conditions stand where it was proposed. */
    readonly decision: number;
    readonly conditions: readonly NumberedCondition[];
    readonly schedule: readonly Instalment[];
  }
>;

/** An instalment may be paid now. */
export type InstalmentReleased = DomainEvent<
  'InstalmentReleased',
  {
    readonly awardId: string;
    readonly payoutId: string;
    readonly schemeId: string;
    readonly directorate: string;
    readonly reservationId: string;
    readonly instalment: number;
    readonly dueDate: string;
    /** The budget year it is charged to. */
    readonly budgetYear: number;
    readonly amount: Money;
    readonly recipient: string;
  }
>;

/** A released instalment, or the rest of it, will not be paid: its payout was cancelled. */
export type InstalmentCancelled = DomainEvent<
  'InstalmentCancelled',
  {
    readonly awardId: string;
    readonly payoutId: string;
    readonly instalment: number;
    /** What was not paid of it. */
    readonly amount: Money;
  }
>;

/** A condition of the grant was fulfilled. */
export type ConditionFulfilled = DomainEvent<
  'ConditionFulfilled',
  {
    readonly awardId: string;
    readonly condition: number;
    readonly person: string;
    /** What shows it. */
    readonly evidence?: Personal<string> | undefined;
  }
>;

/** Less is due back: a released payout was not paid after all. */
export type DueBackReduced = DomainEvent<
  'DueBackReduced',
  { readonly awardId: string; readonly payoutId: string; readonly amount: Money }
>;

/** A report showed unspent money, or more was settled of the years it covers: so much more is due back. */
export type UnspentClaimed = DomainEvent<
  'UnspentClaimed',
  {
    readonly awardId: string;
    readonly schemeId: string;
    readonly directorate: string;
    readonly recipient: string;
    readonly reportId: string;
    readonly amount: Money;
    /** What the report says was spent, and of which budget years: what comes back of their payouts is claimed no more. */
    readonly reported?: Reported | undefined;
    /** What of it the recipient has is claimed when it has it; on record since awards are levelled. */
    readonly levelled?: true | undefined;
  }
>;

/** What holds up payouts: an overdue report, or a decision that was flagged. */
interface Holding {
  readonly awardId: string;
  readonly reportId?: string | undefined;
  /** Number of the flagged decision. */
  readonly decision?: number | undefined;
}

/** A report is overdue: nothing is released until it is approved or waived. */
export type PayoutsBlocked = DomainEvent<'PayoutsBlocked', Holding>;

/** What holds up payouts does so no more. */
export type PayoutsUnblocked = DomainEvent<'PayoutsUnblocked', Holding>;

/** Everything is paid and reported: the award is closed. */
export type AwardClosed = DomainEvent<
  'AwardClosed',
  {
    readonly awardId: string;
    readonly schemeId: string;
    readonly person: string;
    /** What was paid and is not due back. */
    readonly kept: Money;
    /** What stays in force, of an award that is levelled; what was released when left out. */
    readonly inForce?: Money | undefined;
    readonly note?: Personal<string> | undefined;
  }
>;

/** What happens to an award. */
export type AwardEvent =
  | AwardChange
  | AmendmentRequestEvent
  | CoFundingEvent
  | CommitmentMoved
  | InstructionReserved
  | PayingBackReserved
  | HoldingEvent
  | LevellingEvent
  | AppropriationAwaited
  | AwardAccepted
  | OfferEvent
  | InstalmentReleased
  | InstalmentCancelled
  | ConditionFulfilled
  | DueBackReduced
  | UnspentClaimed
  | PayoutsBlocked
  | PayoutsUnblocked
  | AwardClosed;

/** The awards' event types and their personal fields. */
export const awardEvents = {
  ...awardChanges,
  ...amendmentRequestEvents,
  ...coFundingEvents,
  ...commitmentMoves,
  ...instructionReservations,
  ...payingBackReservations,
  ...holdingEvents,
  ...levellingEvents,
  ...appropriationEvents,
  ...offerEvents,
  AwardAccepted: { schemaVersion: 1 },
  InstalmentReleased: { schemaVersion: 1 },
  InstalmentCancelled: { schemaVersion: 1 },
  ConditionFulfilled: { schemaVersion: 1, personal: { evidence: 'case' } },
  DueBackReduced: { schemaVersion: 1 },
  UnspentClaimed: { schemaVersion: 1 },
  PayoutsBlocked: { schemaVersion: 1 },
  PayoutsUnblocked: { schemaVersion: 1 },
  AwardClosed: { schemaVersion: 1, personal: { note: 'case' } },
} satisfies Record<AwardEvent['type'], EventTypeDefinition>;
