import type { EventTypeDefinition } from '#event-store/catalogue.js';
import type { DomainEvent } from '#eventsourcing/event.js';
import type { Money } from '#money/money.js';

/** The exchange rate an amount was converted at: units of its currency for one euro, the day it was set, who set it. */
export interface RateUsed {
  readonly rate: string;
  /** Calendar date. */
  readonly date: string;
  readonly source: string;
}

/** An amount with what it is in euro cents, and by which rate. */
export interface Converted {
  readonly amount: Money;
  readonly amountEuroCents: number;
  readonly rate: RateUsed;
}

/** De minimis aid of another grantor, as an applicant declared it; neither text names a person. */
export interface OtherAid extends Converted {
  /** Organisation that received it. */
  readonly recipient: string;
  readonly grantor: string;
  /** Calendar date of granting. */
  readonly grantedOn: string;
  readonly reference?: string | undefined;
}

/** An organisation declared who belongs to its group, and what aid the group had of others; it replaces what it declared before. */
export type UndertakingDeclared = DomainEvent<
  'UndertakingDeclared',
  {
    readonly caseId: string;
    readonly organisation: string;
    /** The other organisations of the group, sorted. */
    readonly group: readonly string[];
    readonly otherAid: readonly OtherAid[];
  }
>;

/** Aid that was there before and counts in the window. */
export interface PreviousAid {
  readonly organisation: string;
  readonly grantedOn: string;
  readonly amountEuroCents: number;
  /** Left out where another grantor gave it. */
  readonly aidId?: string | undefined;
  readonly grantor?: string | undefined;
}

/** De minimis aid (bagatellmessig støtte) was granted to an undertaking within its limit. */
export type DeMinimisAidGranted = DomainEvent<
  'DeMinimisAidGranted',
  Converted & {
    readonly aidId: string;
    readonly caseId: string;
    readonly schemeId: string;
    readonly directorate: string;
    readonly organisation: string;
    /** The single undertaking: all organisations whose aid was added up, sorted. */
    readonly undertaking: readonly string[];
    /** The commitment that carries it; none where the aid has its id. */
    readonly carrier?: string | undefined;
    readonly regulationVersion: string;
    /** Calendar date. */
    readonly grantedOn: string;
    /** Calendar dates, both included. */
    readonly window: { readonly from: string; readonly to: string };
    readonly previous: readonly PreviousAid[];
    /** Euro cents, this aid included. */
    readonly total: number;
    /** Euro cents. */
    readonly limit: number;
    /** Last day on which it is to be entered in the public register, a calendar date. */
    readonly registerBy: string;
  }
>;

/** Aid counts no longer: the decision was not made, or was revoked, or the award lapsed. */
export type DeMinimisAidReleased = DomainEvent<
  'DeMinimisAidReleased',
  {
    readonly aidId: string;
    readonly caseId: string;
    readonly organisation: string;
    readonly amountEuroCents: number;
    readonly grounds: string;
  }
>;

/** Less aid is granted: the commitment that carries it was lowered. */
export type DeMinimisAidLowered = DomainEvent<
  'DeMinimisAidLowered',
  {
    readonly aidId: string;
    readonly caseId: string;
    readonly organisation: string;
    /** What is left of it, and at the rate of its day. */
    readonly amount: Money;
    readonly amountEuroCents: number;
    /** Euro cents before. */
    readonly before: number;
    readonly grounds: string;
  }
>;

/** Aid was entered in the public register. */
export type RegisterEntryConfirmed = DomainEvent<
  'RegisterEntryConfirmed',
  {
    readonly aidId: string;
    readonly caseId: string;
    readonly person: string;
    /** Calendar date. */
    readonly enteredOn: string;
    /** Number of the entry in the register. */
    readonly reference: string;
  }
>;

/** Aid was not entered in the public register in time. */
export type RegisterEntryBecameOverdue = DomainEvent<
  'RegisterEntryBecameOverdue',
  {
    readonly aidId: string;
    readonly caseId: string;
    readonly registerBy: string;
    /** UTC instant at which the last day had passed. */
    readonly dueAt: string;
  }
>;

/** The rate of a currency on a day was recorded, or corrected: decisions made before keep the rate they name. */
export type CurrencyRateRecorded = DomainEvent<
  'CurrencyRateRecorded',
  {
    readonly currency: string;
    /** Calendar date. */
    readonly date: string;
    /** Units of the currency for one euro, a decimal. */
    readonly rate: string;
    readonly source: string;
    /** The rate that was wrong. */
    readonly replaces?: string | undefined;
  }
>;

/** What happens in the register of aid. */
export type AidEvent =
  | UndertakingDeclared
  | DeMinimisAidGranted
  | DeMinimisAidReleased
  | DeMinimisAidLowered
  | RegisterEntryConfirmed
  | RegisterEntryBecameOverdue;

/** What happens to state aid and the rates it is converted at. */
export type StateAidEvent = AidEvent | CurrencyRateRecorded;

/**
 * The one stream of all aid. Who is one undertaking with whom is known only while a grant is judged, and changes:
 * a stream per undertaking could be two at the moment two members of a group are granted aid.
 */
export const aidStream = (): string => 'aid-register';

/** Stream of a currency's rates. */
export const ratesStream = (currency: string): string => `rates-${currency}`;

/** The event types of state aid. */
export const stateAidEvents = {
  UndertakingDeclared: { schemaVersion: 1 },
  DeMinimisAidGranted: { schemaVersion: 1 },
  DeMinimisAidReleased: { schemaVersion: 1 },
  DeMinimisAidLowered: { schemaVersion: 1 },
  RegisterEntryConfirmed: { schemaVersion: 1 },
  RegisterEntryBecameOverdue: { schemaVersion: 1 },
  CurrencyRateRecorded: { schemaVersion: 1 },
} satisfies Record<StateAidEvent['type'], EventTypeDefinition>;
