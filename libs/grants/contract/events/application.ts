import type { EventTypeDefinition } from '#event-store/catalogue.js';
import type { Arrival } from '#eventsourcing/arrivals.js';
import type { DomainEvent } from '#eventsourcing/event.js';
import type { Money } from '#money/money.js';
import type { Personal } from '#sealing/sealed.js';
import type { StateAidDeclaration } from '#state-aid/contract/declaration.js';
import type { ApplicantKind } from '../regulation.js';
import { assessmentEvents, type AssessmentEvent } from './assessment.js';
import { caseRepresentationEvents, type CaseRepresentationEvent } from './case-representative.js';
import { decisionEvents, type DecisionEvent, type Language } from './decision.js';
import { letterFields, type Letter } from './letter.js';

export type * from './assessment.js';
export type * from './case-representative.js';
export type * from './decision.js';

/** What an import says of an account that no record tells of. */
export const ACCOUNT_NOT_PUBLISHED = 'not published';

/** The applicant as it applied: an organisation, its contact person, the account it is paid to. */
export interface Applicant {
  readonly organisation: string;
  /** Of a private person a placeholder: the name is then `contactPerson`, which is sealed. */
  readonly name: string;
  readonly kind?: ApplicantKind | undefined;
  /** Pseudonym of the contact person, names the key that seals the person's fields. */
  readonly personRef?: string | undefined;
  readonly contactPerson?: Personal<string> | undefined;
  readonly email?: Personal<string> | undefined;
  readonly phone?: Personal<string> | undefined;
  /** Postal address, line by line: where letters go. */
  readonly address?: readonly Personal<string>[] | undefined;
  /** Account number (BBAN) or IBAN; of an imported grant that it was not published. */
  readonly account?: Personal<string> | undefined;
}

/** A line of the applicant's budget, minor units. */
export interface BudgetLine {
  readonly text: Personal<string>;
  readonly amount: number;
}

/** A document by its content: SHA-256 of its bytes as they are kept, lower-case hex. */
export interface AttachmentReference {
  readonly name: Personal<string>;
  readonly mediaType: string;
  /** Bytes. */
  readonly size: number;
  readonly digest: string;
}

/** A document that was uploaded to a case; it opens under its id only. */
export interface Attachment extends AttachmentReference {
  readonly id: string;
  /** SHA-256 of its bytes as they were uploaded, lower-case hex; sealed, for a short text can be guessed from it. */
  readonly sha256: Personal<string>;
}

/** An application (søknad) was submitted. */
export type ApplicationSubmitted = DomainEvent<
  'ApplicationSubmitted',
  {
    readonly callId: string;
    readonly schemeId: string;
    readonly directorate: string;
    readonly regulationVersion: string;
    readonly personRef?: string | undefined;
    /** Who submitted it: that person takes no part in assessing or deciding it. */
    readonly submittedBy?: string | undefined;
    /** Of an application that an official registered. */
    readonly arrival?: Arrival | undefined;
    readonly applicant: Applicant;
    readonly title: string;
    readonly summary?: Personal<string> | undefined;
    readonly amount: Money;
    readonly budgetLines: readonly BudgetLine[];
    readonly coFunding: number;
    /** Planned period, calendar dates. */
    readonly period?: { readonly from: string; readonly to: string } | undefined;
    /** Language of the letters to the applicant; Bokmål when left out. */
    readonly language?: Language | undefined;
    readonly attachments?: readonly Attachment[] | undefined;
    /** Where the scheme gives de minimis aid: the applicant's group, and its aid from others. */
    readonly stateAid?: StateAidDeclaration | undefined;
    /** Calendar date by which a decision is due, where the regulation says so. */
    readonly decisionDue?: string | undefined;
    /** The case gets its number by itself; cases of before there were numbers get theirs from an operator. */
    readonly numbered?: true | undefined;
  }
>;

/** The applicant withdrew the application before it was decided, or before it was decided anew. */
export type ApplicationWithdrawn = DomainEvent<
  'ApplicationWithdrawn',
  {
    readonly grounds?: Personal<string> | undefined;
    /** Number of the annulled decision after which it was open: what was accepted of its grant ends; on record since it does. */
    readonly annulled?: number | undefined;
  }
>;

/** The applicant is asked for what is missing (mangelbrev). */
export type SupplementRequested = DomainEvent<
  'SupplementRequested',
  {
    /** Number of the request within the case, from 1. */
    readonly request: number;
    readonly requestedBy: string;
    readonly items: readonly Personal<string>[];
    /** Calendar date: the last day to answer. */
    readonly dueOn: string;
    readonly letter?: Letter | undefined;
  }
>;

/** The applicant answered; amount, budget lines and co-funding, where given, take the place of those before. */
export type ApplicationSupplemented = DomainEvent<
  'ApplicationSupplemented',
  {
    readonly request: number;
    readonly suppliedBy?: string | undefined;
    /** Of an answer that an official registered. */
    readonly arrival?: Arrival | undefined;
    readonly answer: Personal<string>;
    readonly amount?: Money | undefined;
    readonly budgetLines?: readonly BudgetLine[] | undefined;
    readonly coFunding?: number | undefined;
    readonly attachments?: readonly Attachment[] | undefined;
  }
>;

/** Nobody answered in time: the case goes on as it is. */
export type SupplementOverdue = DomainEvent<
  'SupplementOverdue',
  {
    readonly request: number;
    /** The instant at which the last day was over. */
    readonly dueAt: string;
  }
>;

/** A caseworker (saksbehandler) was given the application. */
export type CaseworkerAssigned = DomainEvent<
  'CaseworkerAssigned',
  { readonly caseworker: string; readonly note?: Personal<string> | undefined }
>;

/** An official declared whether a conflict of interest exists (habilitet). */
export type ImpartialityDeclared = DomainEvent<
  'ImpartialityDeclared',
  {
    readonly person: string;
    readonly conflict: boolean;
    /** The person is in doubt and takes no step until a superior has ruled. */
    readonly doubt?: boolean | undefined;
    readonly statement?: Personal<string> | undefined;
  }
>;

/** A superior ruled whether a person is impartial. */
export type ImpartialityRuled = DomainEvent<
  'ImpartialityRuled',
  {
    readonly person: string;
    readonly ruledBy: string;
    readonly disqualified: boolean;
    /** Whether the person may prepare: also of someone disqualified, where only the superior's own position is why. */
    readonly mayPrepare: boolean;
    readonly mayDecide: boolean;
    readonly grounds: Personal<string>;
  }
>;

/** The applicant declared its group and its de minimis aid from others, after it had applied. */
export type StateAidDeclared = DomainEvent<
  'StateAidDeclared',
  { readonly declaredBy: string; readonly stateAid: StateAidDeclaration }
>;

/** What happens to an application. */
export type ApplicationEvent =
  | ApplicationSubmitted
  | ApplicationWithdrawn
  | SupplementRequested
  | ApplicationSupplemented
  | SupplementOverdue
  | StateAidDeclared
  | CaseworkerAssigned
  | ImpartialityDeclared
  | ImpartialityRuled
  | AssessmentEvent
  | CaseRepresentationEvent
  | DecisionEvent;

/** The applications' event types and their personal fields. */
export const applicationEvents = {
  ApplicationSubmitted: {
    schemaVersion: 1,
    personal: {
      'applicant.contactPerson': 'person',
      'applicant.email': 'person',
      'applicant.phone': 'person',
      'applicant.account': 'case',
      'applicant.address.*': 'case',
      summary: 'case',
      'budgetLines.*.text': 'case',
      'attachments.*.name': 'case',
      'attachments.*.sha256': 'case',
    },
  },
  ApplicationWithdrawn: { schemaVersion: 1, personal: { grounds: 'case' } },
  SupplementRequested: { schemaVersion: 1, personal: { 'items.*': 'case', ...letterFields } },
  ApplicationSupplemented: {
    schemaVersion: 1,
    personal: {
      answer: 'case',
      'budgetLines.*.text': 'case',
      'attachments.*.name': 'case',
      'attachments.*.sha256': 'case',
    },
  },
  SupplementOverdue: { schemaVersion: 1 },
  StateAidDeclared: { schemaVersion: 1 },
  CaseworkerAssigned: { schemaVersion: 1, personal: { note: 'case' } },
  ImpartialityDeclared: { schemaVersion: 1, personal: { statement: 'case' } },
  ImpartialityRuled: { schemaVersion: 1, personal: { grounds: 'case' } },
  ...assessmentEvents,
  ...caseRepresentationEvents,
  ...decisionEvents,
} satisfies Record<ApplicationEvent['type'], EventTypeDefinition>;
