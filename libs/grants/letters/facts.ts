import type { Duration } from '#calendar/duration.js';
import type { CalendarDate } from '#calendar/oslo.js';
import type { ArrivalChannel } from '#eventsourcing/arrivals.js';
import type { LetterLanguage } from '#letters/letter.js';
import type { Money } from '#money/money.js';
import type { CoFundingFound } from '../contract/events.js';

/** What every letter of a case states. Texts are plain, opened where they were sealed. */
export interface CaseFacts {
  readonly language: LetterLanguage;
  readonly date: CalendarDate;
  readonly place?: string | undefined;
  readonly sender: {
    readonly name: string;
    /** Postal address, mail address, organisation number. */
    readonly lines?: readonly string[] | undefined;
  };
  readonly addressee: {
    readonly name: string;
    /** Organisation number; none for a person. */
    readonly organisation?: string | undefined;
    readonly contactPerson?: string | undefined;
    readonly address?: readonly string[] | undefined;
    /** The party, where the addressee represents it. */
    readonly actsFor?: string | undefined;
  };
  /** Who gets a copy. */
  readonly copyTo?: string | undefined;
  /** The deciding body's reference: the case. */
  readonly reference: string;
  readonly yourReference?: string | undefined;
  readonly scheme: {
    readonly name: string;
    readonly goal?: string | undefined;
    readonly budgetChapter?: string | undefined;
    readonly budgetPost?: string | undefined;
  };
  readonly regulation: {
    readonly version: string;
    readonly inForceFrom?: CalendarDate | undefined;
    /** As the regulation version lists them: no paragraph is ever named by a template. */
    readonly legalReferences: readonly string[];
  };
  readonly application: {
    readonly title: string;
    readonly submittedOn?: CalendarDate | undefined;
    readonly amount?: Money | undefined;
    readonly registration?: RegistrationFacts | undefined;
  };
  /** Where questions go, in one line. */
  readonly enquiries?: string | undefined;
  /** Shown before it is sent: the letter says so on every page. */
  readonly draft?: boolean | undefined;
  /** Shown once it was sent: the letter says on every page that it is not the one that counts. */
  readonly copy?: boolean | undefined;
}

/** How something came that the party said outside the portal, and who registered it. */
export interface RegistrationFacts {
  readonly channel: ArrivalChannel;
  readonly sentOn: CalendarDate;
  readonly registeredBy: Official;
}

/** An official as a letter names them: never by the id a provider gave them. */
export interface Official {
  readonly name?: string | undefined;
  readonly title?: string | undefined;
}

/** Four eyes: who prepared a decision, and who else approved it; nobody yet while it is proposed. */
export interface DecidedBy {
  readonly preparedBy: readonly Official[];
  readonly approvedBy?: Official | undefined;
}

/** How a decision is appealed. */
export interface AppealFacts {
  /** Counted from the day notice was received. */
  readonly period: Duration;
  /** Last day, once it is known when notice was received. */
  readonly deadline?: CalendarDate | undefined;
  /** Name of the appeal body (klageinstans). */
  readonly body: string;
  /** Where the appeal is sent; where the applicant applied when left out. */
  readonly sendTo?: string | undefined;
}

/** A payment that is planned. */
export interface PaymentFacts {
  readonly dueDate: CalendarDate;
  readonly amount: Money;
  /** What it waits for, beyond its day. */
  readonly condition?: string | undefined;
}

/** A report the recipient owes. */
export interface ReportFacts {
  readonly title: string;
  readonly dueDate: CalendarDate;
  readonly withAccounts?: boolean | undefined;
  readonly withAuditorStatement?: boolean | undefined;
}

/** An earlier decision that another takes the place of: its day, and what allows the new one to be worse. */
export interface ReversedFacts {
  readonly decidedOn: CalendarDate;
  /** Of a body's own motion, after an appeal, or since the earlier one was annulled and the case decided anew. */
  readonly because: 'own-motion' | 'appeal' | 'annulled';
  readonly detriment?: { readonly ground: DetrimentGround; readonly grounds: string } | undefined;
}

/** What a grant letter (tilskuddsbrev) is made from. */
export interface GrantLetterFacts extends CaseFacts {
  readonly reverses?: ReversedFacts | undefined;
  /** Name of the body that pays and follows the grant up, where another one decided. */
  readonly followedUpBy?: string | undefined;
  readonly amount: Money;
  readonly purpose: string;
  readonly period?: { readonly from: CalendarDate; readonly to: CalendarDate } | undefined;
  readonly grounds: string;
  readonly conditions: readonly { readonly text: string; readonly beforePayout?: boolean | undefined }[];
  /** What others pay of the cost. */
  readonly coFunding?: Money | undefined;
  readonly schedule: readonly PaymentFacts[];
  readonly reports: readonly ReportFacts[];
  /** Planned and not bound: it depends on parliament's budget. */
  readonly continuation?: readonly { readonly year: number; readonly amount: Money }[] | undefined;
  /** The last day to accept, once it is known when notice was received. */
  readonly acceptBy?: CalendarDate | undefined;
  /** Counted from the day notice was received. */
  readonly acceptWithin?: Duration | undefined;
  /** The rules under which the grant is de minimis state aid; the limit holds per undertaking over the window. */
  readonly deMinimis?:
    | { readonly legalReference?: string | undefined; readonly limit: Money; readonly window: Duration }
    | undefined;
  readonly decidedBy: DecidedBy;
  /** Left out where nothing can be appealed. */
  readonly appeal?: AppealFacts | undefined;
}

/** A criterion's score. */
export interface ScoreFacts {
  readonly criterion: string;
  readonly score: number;
  readonly max: number;
  /** Least score that qualifies. */
  readonly threshold?: number | undefined;
  readonly rationale?: string | undefined;
}

/** What a letter of rejection (avslag) is made from. */
export interface RejectionLetterFacts extends CaseFacts {
  readonly reverses?: ReversedFacts | undefined;
  readonly grounds: string;
  readonly scores?: readonly ScoreFacts[] | undefined;
  readonly decidedBy: DecidedBy;
  /** Left out where nothing can be appealed. */
  readonly appeal?: AppealFacts | undefined;
}

/** What a letter of inadmissibility (avvisning) is made from. */
export interface InadmissibilityLetterFacts extends CaseFacts {
  readonly reverses?: ReversedFacts | undefined;
  readonly grounds: string;
  /** The requirements that are not met. */
  readonly unmet?: readonly string[] | undefined;
  readonly decidedBy: DecidedBy;
  /** Left out where nothing can be appealed. */
  readonly appeal?: AppealFacts | undefined;
}

/** What a request for supplement (mangelbrev) is made from. */
export interface SupplementLetterFacts extends CaseFacts {
  readonly missing: readonly string[];
  readonly deadline: CalendarDate;
  /** Where the applicant applied when left out. */
  readonly sendTo?: string | undefined;
  readonly caseworker: Official;
}

/** What an appeal is against. */
export type AppealedDecision = 'decision' | 'dismissal' | 'revocation' | 'recovery' | 'amendment' | 'refusal';

/** Why a decision may be changed to the party's detriment. */
export type DetrimentGround =
  | 'other-interests'
  | 'other-appeal'
  | 'not-notified'
  | 'invalid'
  | 'other-law'
  | 'reserved'
  | 'general-principles';

/** How an appeal ended: by the deciding body (dismissed, reversed) or by the appeal body. */
export type AppealOutcome = 'dismissed' | 'reversed' | 'let-stand' | 'changed' | 'annulled';

/** What a letter on an appeal's outcome is made from; its sender is the body that decided the appeal. */
export interface AppealOutcomeLetterFacts extends CaseFacts {
  /** It was decided in another appeal against the same. */
  readonly joined?: boolean | undefined;
  /** Whoever appealed did not apply, and sees nothing else of the case. */
  readonly ofOther?: boolean | undefined;
  readonly outcome: AppealOutcome;
  readonly against: { readonly kind: AppealedDecision; readonly decidedOn: CalendarDate };
  readonly receivedOn: CalendarDate;
  readonly registration?: RegistrationFacts | undefined;
  readonly grounds: string;
  /** What the grant amounts to after a reversal or a change. */
  readonly newAmount?: Money | undefined;
  /** What a revocation leaves in force, or a claim comes to, where the appeal against it succeeded in part. */
  readonly inPart?: Money | undefined;
  /** The refusal of an amendment does not hold, but the grant it is of was revoked in full before. */
  readonly grantRevoked?: boolean | undefined;
  /** Where what was decided is to the party's detriment: what allows it, and why. */
  readonly detriment?: { readonly ground: DetrimentGround; readonly grounds: string } | undefined;
  /** Within which costs can be claimed, after a reversal or a change. */
  readonly costsClaimPeriod?: Duration | undefined;
  readonly decidedBy: DecidedBy;
  /** How the outcome is appealed; left out where it is final. */
  readonly appeal?: AppealFacts | undefined;
}

/** What a reduction for too little co-funding is calculated from; minor units. */
export interface CoFundingFacts extends Omit<CoFundingFound, 'basis' | 'inForce'> {
  readonly currency: string;
  /** Claimed as unspent already. */
  readonly unspent: number;
}

/** What a forewarning (forhåndsvarsel) is made from. */
export interface ForewarningLetterFacts extends CaseFacts {
  readonly measure: 'revocation' | 'recovery';
  /** The decision on the grant it is about. */
  readonly decidedOn?: CalendarDate | undefined;
  /** What is to be revoked, or paid back. */
  readonly amount?: Money | undefined;
  readonly grounds: string;
  /** Where the grant is to be reduced for too little co-funding. */
  readonly coFunding?: CoFundingFacts | undefined;
  readonly replyBy: CalendarDate;
  /** Where the applicant applied when left out. */
  readonly sendTo?: string | undefined;
  /** Nobody where the program forewarns by itself. */
  readonly caseworker?: Official | undefined;
}
