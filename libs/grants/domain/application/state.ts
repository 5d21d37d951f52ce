import type { OrderedMap, OrderedSet } from 'immutable';
import type { Keyed } from '#eventsourcing/keyed.js';
import type { Impartiality } from '#impartiality/impartiality.js';
import type { Money } from '#money/money.js';
import type { Given } from '../appeal/detriment.js';
import type { ReceiptCorrection } from '../notices/receipt.js';
import type {
  ApplicationSubmitted,
  CaseRepresentativeRecorded,
  DecidedElsewhere,
  DecisionNotified,
  DecisionOutcome,
  DecisionProposed,
  Instalment,
  Letter,
  NumberedCondition,
  Detriment,
  ReplacedContent,
  Replacing,
  ReversingBody,
} from '../../contract/events.js';

/** Where an application stands. */
export type ApplicationStatus =
  | 'submitted'
  | 'awaiting-supplement'
  | 'under-assessment'
  | 'scored'
  | 'awaiting-moderation'
  | 'recommended'
  | 'proposed'
  | 'granted'
  | 'rejected'
  | 'inadmissible'
  | 'withdrawn'
  | 'awaiting-appropriation'
  | 'declined';

/** An application before anything happened to it. */
export interface NoApplication {
  readonly status: 'none';
}

/** Points an assessor gave. */
export interface Scoring {
  readonly assessor: string;
  readonly weightedTotal: number;
}

/** A decision that was made on the application, at present in force or not. */
export interface MadeDecision {
  /** From 1, in the order they were made. */
  readonly number: number;
  readonly standing: 'in-force' | 'awaiting-appropriation' | 'replaced' | 'annulled' | 'declined';
  readonly by: 'approval' | Replacing;
  /** The proposal that holds its words, when it came by approval. */
  readonly proposal?: number | undefined;
  /** The appeal that led to it. */
  readonly appealId?: string | undefined;
  /** The reversal of own motion that did. */
  readonly reversal?: number | undefined;
  readonly outcome: DecisionOutcome;
  readonly amount: Money;
  readonly schedule: readonly Instalment[];
  readonly conditions: readonly NumberedCondition[];
  readonly decisionMaker?: string | undefined;
  /** Everyone who had prepared it. */
  readonly preparers: OrderedSet<string>;
  /** Calendar date. */
  readonly decidedOn: string;
  /** The commitment that holds the money of a grant, and the budget year in which it was made. */
  readonly reservationId?: string | undefined;
  readonly budgetYear?: number | undefined;
  /** The raise of that commitment it was made with. */
  readonly raise?: string | undefined;
  /** Commitments of before, each let go with its offer, which lapsed too early. */
  readonly letGo?: OrderedSet<string>;
  /** Its offer lapsed too early and waits for money to be open again. */
  readonly waitsToReopen?: true;
  /** The last day to accept that its offer got when it was opened again, and when that was: calendar dates. */
  readonly reopened?: { readonly openedOn: string; readonly lastDay: string };
  /** As it was made; none of older ones, and where it was made elsewhere. */
  readonly letter?: Letter | undefined;
  /** Number of the representation its letter is addressed to; to the party itself when left out. */
  readonly representation?: number | undefined;
  readonly notified?: DecisionNotified['data'] | undefined;
  /** Another day of its receipt that was proposed and not approved yet, by its number. */
  readonly receiptCorrection?: ReceiptCorrection | undefined;
  /** How many were proposed. */
  readonly receiptCorrections?: number | undefined;
  /** Of a corrected receipt: the earliest day on which notice was ever on record as received. */
  readonly earliestReceipt?: string | undefined;
  /** The ordinary time to appeal it is over. */
  readonly appealPeriodEnded?: true | undefined;
}

/** Who acts in a case beside its party. */
export type CaseRepresentative = Pick<
  CaseRepresentativeRecorded['data'],
  'representation' | 'organisation' | 'lawyer' | 'powers' | 'copyToParty' | 'since'
>;

/** A reversal of a body's own motion, proposed or approved. */
export interface OwnReversal {
  readonly number: number;
  readonly decision: number;
  readonly body: ReversingBody;
  readonly proposer: string;
  readonly approved: boolean;
  /** None where the decision is annulled. */
  readonly newDecision?: ReplacedContent;
  readonly gives?: Given;
  readonly detriment?: Omit<Detriment, 'grounds'>;
  /** It took the place of another that waited. */
  readonly replacesProposal?: true;
}

/** An application from its submission on. What a long history makes longer is persistent: an event costs one item. */
export interface SubmittedApplication {
  readonly status: ApplicationStatus;
  /** As submitted, with what a supplement or a further declaration of aid changed. */
  readonly submission: ApplicationSubmitted['data'];
  /** The last request for supplement. */
  readonly supplement?:
    | {
        readonly request: number;
        readonly dueOn: string;
        /** Calendar date; none while it is not on record. */
        readonly requestedOn?: string | undefined;
        /** Nobody answered in time, as far as is known. */
        readonly overdue?: true | undefined;
      }
    | undefined;
  readonly caseworker?: string | undefined;
  readonly secondAssessor?: string | undefined;
  /** By person. */
  readonly impartiality: OrderedMap<string, Impartiality>;
  /** Everyone who ever checked, scored, moderated, recommended or proposed: none of them may decide. */
  readonly preparers: OrderedSet<string>;
  /** Those of them whose work still counts. */
  readonly contributors: OrderedSet<string>;
  /** Those of the contributors who have a conflict: their work counts until a stand-in is assigned. */
  readonly conflicted: OrderedSet<string>;
  /** Whether every required check was met, once they were made. */
  readonly eligible?: boolean | undefined;
  readonly scores: { readonly first?: Scoring | undefined; readonly second?: Scoring | undefined };
  readonly recommendation?: { readonly outcome: DecisionOutcome; readonly amount: Money } | undefined;
  /** The last proposal, also when it was returned. */
  readonly proposal?: DecisionProposed['data'] | undefined;
  /** The decision in force, or awaiting appropriation; none while the case is open. */
  readonly decision?: MadeDecision | undefined;
  /** Number of the annulled decision after which it was withdrawn: what was accepted of its grant ends. */
  readonly withdrawnAfter?: number | undefined;
  /** Every decision made, in order, by its number. */
  readonly decisions: Keyed<number, MadeDecision>;
  /** The decision, where somebody with a conflict had a part in it: who, and who may look at it in a superior's place. */
  readonly flagged?:
    | {
        readonly decision: number;
        readonly persons: readonly string[];
        /** What they had a part in, where that is not the decision itself. */
        readonly of?: readonly DecidedElsewhere[];
        readonly standIns: readonly string[];
        /** Somebody had a part in the decision itself. */
        readonly itself?: true;
        /** All they had a part in leaves the grant as it is. */
        readonly paysOn?: true;
      }
    | undefined;
  /** Reversals of own motion proposed so far. */
  readonly ownReversals: number;
  /** The last of them, while the decision it is about is in force. */
  readonly ownReversal?: OwnReversal | undefined;
  /** Who proposed and approved the last one that was approved. */
  readonly reversed?: { readonly number: number; readonly proposer: string; readonly approver: string };
  /** The superior body that reviews a decision, which sees the case since. */
  readonly review?: { readonly decision: number; readonly body: string; readonly sentOn: string } | undefined;
  /** Whom the party lets act beside itself, with where its notices go. */
  readonly representative?: CaseRepresentative | undefined;
  /** How many representatives were recorded. */
  readonly representations?: number | undefined;
  /** Reservations no approval may use. */
  readonly abandoned: OrderedSet<string>;
}

/** The state of an application's stream. */
export type Application = NoApplication | SubmittedApplication;

/** States before the decision, in which work goes on and the applicant may withdraw. */
export const OPEN: ReadonlySet<string> = new Set([
  'submitted',
  'awaiting-supplement',
  'under-assessment',
  'scored',
  'awaiting-moderation',
  'recommended',
  'proposed',
]);
