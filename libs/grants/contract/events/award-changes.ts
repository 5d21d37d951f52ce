import type { EventTypeDefinition } from '#event-store/catalogue.js';
import type { DomainEvent } from '#eventsourcing/event.js';
import type { Money } from '#money/money.js';
import { ownReinstatementEvents, type OwnReinstatementEvent } from './own-reinstatement.js';
import type { Personal } from '#sealing/sealed.js';
import { accountCorrectionEvents, type AccountCorrectionEvent } from './account-correction.js';
import type { Answering } from './amendment-requests.js';
import type { Instalment, NumberedCondition, Replacing } from './decision.js';
import { letterFields, type Letter } from './letter.js';
import type { Worse } from './new-decision.js';

export type * from './account-correction.js';

/** An instalment of an award, with the commitment it draws on and the budget year it is charged to. */
export interface AwardInstalment extends Instalment {
  readonly reservationId: string;
  readonly budgetYear: number;
}

/** A condition of an award by its number; its words stand in the decision, or in the amendment that added it. */
export interface AwardCondition extends NumberedCondition {
  readonly amendment?: number | undefined;
}

/** What an amendment changes: the amount, the dates, the conditions, or a further period with new money. */
export type AmendmentKind = 'amount' | 'dates' | 'conditions' | 'continuation';

/** What is paid on a day, minor units. */
export interface PlannedPayment {
  readonly dueDate: string;
  readonly amount: number;
}

/** A change of the grant's terms was proposed. */
export type AmendmentProposed = DomainEvent<
  'AmendmentProposed',
  Answering & {
    readonly awardId: string;
    readonly amendment: number;
    readonly proposer: string;
    readonly kind: AmendmentKind;
    /** The whole grant after it. */
    readonly amount: Money;
    /** What is to be paid from then on instead of what is outstanding; of a continuation what is added. */
    readonly payments: readonly PlannedPayment[];
    /** Numbers of conditions that fall away. */
    readonly dropped: readonly number[];
    /** Conditions that are added. */
    readonly added: readonly (NumberedCondition & { readonly text: Personal<string> })[];
    /** What was released when it was proposed: another amount or other dates stand on that. */
    readonly releasedBefore: { readonly instalments: number; readonly amount: number };
    readonly grounds: Personal<string>;
  }
>;

/** A decision-maker returned a proposed amendment. */
export type AmendmentReturned = DomainEvent<
  'AmendmentReturned',
  {
    readonly awardId: string;
    readonly amendment: number;
    readonly person: string;
    readonly grounds: Personal<string>;
  }
>;

/** The terms of the award after a decision. */
export interface AwardTerms {
  readonly awardId: string;
  readonly schemeId: string;
  /** The whole grant in force. */
  readonly amount: Money;
  /** Everything released or to be released. */
  readonly schedule: readonly AwardInstalment[];
  readonly conditions: readonly AwardCondition[];
  /** The further commitment that holds what the earlier ones do not. */
  readonly reservationId?: string | undefined;
  /** The budget year in which that was made. */
  readonly budgetYear?: number | undefined;
  /** From here on what is unpaid, and what is claimed, follows from what was settled; on record since awards are levelled. */
  readonly levelled?: true | undefined;
}

/** Another person approved an amendment: these are the terms from now on. */
export type AwardAmended = DomainEvent<
  'AwardAmended',
  AwardTerms &
    Answering & {
      readonly amendment: number;
      readonly kind: AmendmentKind;
      readonly approver: string;
      /** Planned or paid beyond what is in force after it, and not due back already. */
      readonly dueBack?: Money | undefined;
      readonly grounds?: Personal<string> | undefined;
      /** Calendar date; on record since the party is told by letter of what takes from it. */
      readonly decidedOn?: string | undefined;
      /** What is worse for the party, where something is; on record since that can be appealed against. */
      readonly worse?: readonly Worse[] | undefined;
    }
>;

/** Another person approved a continuation: a further period, with money of its own. */
export type AwardContinued = DomainEvent<
  'AwardContinued',
  AwardTerms &
    Answering & {
      readonly amendment: number;
      readonly approver: string;
      readonly addition: Money;
      readonly grounds?: Personal<string> | undefined;
    }
>;

/** An appeal against an amendment was won, or a flagged one is decided again: the terms are as before it, as far as nothing was released or decided since. */
export type AmendmentLifted = DomainEvent<
  'AmendmentLifted',
  AwardTerms & {
    /** None where a flagged one is decided again. */
    readonly appealId?: string | undefined;
    readonly amendment: number;
    /** What it had granted beyond what was granted before. */
    readonly takenBack?: Money | undefined;
    /** The award is revoked or closed, and stays so, since that leads to no more money. */
    readonly ended?: true | undefined;
  }
>;

/** Money was reserved for an amendment that was not made; no approval can use that reservation any more. */
export type AmendmentAbandoned = DomainEvent<
  'AmendmentAbandoned',
  {
    readonly awardId: string;
    readonly schemeId: string;
    readonly reservationId: string;
    readonly grounds: string;
  }
>;

/** The recipient was told that the grant may be revoked, and may answer (forhåndsvarsel). */
export type RevocationForewarned = DomainEvent<
  'RevocationForewarned',
  {
    readonly awardId: string;
    readonly revocation: number;
    readonly person: string;
    /** Calendar date until which the recipient may answer. */
    readonly replyBy: string;
    /** The approved report with too little co-funding, where that is what it is about. */
    readonly reportId?: string | undefined;
    readonly grounds: Personal<string>;
    readonly letter?: Letter | undefined;
  }
>;

/** A revocation was proposed. */
export type RevocationProposed = DomainEvent<
  'RevocationProposed',
  {
    readonly awardId: string;
    readonly revocation: number;
    readonly proposer: string;
    readonly amountInForce: Money;
    readonly grounds: Personal<string>;
  }
>;

/** Another person approved the revocation, or a later decision grants nothing; what is due back is booked with it. */
export type AwardRevoked = DomainEvent<
  'AwardRevoked',
  {
    readonly awardId: string;
    readonly schemeId: string;
    readonly directorate: string;
    readonly recipient: string;
    readonly revocation: number;
    /** Nobody where an appeal led to the decision that grants nothing. */
    readonly approver?: string | undefined;
    /** Number of the decision that grants nothing, where that ended the award: it is what can be appealed against. */
    readonly decision?: number | undefined;
    /** The recipient withdrew its application after `decision` was annulled: nothing grants the award any more. */
    readonly withdrawn?: true | undefined;
    /** Pending appeals against revocations of it are over; on record since `decision` says so. */
    readonly supersedes?: true | undefined;
    /** And so are those against the dismissal of one of them; on record since they are. */
    readonly andDismissals?: true | undefined;
    /** The report with too little co-funding, where that is what it is about. */
    readonly reportId?: string | undefined;
    /** What the recipient may keep. */
    readonly amountInForce: Money;
    /** Released beyond that, and not due back already. */
    readonly dueBack: Money;
    /**
     * What was released, as it stands, and what is still to be released: with it the award is levelled, and goes on where
     * something stays in force. Without it the award has ended.
     */
    readonly schedule?: readonly AwardInstalment[] | undefined;
    readonly grounds?: Personal<string> | undefined;
    /** Calendar date; on record since the party is told by letter. None where a later decision ended the award. */
    readonly decidedOn?: string | undefined;
  }
>;

/** A revocation of which an appeal undid a part: by whose decision, and what stays revoked. */
export interface UpheldRevocation {
  readonly by: Extract<Replacing, 'reversal' | 'appeal'>;
  readonly stillRevoked: Money;
  /** What it leaves in force, where another reduction leaves less. */
  readonly leaves?: Money | undefined;
}

/** The terms of a decision without the revocations that stand. */
export interface Unreduced {
  readonly amount: Money;
  readonly schedule: readonly AwardInstalment[];
}

/** A revocation was undone by an appeal, in full or in part, or because it was flagged and is decided again: so much of the grant is in force again. */
export type AwardReinstated = DomainEvent<
  'AwardReinstated',
  AwardTerms & {
    /** None where a flagged one is decided again, or it was reversed of own motion. */
    readonly appealId?: string | undefined;
    /** The one that was undone; events of before undo the last that stands. */
    readonly revocation: number;
    /** Where the revocation holds in part. */
    readonly upheld?: UpheldRevocation | undefined;
    /** The award is revoked or closed, and stays so, since that leads to no more money. */
    readonly ended?: true | undefined;
  }
>;

/** The decision the award stands on was annulled: nothing is paid until a new one is made. */
export type AwardSuspended = DomainEvent<
  'AwardSuspended',
  {
    readonly awardId: string;
    /** Number of the decision that was annulled. */
    readonly decision: number;
    /** None where a flagged decision is taken again. */
    readonly appealId?: string | undefined;
  }
>;

/** A decision that took the place of the accepted one holds for the award: these are the terms from now on. */
export type DecisionFollowed = DomainEvent<
  'DecisionFollowed',
  AwardTerms & {
    /** Number of the decision in force. */
    readonly decision: number;
    /** Released beyond what it grants, and not due back already. */
    readonly dueBack?: Money | undefined;
    /** Where a revocation stands; on record since each reduction is undone for itself. */
    readonly unreduced?: Unreduced | undefined;
  }
>;

/** What changes the terms of an award, or where it is paid to. */
export type AwardChange =
  | AmendmentProposed
  | AmendmentReturned
  | AwardAmended
  | AwardContinued
  | AmendmentLifted
  | AmendmentAbandoned
  | RevocationForewarned
  | RevocationProposed
  | AwardRevoked
  | AwardReinstated
  | OwnReinstatementEvent
  | AwardSuspended
  | DecisionFollowed
  | AccountCorrectionEvent;

/** The event types of changes and their personal fields. */
export const awardChanges = {
  AmendmentProposed: { schemaVersion: 1, personal: { grounds: 'case', 'added.*.text': 'case' } },
  AmendmentReturned: { schemaVersion: 1, personal: { grounds: 'case' } },
  AwardAmended: { schemaVersion: 1, personal: { grounds: 'case' } },
  AwardContinued: { schemaVersion: 1, personal: { grounds: 'case' } },
  AmendmentLifted: { schemaVersion: 1 },
  AmendmentAbandoned: { schemaVersion: 1 },
  RevocationForewarned: { schemaVersion: 1, personal: { grounds: 'case', ...letterFields } },
  RevocationProposed: { schemaVersion: 1, personal: { grounds: 'case' } },
  AwardRevoked: { schemaVersion: 1, personal: { grounds: 'case' } },
  AwardReinstated: { schemaVersion: 1 },
  ...ownReinstatementEvents,
  AwardSuspended: { schemaVersion: 1 },
  DecisionFollowed: { schemaVersion: 1 },
  ...accountCorrectionEvents,
} satisfies Record<AwardChange['type'], EventTypeDefinition>;
