import type { SentencesOf } from '#cqrs/queries/sentence.js';
import type { NoticeEvent, Told } from '../../contract/events.js';

/** What the events of notices tell. */
export const NOTICE_SENTENCES: SentencesOf<NoticeEvent> = {
  LetterSent: { what: ({ about }) => `The party was told by letter of ${named(about)}` },
  NoticeReceived: {
    what: ({ of, receivedOn, appealDeadline }) =>
      `Notice of ${named(of)} was received on ${receivedOn}` +
      (appealDeadline === undefined ? '' : `; it may be appealed against until ${appealDeadline}`),
  },
  NoticeReceiptCorrectionProposed: {
    what: ({ proposer, of, receivedOn }) =>
      `${proposer} proposed that notice of ${named(of)} was received on ${receivedOn}`,
    why: ({ grounds }) => grounds,
    inner: 'Another day of receipt was proposed',
  },
  NoticeReceiptCorrected: {
    what: ({ approver, of, before, receivedOn, appealDeadline }) =>
      `${approver} approved that notice of ${named(of)} was received on ${receivedOn}, not on ${before}` +
      (appealDeadline === undefined ? '' : `; it may be appealed against until ${appealDeadline}`),
    why: ({ grounds }) => grounds,
  },
  NoticeReceiptCorrectionRejected: {
    what: ({ person, of, correction }) =>
      `${person} rejected correction no. ${correction} of the receipt of ${named(of)}`,
    why: ({ grounds }) => grounds,
    inner: 'Another day of receipt was rejected',
  },
};

function named(about: Told): string {
  switch (about.kind) {
    case 'revocation':
      return `revocation no. ${about.number}`;
    case 'amendment':
      return `amendment no. ${about.number}`;
    case 'refusal':
      return `refusal no. ${about.number} of an amendment`;
    case 'reinstatement':
      return `the reversal of a revocation (no. ${about.number})`;
    case 'recovery':
      return 'the claim for repayment';
    case 'offer':
      return 'the offer, which is open again';
    case 'forewarning':
      return 'a claim for repayment that is considered';
    case 'appeal':
      return 'the outcome of the appeal';
  }
}
