import { arrived } from '#eventsourcing/arrivals.js';
import { formatMoney } from '#money/format.js';
import type { AmendmentKind, Answering, AwardEvent } from '../../contract/events.js';
import type { SentencesOf } from '#cqrs/queries/sentence.js';

const CHANGE: Readonly<Record<AmendmentKind, string>> = {
  amount: 'another amount',
  dates: 'other dates',
  conditions: 'other conditions',
  continuation: 'a continuation',
};

/** Which request it answers. */
function answers({ request, inPart }: Answering): string {
  if (request === undefined) return '';
  return `; it grants request no. ${request}${inPart ? ' in part' : ''}`;
}

/** What the events of awards tell. */
export const AWARD_SENTENCES: SentencesOf<AwardEvent> = {
  AwardAccepted: {
    what: ({ recipient, amount }) => `${recipient} accepted the grant of ${formatMoney(amount)}`,
  },
  AwardLapsed: {
    what: ({ amount }) => `The grant of ${formatMoney(amount)} lapsed: nobody accepted it in time`,
  },
  AwardDeclined: {
    what: ({ person, byRecipient, recipient, amount, declinedOn }) =>
      byRecipient
        ? `${recipient} declined the grant of ${formatMoney(amount)}`
        : `${person} registered that ${recipient} declined the grant of ${formatMoney(amount)} on ${declinedOn}`,
    why: ({ grounds }) => grounds ?? null,
  },
  AcceptanceDateSet: {
    what: ({ person, lastDay }) => `${person} said that the grant has to be accepted by ${lastDay}`,
  },
  AcceptanceReminderSent: {
    what: ({ lastDay }) => `The recipient was reminded to accept the grant by ${lastDay}`,
  },
  InstalmentReleased: {
    what: ({ instalment, amount, dueDate }) =>
      `Instalment ${instalment} of ${formatMoney(amount)}, due ${dueDate}, was released for payment`,
  },
  InstalmentCancelled: {
    what: ({ instalment, amount }) => `${formatMoney(amount)} of instalment ${instalment} will not be paid`,
  },
  ConditionFulfilled: {
    what: ({ condition, person }) => `${person} held condition ${condition} for fulfilled`,
    why: ({ evidence }) => evidence,
  },
  AmendmentProposed: {
    what: ({ amendment, proposer, kind, amount, ...of }) =>
      `${proposer} proposed an amendment (no. ${amendment}): ${CHANGE[kind]}, ${formatMoney(amount)} in all${answers(of)}`,
    why: ({ grounds }) => grounds,
    inner: 'An amendment was proposed',
  },
  AmendmentReturned: {
    what: ({ amendment, person }) => `${person} returned amendment no. ${amendment}`,
    why: ({ grounds }) => grounds,
    inner: 'A proposed amendment was returned',
  },
  AwardAmended: {
    what: ({ amendment, approver, kind, amount, ...of }) =>
      `${approver} approved amendment no. ${amendment}: ${CHANGE[kind]}, ${formatMoney(amount)} in all${answers(of)}`,
    why: ({ grounds }) => grounds,
  },
  AwardContinued: {
    what: ({ amendment, approver, addition, amount, ...of }) =>
      `${approver} approved amendment no. ${amendment}: the grant is continued with ${formatMoney(addition)}, ${formatMoney(amount)} in all${answers(of)}`,
    why: ({ grounds }) => grounds,
  },
  AmendmentLifted: {
    what: ({ amendment, amount, appealId }) =>
      (appealId === undefined
        ? `Amendment no. ${amendment} is to be decided again`
        : `An appeal lifted amendment no. ${amendment}`) + `: ${formatMoney(amount)} is in force`,
  },
  AmendmentRequested: {
    what: ({ request, requester, arrival, wish }) =>
      `${requester ?? 'The recipient'} asked for an amendment (request no. ${request})${arrived(arrival)}` +
      (wish === null ? '' : `: ${wish}`),
    why: ({ grounds }) => grounds,
  },
  AmendmentRequestWithdrawn: {
    what: ({ request, requester, arrival }) =>
      `${requester ?? 'The recipient'} withdrew request no. ${request} for an amendment${arrived(arrival)}`,
    why: ({ grounds }) => grounds ?? null,
  },
  AmendmentRefusalProposed: {
    what: ({ request, refusal, proposer }) =>
      `${proposer} proposed (no. ${refusal}) to refuse request no. ${request} for an amendment`,
    why: ({ grounds }) => grounds,
    inner: 'The refusal of an amendment was proposed',
  },
  AmendmentRefusalReturned: {
    what: ({ refusal, person }) => `${person} returned refusal no. ${refusal} of an amendment`,
    why: ({ grounds }) => grounds,
    inner: 'A proposed refusal of an amendment was returned',
  },
  AmendmentRefused: {
    what: ({ request, refusal, approver }) =>
      `${approver} approved refusal no. ${refusal}: request no. ${request} for an amendment is refused`,
    why: ({ grounds }) => grounds,
  },
  AmendmentRequestResumed: {
    what: ({ request }) =>
      `Request no. ${request} for an amendment waits again, since the grant is in force again`,
  },
  AmendmentRequestReopened: {
    what: ({ request, refusal, granted, appealId }) =>
      appealId === undefined
        ? `Request no. ${request} for an amendment is decided again: refusal no. ${refusal} was looked at after a conflict of interest`
        : granted
          ? `An appeal against refusal no. ${refusal} was won: request no. ${request} for an amendment is to be granted`
          : `An appeal annulled refusal no. ${refusal}: request no. ${request} for an amendment is decided anew`,
  },
  AmendmentAbandoned: {
    what: () => 'The money reserved for a change of the award was given up: no decision stands on it',
    why: ({ grounds }) => grounds,
    inner: 'A reservation was given up',
  },
  RevocationForewarned: {
    what: ({ person, replyBy }) =>
      `${person} told the recipient that the grant may be revoked; it may answer until ${replyBy}`,
    why: ({ grounds }) => grounds,
  },
  RevocationProposed: {
    what: ({ proposer, amountInForce }) =>
      `${proposer} proposed to revoke the grant; ${formatMoney(amountInForce)} stays in force`,
    why: ({ grounds }) => grounds,
    inner: 'A revocation was proposed',
  },
  AwardRevoked: {
    what: ({ approver, decision, withdrawn, amountInForce, dueBack }) =>
      withdrawn
        ? `The grant ended with the application, which was withdrawn: ${formatMoney(dueBack)} is due back`
        : `${decision === undefined ? approver : `Decision no. ${decision}`} revoked the grant: ${formatMoney(amountInForce)} stays in force, ${formatMoney(dueBack)} is due back`,
    why: ({ grounds }) => grounds,
  },
  InstalmentsReplanned: {
    what: ({ unpaid, inForce }) => {
      const still = `What is unpaid was planned anew: ${formatMoney(unpaid)} is still to be paid`;
      return inForce
        ? `${still}, and ${formatMoney(inForce)} stays in force: the rest of a reported year was not spent`
        : still;
    },
  },
  ExcessClaimed: {
    what: ({ amount, claim }) =>
      `${formatMoney(amount)} was paid beyond what the recipient is entitled to, and is claimed back (claim no. ${claim})`,
  },
  DueBackRelinquished: {
    what: ({ amount }) => `${formatMoney(amount)} in all of what is due back is left to the recipient`,
  },
  AwardReinstated: {
    what: ({ amount, upheld, appealId, ended }) => {
      const undid =
        appealId === undefined
          ? 'The revocation is undone'
          : `An appeal undid the revocation${upheld ? ' in part' : ''}`;
      if (ended) return `${undid}: nothing more is in force by it, and the grant has ended as before`;
      return upheld
        ? `${undid}: ${formatMoney(amount)} is in force, ${formatMoney(upheld.stillRevoked)} stays revoked`
        : `${undid}: ${formatMoney(amount)} is in force again`;
    },
  },
  ReinstatementProposed: {
    what: ({ proposer, revocation }) =>
      `${proposer} proposed to undo revocation no. ${revocation} of own motion`,
    why: ({ grounds }) => grounds,
    inner: 'A reversal of the revocation was proposed',
  },
  ReinstatementReturned: {
    what: ({ person }) => `${person} returned the proposal to undo the revocation`,
    why: ({ grounds }) => grounds,
    inner: 'A proposed reversal of the revocation was returned',
  },
  ReinstatementApproved: {
    what: ({ approver, revocation }) =>
      `${approver} approved: revocation no. ${revocation} is undone of own motion`,
    why: ({ grounds }) => grounds,
  },
  AppropriationAwaited: {
    what: ({ appealId, revocation, amendment, limit, year, missing }) => {
      const undone = amendment === undefined ? 'the revocation' : `amendment no. ${amendment}`;
      let waits = 'What was repaid is to be paid again';
      if (appealId !== undefined) waits = `An appeal against ${undone} was won`;
      else if (amendment !== undefined || revocation !== undefined)
        waits = `What ${undone} took is to be in force again`;
      const of = limit === 'appropriation' ? 'appropriation' : 'commitment authority';
      return `${waits}, and waits for money: ${formatMoney(missing)} is missing in the ${of} of ${year}`;
    },
  },
  AwardSuspended: {
    what: ({ decision }) => `Decision no. ${decision} was annulled: nothing is paid until a new one is made`,
  },
  DecisionFollowed: {
    what: ({ decision, amount, dueBack }) =>
      `Decision no. ${decision} holds for the award: ${formatMoney(amount)} in all` +
      (dueBack ? `, ${formatMoney(dueBack)} is due back` : ''),
  },
  AccountCorrectionProposed: {
    what: ({ correction, proposer, byRecipient }) =>
      `${proposer} proposed${byRecipient ? ' for the recipient' : ''} that the grant is paid to another account (correction no. ${correction})`,
    why: ({ evidence }) => evidence,
  },
  CommitmentMoved: {
    what: ({ year, from, currency, cancelled }) =>
      `${from.map((each) => `${formatMoney({ amount: each.amount, currency })} held for ${each.year}`).join(', ')} counts in ${year}: it ${cancelled ? 'is not paid' : 'was paid then'}`,
    inner: 'Money counts in the budget year in which it was paid',
  },
  InstructionReserved: {
    what: ({ inAll }) =>
      `A payout is about to be handed over: ${formatMoney(inAll)} of it in all is held for that`,
    inner: 'A payout is about to be handed over',
  },
  PayingBackReserved: {
    what: ({ amount }) =>
      `What was repaid on a claim that fell is about to be paid back: ${formatMoney(amount)} is held for that`,
    inner: 'Money is about to be paid back',
  },
  InstructionsHeld: {
    what: () => 'A decision is about to be made: no payout is handed over before the award has followed it',
    inner: 'Payouts wait while the case is looked at',
  },
  InstructionsFreed: {
    what: () => 'No decision is under way any more: payouts are handed over again',
    inner: 'Payouts wait no more',
  },
  AccountCorrected: {
    what: ({ correction, approver }) =>
      `${approver} approved correction no. ${correction} of the account: what is not with the bank goes there`,
    why: ({ grounds }) => grounds,
  },
  AccountCorrectionRejected: {
    what: ({ correction, person }) =>
      `${person} rejected correction no. ${correction} of the account: payouts go where they went`,
    why: ({ grounds }) => grounds,
  },
  DueBackReduced: {
    what: ({ amount }) => `${formatMoney(amount)} less is due back: it was not paid after all`,
  },
  SpendingRecorded: {
    what: ({ reported: { fromYear, toYear } }) =>
      `By the approved report, no more is paid of ${fromYear === toYear ? fromYear : `${fromYear}–${toYear}`} than was spent`,
  },
  UnspentClaimed: {
    what: ({ amount }) => `${formatMoney(amount)} was not spent and is due back`,
  },
  ShortfallRecorded: {
    what: ({ reduction }) =>
      `Less co-funding came than the grant asks for: a reduction by ${formatMoney(reduction)} is to be decided, and nothing is paid before`,
  },
  ShortfallEnded: {
    what: ({ reduced, forgone }) =>
      `The co-funding that did not come takes ${formatMoney(reduced)} off the grant` +
      (forgone.amount > 0 ? `; ${formatMoney(forgone)} is left to the recipient` : ''),
  },
  PayoutsBlocked: {
    what: ({ decision }) =>
      decision === undefined
        ? 'Payouts are held up until the overdue report is approved or waived'
        : `Payouts are held up until decision no. ${decision} is upheld or taken again`,
  },
  PayoutsUnblocked: {
    what: ({ decision }) =>
      decision === undefined
        ? 'The report holds up payouts no more'
        : `Decision no. ${decision} holds up payouts no more`,
  },
  AwardClosed: {
    what: ({ person, kept }) => `${person} closed the award: the recipient keeps ${formatMoney(kept)}`,
    why: ({ note }) => note,
  },
};
