import type { Money } from '#money/money.js';
import type { Personal } from '#sealing/sealed.js';

/** An instalment of a grant: when it falls due (calendar date) and how much, minor units. */
export interface Instalment {
  readonly number: number;
  readonly dueDate: string;
  readonly amount: number;
}

/** What a decision on the application says after an appeal. */
export interface ReplacedContent {
  readonly outcome: 'granted' | 'rejected';
  readonly amount: Money;
  readonly schedule: readonly Instalment[];
}

/** The same where it is first said, with its conditions: in any order, and those fulfilled before anything is paid. */
export interface NewDecision extends ReplacedContent {
  readonly conditions: readonly Personal<string>[];
  readonly payoutConditions?: readonly Personal<string>[] | undefined;
}

/** In what a decision is worse for the party than the one before. */
export type Worse = 'amount' | 'dates' | 'conditions';

/**
 * Why a decision may be changed to a party's detriment: other interests outweigh, or somebody else's appeal is well
 * founded; nobody was told of the decision, it is invalid, or other law, the decision itself or general principles
 * allow it.
 */
export type DetrimentGround =
  | 'other-interests'
  | 'other-appeal'
  | 'not-notified'
  | 'invalid'
  | 'other-law'
  | 'reserved'
  | 'general-principles';

/** That a decision was changed to a party's detriment, and why it may be. */
export interface Detriment {
  /** Empty where only people see it, as in the words of a condition. */
  readonly worse: readonly Worse[];
  readonly ground: DetrimentGround;
  /** Somebody else's appeal that is well founded. */
  readonly appeal?: string | undefined;
  readonly grounds: Personal<string>;
}
