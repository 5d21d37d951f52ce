import type { OutcomeContract, YearOfLiability } from '../../contract/pilot.js';
import type { OutcomeTerms } from '../../contract/terms.js';

/** The body of a request that drafts a contract. */
export interface ContractBody {
  readonly terms: object;
  readonly payers: OutcomeContract['payers'];
  readonly statePayee: string;
  readonly liability: readonly YearOfLiability[];
  readonly targets?: OutcomeContract['targets'] | undefined;
}

/** The contract that a request drafts; its terms are still as they were sent. */
export function contractOf({ terms, targets = [], ...body }: ContractBody): OutcomeContract {
  return { ...body, terms: terms as OutcomeTerms, targets };
}
