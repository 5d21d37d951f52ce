import type { Duration, Period } from '#calendar/duration.js';
import type { Money } from '#money/money.js';

/** Aid of another grantor as an applicant declares it. */
export interface DeclaredAid {
  /** Organisation that received it; the declaring one when left out. */
  readonly recipient?: string | undefined;
  readonly grantor: string;
  readonly amount: Money;
  /** Calendar date. */
  readonly grantedOn: string;
  readonly reference?: string | undefined;
}

/** What an applicant says of its group and of aid from others (bagatellmessig støtte). */
export interface StateAidDeclaration {
  /** The other organisations of its group. */
  readonly group: readonly string[];
  readonly otherAid: readonly DeclaredAid[];
}

/** The rules of a regulation version that aid is judged by; the limit in euro cents. */
export interface DeMinimisRules {
  readonly limitEuroCents: number;
  readonly window: Duration;
  readonly registerWithin: Period;
}
