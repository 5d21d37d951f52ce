import type { Money } from '#money/money.js';
import { ResourceCommand } from '#cqrs/resource-command.js';
import type { DeMinimisRules, StateAidDeclaration } from './declaration.js';

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
