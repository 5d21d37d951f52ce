import type { CommandContext } from '#eventsourcing/command.js';
import { DraftContract } from '../application/pilots/draft-contract.js';
import type { OutcomeTerms } from '../contract/terms.js';
import type { ContractDto } from './contract.dto.js';

/** The contract as a command; its terms are still as they were sent. */
export function drafted(id: string, body: ContractDto, context: CommandContext): DraftContract {
  const { terms, payers, statePayee, liability, targets = [] } = body;
  const contract = {
    terms: terms as OutcomeTerms,
    payers,
    statePayee,
    liability: liability.map(({ year, amount }) => ({ year, amount })),
    targets: targets.map(({ metric, cohort, value }) => ({
      metric,
      ...(cohort === undefined ? {} : { cohort }),
      value,
    })),
  };
  return new DraftContract(id, { contract }, context);
}
