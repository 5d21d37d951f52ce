import type { CallExtended, CallCancelled, LateSubmissionAllowed } from '../../contract/events.js';
import type { SentencesOf } from '#cqrs/queries/sentence.js';

/** What happens to a call and concerns those who applied to it. */
export type CallEventOfCase = CallExtended | CallCancelled | LateSubmissionAllowed;

/** What the events of a case's call tell; they name no person, so everyone reads them. */
export const CALL_SENTENCES: SentencesOf<CallEventOfCase> = {
  CallExtended: {
    what: ({ closesAt }) => `The call was extended and closes at ${closesAt}`,
    why: ({ grounds }) => grounds,
  },
  LateSubmissionAllowed: {
    what: ({ organisation, until }) => `${organisation} may submit to the call until ${until}`,
    why: ({ grounds }) => grounds,
  },
  CallCancelled: {
    what: () => 'The call was cancelled; applications that were submitted stay',
    why: ({ grounds }) => grounds,
  },
};
