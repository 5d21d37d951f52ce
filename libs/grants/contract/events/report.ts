import type { EventTypeDefinition } from '#event-store/catalogue.js';
import type { DomainEvent } from '#eventsourcing/event.js';
import type { Money } from '#money/money.js';
import type { CoFundingBasis } from '../regulation.js';
import type { GivenUp } from '#giving-up/given-up.js';
import type { Personal } from '#sealing/sealed.js';

/** A report (rapport) the recipient owes. */
export interface RequiredReport {
  readonly reportId: string;
  readonly awardId: string;
  readonly schemeId: string;
  readonly directorate: string;
  readonly regulationVersion: string;
  readonly recipient: string;
  /** Of the grant and of the accounts, ISO 4217. */
  readonly currency: string;
  readonly code: string;
  readonly title: string;
  readonly every: 'year' | 'end';
  /** Budget years it covers, both included. */
  readonly fromYear: number;
  readonly toYear: number;
  /** Calendar date. */
  readonly dueOn: string;
  /** Calendar date on which the recipient is reminded. */
  readonly remindOn?: string | undefined;
  readonly withAccounts: boolean;
  readonly withAuditorStatement: boolean;
  /** It states the whole cost, and the co-funding that came: the grant shrinks with that. */
  readonly withCoFunding?: true | undefined;
}

/** The award owes a report by a date. */
export type ReportRequired = DomainEvent<'ReportRequired', RequiredReport>;

/** The recipient was reminded of a report. */
export type ReportReminderSent = DomainEvent<
  'ReportReminderSent',
  { readonly reportId: string; readonly awardId: string; readonly dueOn: string }
>;

/** A report's due date passed without it. */
export type ReportBecameOverdue = DomainEvent<
  'ReportBecameOverdue',
  {
    readonly reportId: string;
    readonly awardId: string;
    readonly dueOn: string;
    /** The instant at which the day was over. */
    readonly dueAt: string;
  }
>;

/** A line of the accounts: what was spent on what, minor units. */
export interface AccountLine {
  readonly text: Personal<string>;
  readonly amount: number;
}

/** The auditor's statement: a document that was uploaded to the case. */
export interface StatementReference {
  /** The attachment's id; none in reports from before statements were uploaded: their digest is the document's own. */
  readonly id?: string | undefined;
  /** SHA-256 of its bytes as they are kept, lower-case hex. */
  readonly digest: string;
  readonly mediaType: string;
  readonly size: number;
}

/** The recipient submitted the report; a later submission replaces an earlier one that was returned. */
export type ReportSubmitted = DomainEvent<
  'ReportSubmitted',
  {
    readonly reportId: string;
    readonly awardId: string;
    readonly submission: number;
    readonly submittedBy: string;
    readonly text: Personal<string>;
    readonly accounts: readonly AccountLine[];
    /** Spent of the grant in the years the report covers. */
    readonly spent: Money;
    /** Whole cost of the years it covers. */
    readonly totalCosts?: Money | undefined;
    /** Co-funding that really came in them. */
    readonly coFunding?: Money | undefined;
    readonly auditorStatement?: StatementReference | undefined;
  }
>;

/** What the grant comes to with the co-funding that came in all years reported on, with its arithmetic; minor units. */
export interface CoFundingFound {
  readonly basis: CoFundingBasis;
  /** Least share of others in the whole cost, in per cent; of the basis `least-share`. */
  readonly percent?: number | undefined;
  /** Co-funding in the application; of the basis `promised`. */
  readonly promised?: number | undefined;
  /** Budget years it is about: those of which a report was approved. */
  readonly years: readonly number[];
  /** In force for those years. */
  readonly granted: number;
  /** Spent of the grant. */
  readonly spent: number;
  /** What the co-funding was promised for: granted in all, reductions aside; on record before that, what was in force. */
  readonly inForce: number;
  readonly totalCosts: number;
  /** Co-funding that really came. */
  readonly came: number;
  /** What the grant comes to. */
  readonly allowed: number;
  /** Granted beyond that. */
  readonly reduction: number;
}

/** The report was returned for what is missing. */
export type ReportReturned = DomainEvent<
  'ReportReturned',
  {
    readonly reportId: string;
    readonly awardId: string;
    readonly person: string;
    /** Calendar date by which it is due again. */
    readonly dueOn: string;
    readonly grounds: Personal<string>;
  }
>;

/** The report was approved. */
export type ReportApproved = DomainEvent<
  'ReportApproved',
  {
    readonly reportId: string;
    readonly awardId: string;
    readonly approver: string;
    /** Paid for the years the report covers, as far as it is not due back. */
    readonly paid: Money;
    readonly spent: Money;
    /** Paid and not spent: the recipient owes it back. */
    readonly unspent: Money;
    /** What the grant comes to with the co-funding that came, where it shrinks with that; with the last report. */
    readonly coFunding?: CoFundingFound | undefined;
    /** Another report is waited for before the co-funding counts; it counts with this one where nobody owes that any more. */
    readonly coFundingLater?: true | undefined;
    /** What is settled later of the years it covers counts too; on record since that is looked at. */
    readonly countsLater?: true | undefined;
    /** What is not paid of the years it covers, and was not spent, is not paid any more; on record since that is so. */
    readonly unpaidLapses?: true | undefined;
    readonly note?: Personal<string> | undefined;
  }
>;

/** Nobody owes the report that was waited for: what all approved ones say of co-funding counts. */
export type CoFundingCounted = DomainEvent<
  'CoFundingCounted',
  { readonly reportId: string; readonly awardId: string; readonly coFunding: CoFundingFound }
>;

/** Of a report approved earlier, what is settled later counts from now on too: a person asked for it. */
export type ReportRecounted = DomainEvent<
  'ReportRecounted',
  { readonly reportId: string; readonly awardId: string; readonly person: string }
>;

/** To do without the report was proposed. */
export type ReportWaiverProposed = DomainEvent<
  'ReportWaiverProposed',
  {
    readonly reportId: string;
    readonly awardId: string;
    /** Number of the proposal within the report, from 1. */
    readonly proposal: number;
    readonly proposer: string;
    readonly grounds: Personal<string>;
  }
>;

/** Another person returned the proposal: the report is owed as before. */
export type ReportWaiverReturned = DomainEvent<
  'ReportWaiverReturned',
  {
    readonly reportId: string;
    readonly awardId: string;
    readonly proposal: number;
    readonly person: string;
    readonly grounds: Personal<string>;
  }
>;

/** A superior named who judges the proposal, where nobody else is left. */
export type ReportWaiverStandInNamed = DomainEvent<
  'ReportWaiverStandInNamed',
  {
    readonly reportId: string;
    readonly awardId: string;
    readonly proposal: number;
    readonly person: string;
    readonly namedBy: string;
    readonly grounds: Personal<string>;
  }
>;

/** The directorate does without the report: another person approved it. */
export type ReportWaived = DomainEvent<
  'ReportWaived',
  {
    readonly reportId: string;
    readonly awardId: string;
    readonly person: string;
    /** Where one person waived it, as was done before; since then they are the proposal's. */
    readonly grounds?: Personal<string> | undefined;
    readonly note?: Personal<string> | undefined;
    /** Who waived it; the total is what the report would have accounted for. */
    readonly givenUp?: GivenUp | undefined;
    /** What the grant comes to with the co-funding that the approved reports say came; where it was the last that was open. */
    readonly coFunding?: CoFundingFound | undefined;
  }
>;

/** What happens to a report. */
export type ReportEvent =
  | ReportRequired
  | ReportReminderSent
  | ReportBecameOverdue
  | ReportSubmitted
  | ReportReturned
  | ReportApproved
  | ReportRecounted
  | CoFundingCounted
  | ReportWaiverProposed
  | ReportWaiverReturned
  | ReportWaiverStandInNamed
  | ReportWaived;

/** The reports' event types and their personal fields. */
export const reportEvents = {
  ReportRequired: { schemaVersion: 1 },
  ReportReminderSent: { schemaVersion: 1 },
  ReportBecameOverdue: { schemaVersion: 1 },
  ReportSubmitted: { schemaVersion: 1, personal: { text: 'case', 'accounts.*.text': 'case' } },
  ReportReturned: { schemaVersion: 1, personal: { grounds: 'case' } },
  ReportApproved: { schemaVersion: 1, personal: { note: 'case' } },
  ReportRecounted: { schemaVersion: 1 },
  CoFundingCounted: { schemaVersion: 1 },
  ReportWaiverProposed: { schemaVersion: 1, personal: { grounds: 'case' } },
  ReportWaiverReturned: { schemaVersion: 1, personal: { grounds: 'case' } },
  ReportWaiverStandInNamed: { schemaVersion: 1, personal: { grounds: 'case' } },
  ReportWaived: { schemaVersion: 1, personal: { grounds: 'case', note: 'case' } },
} satisfies Record<ReportEvent['type'], EventTypeDefinition>;
