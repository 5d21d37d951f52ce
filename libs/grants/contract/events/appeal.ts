import type { EventTypeDefinition } from '#event-store/catalogue.js';
import type { Arrival } from '#eventsourcing/arrivals.js';
import type { DomainEvent } from '#eventsourcing/event.js';
import type { Money } from '#money/money.js';
import type { Personal } from '#sealing/sealed.js';
import type { Detriment, NewDecision, ReplacedContent } from './new-decision.js';
import type { Appealed } from './appealed.js';
import { outcomesOmitted, type OutcomeOmitted } from './omitted.js';
import { letterFields, type Letter } from './letter.js';
import type { AppealReopened, AppealSuperseded } from './appeal-overtaken.js';
import { appealReceiptEvents, type AppealReceiptEvent } from './appeal-receipt.js';
import { otherAppellantEvents, type OtherAppellant, type OtherAppellantEvent } from './other-appellant.js';

export type * from './appeal-receipt.js';
export type * from './appeal-overtaken.js';
export type * from './other-appellant.js';

/** An appeal (klage) was received: from the applicant's side, or from somebody else. */
export type AppealSubmitted = DomainEvent<
  'AppealSubmitted',
  {
    readonly caseId: string;
    readonly schemeId: string;
    readonly directorate: string;
    /** The version that gives the right of appeal. */
    readonly regulationVersion: string;
    /** Organisation of the party to the case, which appeals unless another does. */
    readonly applicant: string;
    /** Who appeals without having applied. */
    readonly other?: OtherAppellant | undefined;
    /** Who acted in the portal; of what came otherwise nobody but the party itself. */
    readonly appellant?: string | undefined;
    /** Of an appeal that an official registered. */
    readonly arrival?: Arrival | undefined;
    /** Organisation of the appeal body (klageinstans). */
    readonly appealBody: string;
    readonly against: Appealed;
    readonly grounds: Personal<string>;
    /** Calendar date. */
    readonly receivedOn: string;
    /** Last day of the period of appeal; none where no notice of the decision is recorded. */
    readonly deadline?: string | undefined;
    /** After this day no appeal is accepted, whatever its grounds. */
    readonly outerLimit: string;
    readonly late: boolean;
    /** Calendar date by which a provisional reply is due, where the regulation asks for one. */
    readonly provisionalReplyDue?: string | undefined;
  }
>;

/** An official declared whether a conflict of interest exists in the appeal (habilitet). */
export type AppealImpartialityDeclared = DomainEvent<
  'AppealImpartialityDeclared',
  { readonly person: string; readonly conflict: boolean; readonly statement?: Personal<string> | undefined }
>;

/** A caseworker of the deciding body began to prepare the appeal. */
export type AppealPreparationBegun = DomainEvent<'AppealPreparationBegun', { readonly caseworker: string }>;

/** A late appeal is treated although it is late. */
export type LateAppealAccepted = DomainEvent<
  'LateAppealAccepted',
  { readonly person: string; readonly grounds: Personal<string> }
>;

/** To dismiss the appeal without treating it was proposed. */
export type AppealDismissalProposed = DomainEvent<
  'AppealDismissalProposed',
  { readonly proposer: string; readonly grounds: Personal<string> }
>;

/** The appeal was dismissed (avvist); the grounds are those of the proposal. */
export type AppealDismissed = DomainEvent<
  'AppealDismissed',
  {
    readonly approver: string;
    /** Calendar date. */
    readonly decidedOn: string;
  } & ToldByLetter
>;

/** Of a revocation or a claim that is changed in part: what of the grant is in force after it, or what of the claim holds. */
type OutcomeInPart = Money | undefined;

/** The deciding body's own reversal (omgjøring) was proposed; what replaces a decision on the application is said. */
export type ReversalProposed = DomainEvent<
  'ReversalProposed',
  {
    readonly proposer: string;
    readonly newDecision?: NewDecision | undefined;
    readonly amount?: OutcomeInPart;
    readonly detriment?: Detriment | undefined;
    readonly grounds: Personal<string>;
  }
>;

/** When an appeal had its outcome, and how the party is told. */
interface Outcome extends ToldByLetter {
  /** Calendar date; on record only since no notice can have been received before. */
  readonly decidedOn?: string | undefined;
}

/** An outcome by which the decision does not hold; of one that refused an amendment, whether the grant goes on. */
type Overturned = Outcome & { readonly grant?: 'goes-on' | 'revoked' | undefined };

interface ToldByLetter {
  /** A letter tells the party; on record since it is kept with the outcome, before that it came with the notice. */
  readonly byLetter?: true | undefined;
}

/** The deciding body reversed its decision; grounds and conditions are those of the proposal. */
export type AppealReversed = DomainEvent<
  'AppealReversed',
  {
    readonly approver: string;
    readonly against: Appealed;
    readonly newDecision?: ReplacedContent | undefined;
    readonly amount?: OutcomeInPart;
    /** Its grounds are those of the proposal. */
    readonly detriment?: Omit<Detriment, 'grounds'> | undefined;
  } & Overturned
>;

/** The deciding body stood by its decision and sent the appeal on to the appeal body. */
export type AppealForwarded = DomainEvent<
  'AppealForwarded',
  { readonly person: string; readonly appealBody: string; readonly statement: Personal<string> }
>;

/** The appeal body let the decision stand (klagen ikke tatt til følge). */
export type AppealLetStand = DomainEvent<
  'AppealLetStand',
  { readonly decider: string; readonly grounds: Personal<string> } & Outcome
>;

/** The appeal body changed the decision; what replaces a decision on the application is said. */
export type AppealChangedDecision = DomainEvent<
  'AppealChangedDecision',
  {
    readonly decider: string;
    readonly against: Appealed;
    readonly newDecision?: NewDecision | undefined;
    readonly amount?: OutcomeInPart;
    readonly detriment?: Detriment | undefined;
    readonly grounds: Personal<string>;
  } & Overturned
>;

/** The appeal body annulled the decision and sent the case back. */
export type AppealAnnulledDecision = DomainEvent<
  'AppealAnnulledDecision',
  { readonly decider: string; readonly against: Appealed; readonly grounds: Personal<string> } & Overturned
>;

/** Whoever appealed withdrew the appeal. */
export type AppealWithdrawn = DomainEvent<
  'AppealWithdrawn',
  {
    readonly grounds?: Personal<string> | undefined;
    /** Not by the applicant. */
    readonly byOther?: true | undefined;
  }
>;

/** No outcome came in the time the regulation gives: the party is owed a provisional reply. */
export type ProvisionalReplyBecameDue = DomainEvent<
  'ProvisionalReplyBecameDue',
  {
    /** UTC instant. */
    readonly dueAt: string;
  }
>;

/** The party was told why it takes long and when an outcome may be expected (calendar date). */
export type ProvisionalReplySent = DomainEvent<
  'ProvisionalReplySent',
  { readonly text: Personal<string>; readonly expectedBy?: string | undefined }
>;

/** The decision is not enforced for now (utsatt iverksetting): until a day, or until the appeal is decided. */
export type EnforcementDeferred = DomainEvent<
  'EnforcementDeferred',
  { readonly until?: string | undefined; readonly grounds: Personal<string> }
>;

/** Costs the party had to have the decision changed are covered (sakskostnader). */
export type AppealCostsCovered = DomainEvent<
  'AppealCostsCovered',
  { readonly amount: Money; readonly grounds: Personal<string> }
>;

/** The party was told that the decision may be changed to its detriment, on the calendar date `sentOn`. */
export type DetrimentNoticeSent = DomainEvent<
  'DetrimentNoticeSent',
  { readonly person: string; readonly sentOn: string }
>;

/** The party received notice of the outcome. */
export type AppealOutcomeNotified = DomainEvent<
  'AppealOutcomeNotified',
  {
    /** Calendar date. */
    readonly receivedOn: string;
    readonly channel: 'portal' | 'letter' | 'email';
    /** Number of the representation under which it was sent; to the appellant itself when left out. */
    readonly representation?: number | undefined;
    /** Last day to appeal against a dismissal, or what stays after a reversal in part; none where nothing can be appealed any more. */
    readonly appealDeadline?: string | undefined;
    readonly letter?: Letter | undefined;
  }
>;

/** What happens to an appeal. */
export type AppealEvent =
  | AppealSubmitted
  | AppealImpartialityDeclared
  | AppealPreparationBegun
  | LateAppealAccepted
  | AppealDismissalProposed
  | AppealDismissed
  | ReversalProposed
  | AppealReversed
  | AppealForwarded
  | AppealLetStand
  | AppealChangedDecision
  | AppealAnnulledDecision
  | AppealWithdrawn
  | AppealReopened
  | AppealSuperseded
  | ProvisionalReplyBecameDue
  | ProvisionalReplySent
  | EnforcementDeferred
  | AppealCostsCovered
  | DetrimentNoticeSent
  | AppealOutcomeNotified
  | AppealReceiptEvent
  | OtherAppellantEvent
  | OutcomeOmitted;

const said = {
  grounds: 'case',
  'detriment.grounds': 'case',
  'newDecision.conditions.*': 'case',
  'newDecision.payoutConditions.*': 'case',
} as const;

/** The appeals' event types and their personal fields. */
export const appealEvents = {
  AppealSubmitted: {
    schemaVersion: 1,
    personal: { grounds: 'case', 'other.name': 'case', 'other.address.*': 'case', 'other.interest': 'case' },
  },
  AppealImpartialityDeclared: { schemaVersion: 1, personal: { statement: 'case' } },
  AppealPreparationBegun: { schemaVersion: 1 },
  LateAppealAccepted: { schemaVersion: 1, personal: { grounds: 'case' } },
  AppealDismissalProposed: { schemaVersion: 1, personal: { grounds: 'case' } },
  AppealDismissed: { schemaVersion: 1 },
  ReversalProposed: { schemaVersion: 1, personal: said },
  AppealReversed: { schemaVersion: 1 },
  AppealForwarded: { schemaVersion: 1, personal: { statement: 'case' } },
  AppealLetStand: { schemaVersion: 1, personal: { grounds: 'case' } },
  AppealChangedDecision: { schemaVersion: 1, personal: said },
  AppealAnnulledDecision: { schemaVersion: 1, personal: { grounds: 'case' } },
  AppealWithdrawn: { schemaVersion: 1, personal: { grounds: 'case' } },
  AppealReopened: { schemaVersion: 1 },
  AppealSuperseded: { schemaVersion: 1 },
  ProvisionalReplyBecameDue: { schemaVersion: 1 },
  ProvisionalReplySent: { schemaVersion: 1, personal: { text: 'case' } },
  EnforcementDeferred: { schemaVersion: 1, personal: { grounds: 'case' } },
  AppealCostsCovered: { schemaVersion: 1, personal: { grounds: 'case' } },
  DetrimentNoticeSent: { schemaVersion: 1 },
  AppealOutcomeNotified: { schemaVersion: 1, personal: letterFields },
  ...appealReceiptEvents,
  ...otherAppellantEvents,
  ...outcomesOmitted,
} satisfies Record<AppealEvent['type'], EventTypeDefinition>;

/** The appeal a stream belongs to. */
export function appealIdOf(stream: string): string {
  return stream.slice('appeal-'.length);
}
