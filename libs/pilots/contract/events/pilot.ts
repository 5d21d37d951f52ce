import type { EventTypeDefinition } from '#event-store/catalogue.js';
import type { DomainEvent } from '#eventsourcing/event.js';
import type { Personal } from '#sealing/sealed.js';
import type { Framework, PartnerRole } from '../pilot.js';

/** A pilot was established by one of the two directorates that run it together. */
export type PilotEstablished = DomainEvent<
  'PilotEstablished',
  {
    readonly pilotId: string;
    /** Scheme whose budget bears the state's share. */
    readonly schemeId: string;
    /** Organisations of the two directorates; the first owns the scheme, and pays. */
    readonly directorates: readonly [string, string];
    readonly title: string;
    readonly targetGroup: string;
    /** ISO 4217, that of the scheme. */
    readonly currency: string;
    readonly establishedBy: string;
  }
>;

/** One of the directorates drafted the framework; a later draft takes its place, adoptions of the one before lapse. */
export type FrameworkDrafted = DomainEvent<
  'FrameworkDrafted',
  {
    readonly pilotId: string;
    readonly framework: Framework;
    readonly directorate: string;
    /** That person does not adopt it. */
    readonly draftedBy: string;
  }
>;

/** A directorate adopted the framework; it is in force when both have. */
export type FrameworkAdopted = DomainEvent<
  'FrameworkAdopted',
  {
    readonly pilotId: string;
    readonly version: string;
    readonly directorate: string;
    readonly adoptedBy: string;
  }
>;

/** An organisation takes part in the pilot in a role; it may take part in several. */
export type PartnerJoined = DomainEvent<
  'PartnerJoined',
  {
    readonly pilotId: string;
    readonly organisation: string;
    readonly name: string;
    readonly role: PartnerRole;
    /** Account number (BBAN) or IBAN a share is paid to. */
    readonly account?: Personal<string> | undefined;
  }
>;

/** A partner, or an official for it, says that its share is paid to another account from now on. */
export type PartnerAccountProposed = DomainEvent<
  'PartnerAccountProposed',
  {
    readonly pilotId: string;
    /** Numbered in the pilot, in their order. */
    readonly correction: number;
    readonly organisation: string;
    readonly role: PartnerRole;
    readonly proposer: string;
    /** Whether that was somebody of the partner. */
    readonly byPartner: boolean;
    /** Calendar date. */
    readonly proposedOn: string;
    /** Account number (BBAN) or IBAN. */
    readonly account: Personal<string>;
    /** What shows that the account is the partner's. */
    readonly evidence: Personal<string>;
  }
>;

/** Another person found the account to be the partner's: what is not with the bank goes there. */
export type PartnerAccountCorrected = DomainEvent<
  'PartnerAccountCorrected',
  {
    readonly pilotId: string;
    readonly correction: number;
    readonly organisation: string;
    readonly role: PartnerRole;
    readonly approver: string;
    readonly grounds?: Personal<string> | undefined;
  }
>;

/** A corrected account was not believed, or not wanted any more. */
export type PartnerAccountRejected = DomainEvent<
  'PartnerAccountRejected',
  {
    readonly pilotId: string;
    readonly correction: number;
    readonly organisation: string;
    readonly role: PartnerRole;
    readonly person: string;
    readonly grounds: Personal<string>;
  }
>;

/** An organisation takes part in the role no longer. */
export type PartnerRemoved = DomainEvent<
  'PartnerRemoved',
  {
    readonly pilotId: string;
    readonly organisation: string;
    readonly role: PartnerRole;
    readonly grounds: Personal<string>;
  }
>;

/** The municipality's application for development costs, an ordinary grant, belongs to the pilot. */
export type DevelopmentGrantLinked = DomainEvent<
  'DevelopmentGrantLinked',
  {
    readonly pilotId: string;
    /** Id of the application, which is that of its case. */
    readonly applicationId: string;
    readonly municipality: string;
  }
>;

/** One of the directorates wants to end the pilot before its time. */
export type TerminationProposed = DomainEvent<
  'TerminationProposed',
  {
    readonly pilotId: string;
    readonly directorate: string;
    readonly proposedBy: string;
    /** Calendar date: the last day of service. */
    readonly lastDay: string;
    readonly grounds: Personal<string>;
  }
>;

/** The other directorate does not agree to end the pilot. */
export type TerminationDeclined = DomainEvent<
  'TerminationDeclined',
  {
    readonly pilotId: string;
    readonly directorate: string;
    readonly declinedBy: string;
    readonly grounds: Personal<string>;
  }
>;

/** The other directorate agreed: the pilot ended early. What was delivered until then is measured and settled. */
export type PilotTerminated = DomainEvent<
  'PilotTerminated',
  {
    readonly pilotId: string;
    readonly directorate: string;
    readonly approvedBy: string;
    readonly lastDay: string;
  }
>;

/** An official declared on a conflict of interest in the pilot, or asked a superior to rule. */
export type PilotImpartialityDeclared = DomainEvent<
  'PilotImpartialityDeclared',
  {
    readonly pilotId: string;
    readonly person: string;
    readonly conflict: boolean;
    readonly doubt?: true | undefined;
    /** It is a conflict, and what the person had a part in before is flagged; on record since that is so. */
    readonly looksBack?: true | undefined;
    readonly statement?: Personal<string> | undefined;
  }
>;

/** A superior ruled whether a person is impartial in the pilot. */
export type PilotImpartialityRuled = DomainEvent<
  'PilotImpartialityRuled',
  {
    readonly pilotId: string;
    readonly person: string;
    readonly ruledBy: string;
    readonly disqualified: boolean;
    readonly mayPrepare: boolean;
    readonly mayDecide: boolean;
    /** What a disqualified person had a part in before is flagged; on record since that is so. */
    readonly looksBack?: true | undefined;
    readonly grounds: Personal<string>;
  }
>;

/** Everything is settled and evaluated: the pilot is over. */
export type PilotClosed = DomainEvent<
  'PilotClosed',
  { readonly pilotId: string; readonly closedBy: string; readonly conclusion: Personal<string> }
>;

/** What happens to a pilot as a whole. */
export type PilotFrameEvent =
  | PilotEstablished
  | FrameworkDrafted
  | FrameworkAdopted
  | PartnerJoined
  | PartnerRemoved
  | PartnerAccountProposed
  | PartnerAccountCorrected
  | PartnerAccountRejected
  | DevelopmentGrantLinked
  | TerminationProposed
  | TerminationDeclined
  | PilotTerminated
  | PilotImpartialityDeclared
  | PilotImpartialityRuled
  | PilotClosed;

/** Their event types and personal fields. */
export const pilotFrameEvents = {
  PilotEstablished: { schemaVersion: 1 },
  FrameworkDrafted: { schemaVersion: 1 },
  FrameworkAdopted: { schemaVersion: 1 },
  PartnerJoined: { schemaVersion: 1, personal: { account: 'case' } },
  PartnerRemoved: { schemaVersion: 1, personal: { grounds: 'case' } },
  PartnerAccountProposed: { schemaVersion: 1, personal: { account: 'case', evidence: 'case' } },
  PartnerAccountCorrected: { schemaVersion: 1, personal: { grounds: 'case' } },
  PartnerAccountRejected: { schemaVersion: 1, personal: { grounds: 'case' } },
  DevelopmentGrantLinked: { schemaVersion: 1 },
  TerminationProposed: { schemaVersion: 1, personal: { grounds: 'case' } },
  TerminationDeclined: { schemaVersion: 1, personal: { grounds: 'case' } },
  PilotTerminated: { schemaVersion: 1 },
  PilotImpartialityDeclared: { schemaVersion: 1, personal: { statement: 'case' } },
  PilotImpartialityRuled: { schemaVersion: 1, personal: { grounds: 'case' } },
  PilotClosed: { schemaVersion: 1, personal: { conclusion: 'case' } },
} satisfies Record<PilotFrameEvent['type'], EventTypeDefinition>;
