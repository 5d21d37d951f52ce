import type { List } from 'immutable';
import type { ReferenceMark } from '#money/references.js';

/** What is left of a claim of which an appeal took all or a part; minor units. */
export interface Fallen {
  /** Repaid beyond what holds: to be paid back, what was approved to be aside. */
  readonly owedBack: number;
  /** Paid back, or approved to be. */
  readonly paidBack: number;
  /** Sent back to be decided anew, where nobody has: neither claimed nor left to the debtor. */
  readonly sentBack?: true | undefined;
  readonly undecided: number;
  /** What of that was not kept any more, or came to be granted: nobody left it to the debtor. None when left out. */
  readonly lowered?: number | undefined;
  /** It is claimed anew under another recovery. */
  readonly takenUp?: true | undefined;
  /** An appeal against the claim itself annulled it; on record since that is said. */
  readonly itself?: true | undefined;
  /** On record since what fell is followed up. */
  readonly followed?: true | undefined;
}

/** A proposal to pay back that waits to be approved or paid. */
export interface PayingBack {
  readonly number: number;
  /** Minor units. */
  readonly amount: number;
  readonly proposers: List<string>;
  /** Calendar date on which it was approved. */
  readonly approvedOn?: string | undefined;
}

/** Money that was paid back. */
export interface PaidBack {
  /** Minor units. */
  readonly amount: number;
  /** Calendar date. */
  readonly paidOn: string;
  readonly reference: ReferenceMark;
}
