import type { Duration } from '#calendar/duration.js';
import type { Money } from '#money/money.js';
import { ResourceCommand } from '#platform/cqrs/resource-command.js';

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
  readonly registerWithin: Duration;
}

/**
 * Records the de minimis aid `id`; the same id again changes nothing. Whoever sends it names the aid after the
 * commitment that carries it, or names that beside: when the budget lets it go, the aid is released.
 * Refused: `de-minimis-exceeded`, `currency-rate-missing`, `aid-released`.
 */
export class RecordAid extends ResourceCommand<{
  readonly caseId: string;
  readonly schemeId: string;
  readonly directorate: string;
  readonly organisation: string;
  /** The commitment that carries it, where it has another id: that one was raised for it. */
  readonly carrier?: string | undefined;
  /** What was declared before stays when left out. */
  readonly declaration?: StateAidDeclaration | undefined;
  readonly amount: Money;
  /** Calendar date. */
  readonly grantedOn: string;
  readonly regulationVersion: string;
  readonly rules: DeMinimisRules;
}> {}

/** Takes the aid `id` out of the account; what was never recorded or is out already stays as it is. */
export class ReleaseAid extends ResourceCommand<{ readonly grounds: string }> {}

/** Of the aid `id` only so much is granted, minor units of its currency; less already, or none, stays as it is. */
export class LowerAid extends ResourceCommand<{ readonly amount: number; readonly grounds: string }> {}

/** A caseworker confirms that the aid `id` stands in the public register. */
export class ConfirmRegisterEntry extends ResourceCommand<{
  /** Calendar date. */
  readonly enteredOn: string;
  readonly reference: string;
}> {}
