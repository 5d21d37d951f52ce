import type { Money } from '#money/money.js';
import type { AppealSubmitted, Appealed, Letter, NewDecision } from '../../contract/events.js';
import type { AppealRules } from '../../contract/regulation.js';
import type { Appealable } from './state.js';

/** Who acts for an authority: declarations made in the case count, one may be made with the command. */
export interface Official {
  readonly person: string;
  /** By person: what was declared on impartiality in the case before. */
  readonly declared: Readonly<Record<string, boolean>>;
  readonly impartiality?: { readonly conflict: boolean; readonly statement?: string | undefined } | undefined;
}

/** What a new decision is held against. */
export interface Terms {
  readonly currency: string;
  /** Minor units. */
  readonly applied: number;
  readonly multiYear: boolean;
}

/** The applicant's side appeals; nothing is `appealable` when there is no such decision. */
export interface SubmitAppeal {
  readonly type: 'SubmitAppeal';
  readonly party: Pick<
    AppealSubmitted['data'],
    'caseId' | 'schemeId' | 'directorate' | 'regulationVersion' | 'applicant' | 'appellant'
  >;
  readonly against: Appealed;
  readonly appealable: Appealable | undefined;
  /** Counts the appeals against the same; 1 for the first, as when left out. */
  readonly attempt?: number | undefined;
  readonly rules: AppealRules | undefined;
  readonly grounds: string;
  /** Calendar date. */
  readonly receivedOn: string;
}

/** A caseworker of the deciding body takes the appeal up. */
export interface PrepareAppeal extends Official {
  readonly type: 'PrepareAppeal';
}

/** The deciding body treats an appeal although it came late. */
export interface AcceptLateAppeal extends Official {
  readonly type: 'AcceptLateAppeal';
  readonly grounds: string;
}

/** A caseworker proposes not to treat the appeal. */
export interface ProposeDismissal extends Official {
  readonly type: 'ProposeDismissal';
  readonly grounds: string;
}

/** Another person dismisses it. */
export interface ApproveDismissal extends Official {
  readonly type: 'ApproveDismissal';
  /** Calendar date. */
  readonly today: string;
}

/** A caseworker proposes that the deciding body reverses its decision. */
export interface ProposeReversal extends Official {
  readonly type: 'ProposeReversal';
  readonly newDecision?: NewDecision | undefined;
  readonly terms: Terms;
  readonly grounds: string;
}

/** Another person reverses it. */
export interface ApproveReversal extends Official {
  readonly type: 'ApproveReversal';
}

/** The deciding body stands by its decision and sends the appeal on. */
export interface ForwardAppeal extends Official {
  readonly type: 'ForwardAppeal';
  readonly statement: string;
}

/** The appeal body decides; whoever was `involved` in what is appealed against may not. */
export interface DecideAppeal extends Official {
  readonly type: 'DecideAppeal';
  readonly outcome: 'stands' | 'changed' | 'annulled';
  readonly involved: readonly string[];
  readonly newDecision?: NewDecision | undefined;
  readonly terms: Terms;
  readonly grounds: string;
}

/** The applicant withdraws the appeal. */
export interface WithdrawAppeal {
  readonly type: 'WithdrawAppeal';
  readonly grounds?: string | undefined;
}

/** An appeal against the dismissal of this one, `appealId`, was won. */
export interface ReopenAppeal {
  readonly type: 'ReopenAppeal';
  readonly appealId: string;
}

/** The time to answer has passed, at the instant `dueAt`. */
export interface NoteProvisionalReplyDue {
  readonly type: 'NoteProvisionalReplyDue';
  readonly dueAt: string;
}

/** The party is told why it takes long. */
export interface SendProvisionalReply {
  readonly type: 'SendProvisionalReply';
  readonly text: string;
  readonly expectedBy?: string | undefined;
}

/** The decision is not enforced for now. */
export interface DeferEnforcement {
  readonly type: 'DeferEnforcement';
  readonly until?: string | undefined;
  readonly grounds: string;
}

/** The party's costs are covered. */
export interface CoverCosts {
  readonly type: 'CoverCosts';
  readonly amount: Money;
  readonly currency: string;
  readonly grounds: string;
}

/** Notice of the outcome was received. */
export interface NotifyAppealOutcome {
  readonly type: 'NotifyAppealOutcome';
  readonly receivedOn: string;
  readonly today: string;
  readonly channel: 'portal' | 'letter' | 'email';
  readonly rules: AppealRules | undefined;
  readonly letter?: Letter | undefined;
}

/** What an appeal can be asked to do. */
export type AppealCommand =
  | SubmitAppeal
  | PrepareAppeal
  | AcceptLateAppeal
  | ProposeDismissal
  | ApproveDismissal
  | ProposeReversal
  | ApproveReversal
  | ForwardAppeal
  | DecideAppeal
  | WithdrawAppeal
  | ReopenAppeal
  | NoteProvisionalReplyDue
  | SendProvisionalReply
  | DeferEnforcement
  | CoverCosts
  | NotifyAppealOutcome;
