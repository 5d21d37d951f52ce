import type { Duration, Period } from '#calendar/duration.js';
import type { LimitationRules } from '#limitation/rules.js';

export type { Duration, Period } from '#calendar/duration.js';

/** A criterion applications are scored on: whole points from `min` to `max`, a weight, the least score that qualifies. */
export interface Criterion {
  readonly code: string;
  readonly title: string;
  readonly min: number;
  readonly max: number;
  readonly weight: number;
  readonly threshold?: number | undefined;
}

/** Kinds of applicant a regulation may admit. */
export const APPLICANT_KINDS = [
  'enterprise',
  'association',
  'foundation',
  'municipality',
  'state-body',
  'person',
] as const;

/** One of {@link APPLICANT_KINDS}. */
export type ApplicantKind = (typeof APPLICANT_KINDS)[number];

/** Who may apply, and what is checked before anything is scored. */
export interface Eligibility {
  /** All kinds when left out. */
  readonly applicantKinds?: readonly ApplicantKind[] | undefined;
  /** Checks such as "statutes forbid dividends" or "in the register of non-profit organisations". */
  readonly checks: readonly { readonly code: string; readonly text: string; readonly required: boolean }[];
}

/** A report the recipient owes (rapport): every year until the last instalment's year, or once at the end. */
export interface ReportingDuty {
  readonly code: string;
  readonly title: string;
  readonly every: 'year' | 'end';
  /** Day of the following year it is due on, such as 31 March. */
  readonly dueMonth: number;
  readonly dueDay: number;
  readonly withAccounts: boolean;
  readonly withAuditorStatement: boolean;
  /** Days before the due date on which the recipient is reminded. */
  readonly remindDaysBefore?: number | undefined;
}

/** What the co-funding that came is compared with. */
export const CO_FUNDING_BASES = ['least-share', 'promised'] as const;

/** One of {@link CO_FUNDING_BASES}. */
export type CoFundingBasis = (typeof CO_FUNDING_BASES)[number];

/** Who the scheme's letters come from, as they name it. */
export interface Authority {
  readonly name: string;
  /** Lines of a letter's head: postal address, mail address, organisation number. */
  readonly lines?: readonly string[] | undefined;
  /** Where questions go, in one line. */
  readonly enquiries?: string | undefined;
}

/** How long a party can be told that a decision may be changed, or was, to its detriment. */
export interface DetrimentRules {
  /** That its appeal may lead to it: counted from the day the deciding body received the appeal. */
  readonly appealNotice: Duration;
  /** That the superior body reviews a decision of its own motion: counted from notice of the decision. */
  readonly reviewNotice: Duration;
  /** That the superior body reversed it: counted from notice of the decision. */
  readonly reversalNotice: Duration;
}

/** Appeals: how long, and to whom. */
export interface AppealRules {
  /** Counted from the day notice was received. */
  readonly period: Duration;
  /** Counted from the day of the decision: no appeal is accepted after it, whatever its grounds. */
  readonly outerLimit: Duration;
  /** Organisation of the appeal body (klageinstans). */
  readonly body: string;
  readonly bodyName: string;
  /** After this long without an outcome a provisional reply is due. */
  readonly provisionalReply?: Duration | undefined;
  /** Three months, three weeks and three months when left out. */
  readonly detriment?: DetrimentRules | undefined;
}

/** De minimis state aid; the limit is in euro cents. */
export interface StateAidRules {
  readonly kind: 'de-minimis';
  readonly limitEuroCents: number;
  /** Rolling, counted back from the date of granting. */
  readonly window: Duration;
  /** The award is entered in the public register within this time. */
  readonly registerWithin: Period;
}

/** One of several kinds of grant under a scheme; a call may be announced for one of them. */
export interface GrantKind {
  readonly code: string;
  readonly title: string;
  readonly purpose: string;
  /** Largest grant of this kind, minor units; the version's own when left out. */
  readonly maximumAmount?: number | undefined;
}

/** One version of a scheme's rules (regelverk); decisions name the version they were made under. */
export interface RegulationVersion {
  readonly version: string;
  /** Calendar date from which it is in force. */
  readonly inForceFrom: string;
  /** Letters come from the directorate's organisation when left out. */
  readonly authority?: Authority | undefined;
  readonly criteria: readonly Criterion[];
  /** Kinds of grant, where the scheme has more than one. */
  readonly kinds?: readonly GrantKind[] | undefined;
  readonly eligibility?: Eligibility | undefined;
  /** Largest grant, minor units of the scheme's currency; none when left out. */
  readonly maximumAmount?: number | undefined;
  /** Least share of the whole cost that others carry, in per cent; none when left out. */
  readonly coFundingPercent?: number | undefined;
  /**
   * The grant shrinks with co-funding that does not come: to what leaves others their least share of the whole cost, or in
   * proportion to what was promised; not at all when left out.
   */
  readonly coFundingShortfall?: CoFundingBasis | undefined;
  /** Days from submission within which a decision is due; no deadline when left out. */
  readonly decisionDays?: number | undefined;
  /** Whether a grant may fall due in more than one budget year. */
  readonly multiYear: boolean;
  /** Whether a second person scores every application. */
  readonly secondAssessor?: boolean | undefined;
  /** Weighted points two assessors may differ by; above it a moderation is needed. None: never. */
  readonly moderationLimit?: number | undefined;
  /** Time to answer a request for supplement, when the request names no day of its own. */
  readonly supplement?: Duration | undefined;
  /** Time to accept a grant from the day notice was received; no deadline when left out. */
  readonly acceptance?: Duration | undefined;
  /** Time to answer a forewarning (forhåndsvarsel). */
  readonly forewarning?: Duration | undefined;
  /** Time to pay a claim for repayment that names no day of its own; three weeks when left out. */
  readonly repayment?: Duration | undefined;
  readonly appeal?: AppealRules | undefined;
  readonly reporting?: readonly ReportingDuty[] | undefined;
  /** After this long a claim for repayment is barred (foreldelse). */
  readonly limitation?: Duration | undefined;
  /** From when that is counted, and by what a claim may be made for longer; the usual when left out. */
  readonly limitationRules?: LimitationRules | undefined;
  readonly stateAid?: StateAidRules | undefined;
  /** References into law and circulars: they change, so they stand here and never in code. */
  readonly legalReferences: readonly string[];
}
