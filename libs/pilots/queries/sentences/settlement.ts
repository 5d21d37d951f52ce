import { formatMoney } from '#money/format.js';
import type { SentencesOf } from '#cqrs/queries/sentence.js';
import type { SettlementEvent } from '../../contract/events.js';

/** What is told of settlements. */
export const SETTLEMENT_SENTENCES: SentencesOf<SettlementEvent> = {
  SettlementCalculated: {
    what: ({ calculatedBy, version, final, settlement }) =>
      `${calculatedBy} calculated version ${version} of the ${final ? 'final' : 'interim'} settlement: ` +
      `${formatMoney({ amount: settlement.total, currency: settlement.currency })} (${settlement.shares
        .map(({ name, amount }) => `${name} ${formatMoney({ amount, currency: settlement.currency })}`)
        .join(', ')})`,
  },
  SettlementReviewed: {
    what: ({ reviewedBy, version }) => `${reviewedBy} reviewed version ${version} of the settlement`,
    why: ({ note }) => note,
  },
  SettlementReturned: {
    what: ({ returnedBy, directorate, version }) =>
      `${returnedBy} of ${directorate} sent version ${version} of the settlement back`,
    why: ({ grounds }) => grounds,
  },
  SettlementApproved: {
    what: ({ approvedBy, directorate, version }) =>
      `${approvedBy} approved version ${version} of the settlement for ${directorate}`,
    why: ({ note }) => note,
  },
  SettlementConcluded: {
    what: ({ version, total, currency }) =>
      `Version ${version} of the settlement is concluded: ${formatMoney({ amount: total, currency })}`,
  },
  SettlementSuperseded: {
    what: ({ version, by }) => `Version ${by} of the settlement takes the place of version ${version}`,
  },
  ShareClaimed: {
    what: ({ payer, organisation, amount, currency }) =>
      amount < 0
        ? `${organisation} (${payer}) owes ${formatMoney({ amount: -amount, currency })} less than before`
        : `${organisation} (${payer}) owes ${formatMoney({ amount, currency })} as its share`,
  },
  SharePaid: {
    what: ({ payer, amount, currency, paidOn, reference }) =>
      `${payer} paid ${formatMoney({ amount, currency })} of its share on ${paidOn}` +
      (reference === null ? '' : ` (reference ${reference})`),
  },
  StateShareOrdered: {
    what: ({ amount, currency, order }) =>
      `${formatMoney({ amount, currency })} of the state's share was ordered (payout ${order})`,
  },
  ProvisionAbandoned: {
    what: () => 'Money that was provided for a settlement nobody concluded, or ordered by, is let go',
    why: ({ grounds }) => grounds,
  },
  StateShareWithheld: {
    what: ({ amount, currency }) =>
      `${formatMoney({ amount, currency })} of the state's share that was ordered is not paid`,
  },
  StateShareReclaimed: {
    what: ({ amount, currency }) =>
      `${formatMoney({ amount, currency })} of the state's share was paid too much and is claimed back`,
  },
  StateShareReclaimWithdrawn: {
    what: ({ amount, currency }) =>
      `${formatMoney({ amount, currency })} is owed after all and not claimed back any more`,
  },
  StateShareOverpaymentWaived: {
    what: ({ amount, currency }) =>
      `${formatMoney({ amount, currency })} that was paid too much is left to the payee`,
  },
  SettlementFlagged: {
    what: ({ version, person }) =>
      `Version ${version} of the settlement is flagged: ${person}, who has a conflict of interest, had a part in it`,
  },
  SettlementUpheld: {
    what: ({ version, person }) => `${person} upheld the flagged version ${version} of the settlement`,
    why: ({ grounds }) => grounds,
  },
  SettlementStandInNamed: {
    what: ({ version, person, namedBy }) =>
      `${namedBy} named ${person} to look at the flagged version ${version} of the settlement`,
    why: ({ grounds }) => grounds,
  },
};
