import { formatMoney } from '#money/format.js';
import { sum } from '#money/money.js';
import type { SentencesOf } from '#cqrs/queries/sentence.js';
import type { ContractEvent } from '../../contract/events.js';

/** What is told of an outcome contract. */
export const CONTRACT_SENTENCES: SentencesOf<ContractEvent> = {
  ContractDrafted: {
    what: ({ draftedBy, draft, contract }) =>
      `${draftedBy} drafted the outcome contract (no. ${draft}): ${contract.terms.metrics.length} metrics, ` +
      `the state pays at most ${formatMoney({ amount: contract.terms.caps.state, currency: contract.terms.currency })}`,
  },
  ContractSigned: {
    what: ({ signedBy, organisation, draft }) =>
      `${signedBy} signed contract no. ${draft} for ${organisation}`,
  },
  ContractAgreed: {
    what: ({ draft, liability, currency }) =>
      `All have signed contract no. ${draft}: its terms are frozen, and ` +
      `${formatMoney({ amount: sum(liability.map(({ amount }) => amount)), currency })} is reserved for the state's share`,
  },
  LiabilityAbandoned: {
    what: () => 'Money that was reserved for the contract was given up',
    why: ({ grounds }) => grounds,
  },
};
