import { arrived } from '#eventsourcing/arrivals.js';
import { formatMoney } from '#money/format.js';
import type { SentencesOf } from '#cqrs/queries/sentence.js';
import type { LimitationBasis } from '#limitation/rules.js';
import type { RecoveryBasis, RecoveryEvent } from '../events.js';
import type { GivingUpForm } from '#giving-up/given-up.js';

const BASES: Readonly<Record<RecoveryBasis, string>> = {
  revocation: 'the grant was revoked',
  unspent: 'money was not spent',
  overpayment: 'too much was paid',
};

const BASES_OF_LIMITATION: Readonly<Record<LimitationBasis, string>> = {
  acknowledgement: 'an acknowledgement of',
  'legal-step': 'a legal step of',
  agreement: 'an agreement of',
  knowledge: 'that the agency has known of the claim since',
};

const FORMS: Readonly<Record<GivingUpForm, string>> = {
  drop: 'drop the recovery of',
  waive: 'waive',
  'write-off': 'write off',
};

/** What the recoveries' events tell. */
export const RECOVERY_SENTENCES: SentencesOf<RecoveryEvent> = {
  RecoveryForewarned: {
    what: ({ debtor, amount, basis, replyBy }) =>
      `${debtor} was told that up to ${formatMoney(amount)} may be claimed back (${BASES[basis]}), to answer by ${replyBy}`,
    why: ({ grounds }) => grounds,
  },
  ForewarningAnswered: {
    what: ({ person, arrival }) => `${person ?? 'The debtor'} answered the forewarning${arrived(arrival)}`,
    why: ({ answer }) => answer,
  },
  ForewarningLapsed: {
    what: () => 'The time to answer the forewarning passed without an answer',
  },
  ClaimProposed: {
    what: ({ proposer, proposal, amount, dueOn }) =>
      `${proposer} proposed (no. ${proposal}) to claim ${formatMoney(amount)} back by ${dueOn}`,
    why: ({ grounds }) => grounds,
    inner: 'A claim for repayment was proposed',
  },
  ClaimReturned: {
    what: ({ person, proposal }) => `${person} returned proposal no. ${proposal} to claim money back`,
    why: ({ grounds }) => grounds,
    inner: 'The proposed claim was returned',
  },
  RepaymentClaimed: {
    what: ({ approver, proposal, amount, debtor, dueOn, givenUp }) =>
      `${approver} approved proposal no. ${proposal}: ${formatMoney(amount)} is claimed back from ${debtor} by ${dueOn}` +
      (givenUp === undefined
        ? ''
        : `; ${formatMoney({ ...amount, amount: givenUp.total })} less than is due back`),
    why: ({ note }) => note,
  },
  RecoveryDropped: {
    what: ({ person, amount }) => `${person} dropped the recovery of ${formatMoney(amount)}`,
    why: ({ grounds, note }) => grounds ?? note,
  },
  RepaymentPlanAgreed: {
    what: ({ person, currency, instalments }) =>
      `${person} agreed to repayment in instalments (${instalments
        .map(({ dueOn, amount }) => `${dueOn}: ${formatMoney({ amount, currency })}`)
        .join(', ')})`,
    why: ({ grounds }) => grounds,
  },
  RepaymentReceived: {
    what: ({ amount, receivedOn, bankReference }) =>
      `${formatMoney(amount)} was paid back on ${receivedOn}` +
      (bankReference === null ? '' : ` (bank reference ${bankReference})`),
  },
  RecoverySettled: {
    what: ({ amount }) => `All of ${formatMoney(amount)} claimed was paid back`,
  },
  ClaimBecameOverdue: {
    what: ({ amount }) => `${formatMoney(amount)} was not paid back in time`,
  },
  LimitationInterrupted: {
    what: ({ person, limitationDate, basis, on, reference }) =>
      basis === undefined
        ? `${person} interrupted the limitation: the claim is barred after ${limitationDate}`
        : `${person} recorded ${BASES_OF_LIMITATION[basis]} ${on} (${reference}): the claim is barred after ${limitationDate}`,
    why: ({ grounds }) => grounds,
  },
  LimitationMoveProposed: {
    what: ({ proposer, proposal, limitationDate }) =>
      `${proposer} proposed (no. ${proposal}) that the claim is barred after ${limitationDate}`,
    why: ({ grounds }) => grounds,
    inner: 'Another date of limitation was proposed',
  },
  LimitationMoveReturned: {
    what: ({ person, proposal }) =>
      `${person} returned proposal no. ${proposal} of another date of limitation`,
    why: ({ grounds }) => grounds,
    inner: 'Another date of limitation was not approved',
  },
  LimitationMoved: {
    what: ({ approver, limitationDate }) =>
      `${approver} approved: the claim is barred after ${limitationDate}`,
    why: ({ note }) => note,
  },
  ClaimBecameBarred: {
    what: ({ amount, limitationDate, left }) =>
      `${formatMoney(amount)} was barred by limitation after ${limitationDate}` +
      (left.amount > 0 ? `; ${formatMoney(left)} was not` : ''),
  },
  GivingUpProposed: {
    what: ({ proposer, proposal, form, amount, authority }) =>
      `${proposer} proposed (no. ${proposal}) to ${FORMS[form]} ${formatMoney(amount)}` +
      (authority === undefined ? '' : ` (${authority})`),
    why: ({ grounds }) => grounds,
    inner: 'To give up money that is due back was proposed',
  },
  GivingUpReturned: {
    what: ({ person, proposal }) => `${person} returned proposal no. ${proposal} to give up money`,
    why: ({ grounds }) => grounds,
    inner: 'To give up money was not approved',
  },
  GivingUpStandInNamed: {
    what: ({ namedBy, person, proposal }) =>
      `${namedBy} named ${person} to judge proposal no. ${proposal} to give up money`,
    why: ({ grounds }) => grounds,
    inner: 'A stand-in was named',
  },
  ClaimWaived: {
    what: ({ givenUp, amount, left }) =>
      `${givenUp.approver} approved: ${formatMoney(amount)} is waived, ${formatMoney(left)} is still owed`,
    why: ({ note }) => note,
  },
  WriteOffProposed: {
    what: ({ proposer, authority }) => `${proposer} proposed to write off what is owed (${authority})`,
    why: ({ grounds }) => grounds,
    inner: 'To write off the claim was proposed',
  },
  ClaimWrittenOff: {
    what: ({ approver, amount, authority, givenUp }) =>
      `${approver} approved: ${formatMoney(amount)} is written off` +
      (givenUp === undefined ? '' : ' and stays owed') +
      (authority === '' ? '' : ` (${authority})`),
    why: ({ note }) => note,
  },
  ClaimDeferred: {
    what: ({ until }) => `The claim waits: enforcement is deferred until ${until ?? 'the appeal is decided'}`,
  },
  ClaimDeferralEnded: { what: () => 'The claim waits for the appeal no more' },
  ClaimFlagged: {
    what: () =>
      'Somebody with a conflict of interest had a part in the claim: it waits until it is upheld or decided anew',
    inner: 'The claim waits: it is looked at once more',
  },
  FlaggedClaimUpheld: { what: () => 'The claim was looked at once more and stands' },
  ClaimLowered: {
    what: ({ amount, less }) =>
      `${formatMoney(less)} less is claimed back, ${formatMoney(amount)} in all: it came back otherwise, or may be kept`,
  },
  ClaimPartlyUpheld: {
    what: ({ by, amount, less, owedBack }) =>
      `${by === 'appeal' ? 'The appeal body' : 'The deciding body'} upheld the claim in part: ${formatMoney(amount)} in all, ${formatMoney(less)} less is owed` +
      (owedBack.amount > 0 ? `; ${formatMoney(owedBack)} is owed back` : ''),
  },
  ClaimAnnulled: {
    what: ({ appealId, by, retaken, amount, repaid }) =>
      `The claim of ${formatMoney(amount)} was annulled by ${annulledBy(appealId, retaken)}` +
      (by === 'appeal' || retaken !== undefined ? ' and is decided anew' : '') +
      (repaid.amount > 0 ? `; ${formatMoney(repaid)} is owed back` : ''),
  },
  PayingBackProposed: {
    what: ({ proposer, payingBack, amount }) =>
      `${proposer} proposed (no. ${payingBack}) to pay ${formatMoney(amount)} back to the debtor`,
    why: ({ grounds }) => grounds,
    inner: 'To pay back what was repaid was proposed',
  },
  PayingBackApproved: {
    what: ({ approver, amount }) => `${approver} approved: ${formatMoney(amount)} is paid back to the debtor`,
    why: ({ note }) => note,
  },
  PayingBackReturned: {
    what: ({ person, payingBack }) => `${person} returned proposal no. ${payingBack} to pay money back`,
    why: ({ grounds }) => grounds,
    inner: 'To pay back what was repaid was not approved',
  },
  OwedBackPaid: {
    what: ({ amount, paidOn, bankReference, left }) =>
      `${formatMoney(amount)} was paid back to the debtor on ${paidOn}` +
      (bankReference === null ? '' : ` (bank reference ${bankReference})`) +
      (left.amount > 0 ? `; ${formatMoney(left)} is still owed back` : ''),
  },
  ClaimRenewed: {
    what: ({ person }) => `${person} took the claim up anew: the debtor is forewarned again`,
    why: ({ grounds }) => grounds,
  },
  FallenClaimLowered: {
    what: ({ left, undecided }) =>
      `The grant pays again what was repaid, or it may be kept: ${formatMoney(left)} is still owed back, ${formatMoney(undecided)} is to be decided anew`,
  },
};

function annulledBy(appealId: string | undefined, retaken: number | undefined): string {
  if (retaken !== undefined) return 'whoever looked at it after a conflict of interest';
  return appealId === undefined ? 'a later decision' : 'an appeal';
}
