import type { Refusal } from '#eventsourcing/refusal.js';
import type { Money } from '#money/money.js';
import type {
  DecisionOutcome,
  Instalment,
  Language,
  Letter,
  NoticeChannel,
  PlannedYear,
} from '../../contract/events.js';
import type { RegulationVersion } from '../../contract/regulation.js';

/** The caseworker proposes a decision. */
export interface ProposeDecision {
  readonly type: 'ProposeDecision';
  readonly proposer: string;
  readonly regulation: RegulationVersion;
  readonly outcome: DecisionOutcome;
  readonly amount: Money;
  readonly grounds: string;
  readonly conditions: readonly string[];
  /** To be fulfilled before anything is paid. */
  readonly payoutConditions?: readonly string[] | undefined;
  readonly schedule: readonly Instalment[];
  /** Later years, subject to parliament's budget. */
  readonly planned?: readonly PlannedYear[] | undefined;
}

/** A decision-maker returns what another prepared. */
export interface ReturnProposal {
  readonly type: 'ReturnProposal';
  readonly decisionMaker: string;
  /** The proposal the decision-maker has before them; the latest when left out. */
  readonly proposal?: number | undefined;
  readonly grounds: string;
}

/** What a person declares on their impartiality in passing. */
export interface Declaration {
  readonly conflict: boolean;
  readonly doubt?: boolean | undefined;
  readonly statement?: string | undefined;
}

/** A decision-maker approves what another prepared; `reservationId` holds the money of a grant. */
export interface ApproveDecision {
  readonly type: 'ApproveDecision';
  readonly decisionMaker: string;
  readonly impartiality?: Declaration | undefined;
  /** The proposal the decision-maker has before them; the latest when left out. */
  readonly proposal?: number | undefined;
  readonly grounds?: string | undefined;
  /** Why the decision lies outside the person's delegation, if it does. */
  readonly delegation?: Refusal<'outside-delegation'> | undefined;
  readonly reservationId?: string | undefined;
  /** Calendar date on which the decision is made, and its budget year. */
  readonly decidedOn: string;
  readonly budgetYear: number;
}

/** A reservation that led to no decision is given up. */
export interface AbandonReservation {
  readonly type: 'AbandonReservation';
  readonly reservationId: string;
  readonly grounds: string;
}

/** The applicant has received notice of the decision. */
export interface NotifyDecision {
  readonly type: 'NotifyDecision';
  readonly regulation: RegulationVersion;
  /** The decision in force when left out. */
  readonly decision?: number | undefined;
  readonly receivedOn: string;
  readonly channel: NoticeChannel;
  /** The application's when left out. */
  readonly language?: Language | undefined;
  readonly letterDigest?: string | undefined;
  readonly letter?: Letter | undefined;
  /** Calendar date. */
  readonly today: string;
}

/** The ordinary time to appeal a decision is over. */
export interface EndAppealPeriod {
  readonly type: 'EndAppealPeriod';
  readonly decision: number;
  /** UTC instant it was due. */
  readonly dueAt: string;
}

/**
 * An appeal or the deciding body's own reversal puts a new decision in place of one. `funding` holds the money of a
 * grant; where it is `none-free`, the grant awaits appropriation.
 */
export interface ReplaceDecision {
  readonly type: 'ReplaceDecision';
  readonly by: 'reversal' | 'appeal';
  readonly appealId: string;
  /** Number of the decision it takes the place of. */
  readonly replaces: number;
  readonly outcome: DecisionOutcome;
  readonly amount: Money;
  readonly conditions: readonly string[];
  readonly payoutConditions?: readonly string[] | undefined;
  readonly schedule: readonly Instalment[];
  readonly decidedOn: string;
  readonly funding?: Funding | 'none-free' | undefined;
}

/** The commitment that holds a grant's money. */
export interface Funding {
  readonly reservationId: string;
  readonly budgetYear: number;
}

/** Money came for the decision that awaits appropriation. */
export interface FundDecision {
  readonly type: 'FundDecision';
  readonly decision: number;
  readonly funding?: Funding | undefined;
}

/** The appeal body annulled a decision: the application is assessed again. */
export interface ReopenApplication {
  readonly type: 'ReopenApplication';
  readonly decision: number;
  readonly appealId: string;
}
