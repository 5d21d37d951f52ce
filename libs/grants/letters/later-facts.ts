import type { CalendarDate } from '#calendar/oslo.js';
import type { Money } from '#money/money.js';
import type { AppealFacts, CaseFacts, DecidedBy, PaymentFacts } from './facts.js';

/** Why money is claimed back: it is not in force any more, was not spent, or was paid beyond what was due. */
export type ClaimBasis = 'revocation' | 'unspent' | 'overpayment';

/** What every letter of a decision that takes from the party after the grant is made from. */
export interface LaterDecisionFacts extends CaseFacts {
  /** The day of the decision on the grant. */
  readonly grantedOn?: CalendarDate | undefined;
  readonly grounds: string;
  readonly decidedBy: DecidedBy;
  /** Left out where nothing can be appealed. */
  readonly appeal?: AppealFacts | undefined;
}

/** What the letter of a revocation (omgjøring) is made from. */
export interface RevocationLetterFacts extends LaterDecisionFacts {
  /** What was in force before it. */
  readonly before: Money;
  /** What stays in force. */
  readonly inForce: Money;
  /** Whether too little co-funding came: the forewarning has the arithmetic. */
  readonly forCoFunding?: boolean | undefined;
}

/** What the letter on a revocation that was reversed of own motion (omgjøring til gunst) is made from. */
export interface ReinstatementLetterFacts extends LaterDecisionFacts {
  /** What is in force again with it. */
  readonly inForce: Money;
}

/** What the letter of a claim for repayment (krav om tilbakebetaling) is made from. */
export interface ClaimLetterFacts extends LaterDecisionFacts {
  readonly basis: ClaimBasis;
  readonly amount: Money;
  readonly dueOn: CalendarDate;
  /** What of the sum that was forewarned is left to the party. */
  readonly left?: Money | undefined;
}

/** What the letter on the refusal (avslag) of an amendment that the recipient asked for is made from. */
export interface RefusalLetterFacts extends LaterDecisionFacts {
  readonly requestedOn: CalendarDate;
  /** What was asked for, as the recipient said it. */
  readonly wish: string;
  /** Whether a part of it was granted, so that the rest is refused. */
  readonly inPart?: boolean | undefined;
}

/** What the letter of an amendment (endring) that takes from the party is made from. */
export interface AmendmentLetterFacts extends LaterDecisionFacts {
  /** What was in force before it. */
  readonly before: Money;
  readonly amount: Money;
  /** What is paid from then on; none where the plan stays as it is. */
  readonly schedule: readonly PaymentFacts[];
  readonly added: readonly { readonly text: string; readonly beforePayout?: boolean | undefined }[];
  /** How many conditions fall away. */
  readonly dropped: number;
}

/** What the letter on an offer that can be accepted again is made from. */
export interface ReopenedOfferLetterFacts extends CaseFacts {
  readonly amount: Money;
  /** The day of the decision that offers it. */
  readonly decidedOn: CalendarDate;
  /** The last day to accept by which it lapsed. */
  readonly lapsedAfter: CalendarDate;
  /** None while an appeal stops the clock. */
  readonly lastDay?: CalendarDate | undefined;
}
