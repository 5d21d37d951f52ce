import type { Map as Persistent, OrderedSet } from 'immutable';
import type { Money } from '#money/money.js';
import type {
  AppealSubmitted,
  Appealed,
  Detriment,
  Noticed,
  ReplacedContent,
} from '../../contract/events.js';
import type { ReceiptCorrection } from '../notices/receipt.js';
import type { Given } from './detriment.js';

/** Where an appeal stands. */
export type AppealStatus =
  | 'received'
  | 'late'
  | 'under-preparation'
  | 'dismissal-proposed'
  | 'reversal-proposed'
  | 'forwarded'
  | 'stands'
  | 'reversed'
  | 'changed'
  | 'annulled'
  | 'dismissed'
  | 'withdrawn'
  | 'superseded';

/** An appeal before it was submitted. */
export interface NoAppeal {
  readonly status: 'none';
}

/** An appeal from its receipt on. */
export interface SubmittedAppeal {
  readonly status: AppealStatus;
  readonly submission: AppealSubmitted['data'];
  /** It came too late, and nobody accepted it nevertheless. */
  readonly late: boolean;
  /** By person: whether a conflict of interest was declared; the last declaration counts. */
  readonly conflicts: Persistent<string, boolean>;
  /** Everyone who prepared any part of it: none of them approves or decides. */
  readonly preparers: OrderedSet<string>;
  /** Whoever approved or decided something in it. */
  readonly deciders: OrderedSet<string>;
  /** Who proposed the dismissal or reversal that is before the approver. */
  readonly proposer?: string;
  /** What is proposed took the place of another proposal. */
  readonly replacesProposal?: true;
  /** Of who appealed without having applied: whether the legal interest was recognised. */
  readonly standing?: 'claimed' | 'recognised';
  /** The dismissal of this one did not hold. */
  readonly reopened?: true;
  /** The appeal against the same in which its outcome was decided. */
  readonly joinedTo?: string;
  readonly reversal?: ReplacedContent;
  /** To what a revocation or a claim comes down by the proposed reversal. */
  readonly reversalInPart?: Money;
  /** What the proposed reversal would give the party. */
  readonly reversalGives?: Given;
  /** Of the proposed reversal, or of the outcome: that it is to the party's detriment. */
  readonly detriment?: Omit<Detriment, 'grounds'> | undefined;
  /** When the party was told that the decision may be changed to its detriment, calendar date. */
  readonly detrimentNotice?: string;
  /** Of a dismissed one: the calendar date. */
  readonly dismissedOn?: string;
  /** Calendar date on which it had its outcome. */
  readonly decidedOn?: string | undefined;
  /** To what it brought a revocation or a claim down: in force after it, or what holds of it. */
  readonly inPart?: Money;
  readonly forwarded: boolean;
  readonly provisionalReply?: 'due' | 'sent';
  readonly costsCovered: boolean;
  /** Notice of the outcome: when it was received, calendar date. */
  readonly notice?: {
    readonly receivedOn: string;
    readonly appealDeadline?: string | undefined;
    readonly representation?: number;
    /** Of a corrected receipt: the latest day that was ever on record. */
    readonly answeredOn?: string | undefined;
  };
  /** Another day of that receipt that was proposed and not judged yet. */
  readonly receiptCorrection?: ReceiptCorrection;
  /** How many were proposed. */
  readonly receiptCorrections?: number;
}

/** The state of an appeal's stream. */
export type Appeal = NoAppeal | SubmittedAppeal;

/** A decision as an appeal finds it. */
export interface Appealable {
  readonly against: Appealed;
  /** What notice is given of it beside the case's decision, where it is such a one. */
  readonly noticed?: Noticed | undefined;
  /** Calendar date; none for decisions from before they bore a date. */
  readonly decidedOn: string;
  /** Calendar date on which the party received notice; none where no notice is recorded. */
  readonly receivedOn?: string | undefined;
  /** The last day of the period as the notice said it. */
  readonly deadline?: string | undefined;
  /** Made by the appeal body: nobody is above it. */
  readonly final: boolean;
  /** Who prepared or made it. */
  readonly involved: readonly string[];
}

/** States in which an appeal waits for its outcome. */
export const PENDING: ReadonlySet<string> = new Set<AppealStatus>([
  'received',
  'late',
  'under-preparation',
  'dismissal-proposed',
  'reversal-proposed',
  'forwarded',
]);

/** States in which the deciding body prepares it. */
export const PREPARING: ReadonlySet<string> = new Set<AppealStatus>([
  'received',
  'under-preparation',
  'dismissal-proposed',
  'reversal-proposed',
]);

/** What was decided on what was appealed against: one outcome for all who appealed. */
export const DECIDED: ReadonlySet<string> = new Set<AppealStatus>([
  'stands',
  'reversed',
  'changed',
  'annulled',
]);

/** Outcomes that gave the party something. */
export const WON: ReadonlySet<string> = new Set<AppealStatus>(['reversed', 'changed', 'annulled']);

/** Whether the deciding body itself reversed a part of a revocation or a claim: the rest is its decision still. */
export function isReversedInPart({ status, inPart }: Pick<SubmittedAppeal, 'status' | 'inPart'>): boolean {
  return status === 'reversed' && inPart !== undefined;
}

/** Whether its outcome is that of all who appeal against the same: what the deciding body left of it can be appealed anew. */
export function decidesForAll(appeal: SubmittedAppeal): boolean {
  return DECIDED.has(appeal.status) && !isReversedInPart(appeal);
}
