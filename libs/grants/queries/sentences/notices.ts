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
};

function named(about: Told): string {
  switch (about.kind) {
    case 'revocation':
      return `revocation no. ${about.number}`;
    case 'amendment':
      return `amendment no. ${about.number}`;
    case 'refusal':
      return `refusal no. ${about.number} of an amendment`;
    case 'recovery':
      return 'the claim for repayment';
    case 'forewarning':
      return 'a claim for repayment that is considered';
    case 'appeal':
      return 'the outcome of the appeal';
  }
}
