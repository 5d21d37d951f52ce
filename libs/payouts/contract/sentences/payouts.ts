import { formatMoney } from '#money/format.js';
import type { SentencesOf } from '#cqrs/queries/sentence.js';
import type { PayoutEvent } from '../events.js';

/** What the payouts' events tell. */
export const PAYOUT_SENTENCES: SentencesOf<PayoutEvent> = {
  PayoutOpened: {
    what: ({ instalment, amount, payee }) =>
      `A payout of ${formatMoney(amount)} to ${payee.person ?? payee.name} was opened for instalment ${instalment}`,
  },
  PayoutAttested: {
    what: ({ attester }) => `${attester} attested that the payout may go`,
    why: ({ note }) => note,
  },
  PayoutApproved: {
    what: ({ approver }) => `${approver} approved the payout`,
    why: ({ note }) => note,
  },
  PayoutInstructed: {
    what: ({ amount, attempt }) =>
      `The payout of ${formatMoney(amount)} was handed to the finance system (attempt ${attempt})`,
  },
  InstructionLapsed: {
    what: () =>
      'An instruction that had not gone out lapsed, since less may be paid; the next one is judged anew',
  },
  PayoutAcknowledged: {
    what: () => 'The finance system took the payout',
  },
  PayoutPartiallySettled: {
    what: ({ amount, settledOn, bankReference }) =>
      `${formatMoney(amount)} of the payout was paid on ${settledOn}${referred(bankReference)}`,
  },
  PayoutSettled: {
    what: ({ amount, settledOn, bankReference }) =>
      `${formatMoney(amount)} was paid on ${settledOn}${referred(bankReference)}`,
  },
  PayoutFailed: {
    what: ({ reasonCode }) => `The payment failed: ${reasonCode}`,
    why: ({ reason }) => reason,
  },
  PayoutReturned: {
    what: ({ amount, returnedOn, reasonCode, bankReference }) =>
      `The bank returned ${formatMoney(amount)} on ${returnedOn}: ${reasonCode}${referred(bankReference)}`,
    why: ({ reason }) => reason,
  },
  PayoutCancelled: {
    what: ({ person, amount, paid }) =>
      `${person === undefined ? 'The payout was cancelled' : `${person} cancelled the payout`}: ` +
      `${formatMoney(amount)} will not be paid${paid.amount > 0 ? `, ${formatMoney(paid)} was` : ''}`,
    why: ({ grounds }) => grounds,
  },
  MoneyReceived: {
    what: ({ amount, receivedOn, payer, bankReference }) =>
      `${formatMoney(amount)} came back unasked on ${receivedOn}${payer ? `, paid by ${payer}` : ''}${referred(bankReference)}`,
  },
  ReceivedMoneyAllocated: {
    what: ({ person, amount, left }) =>
      `${person} counted ${formatMoney(amount)} of what came back for a claim${left.amount > 0 ? `; ${formatMoney(left)} is left` : ''}`,
  },
  AllocationReleased: {
    what: ({ amount, reason }) =>
      `${formatMoney(amount)} of what came back is free again: the claim answered ${reason}`,
  },
  ReceivedMoneyReturned: {
    what: ({ person, amount, returnedOn, bankReference }) =>
      `${person} sent ${formatMoney(amount)} of what came back to whoever paid it on ${returnedOn}${referred(bankReference)}`,
    why: ({ grounds }) => grounds,
  },
  PayoutAccountCorrected: {
    what: ({ correction }) =>
      `By correction no. ${correction} the payout goes to another account; what is not with the bank is attested anew`,
  },
};

/** The bank's reference, unless it was erased. */
function referred(bankReference: string | null): string {
  return bankReference === null ? '' : ` (bank reference ${bankReference})`;
}
