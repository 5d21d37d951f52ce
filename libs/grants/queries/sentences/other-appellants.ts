import type { AppealJoined, OtherAppellantEvent } from '../../contract/events.js';
import type { SentencesOf } from '#cqrs/queries/sentence.js';

const OUTCOMES: Readonly<Record<AppealJoined['data']['outcome'], string>> = {
  reversed: 'reversed',
  stands: 'left to stand',
  changed: 'changed',
  annulled: 'annulled',
};

/** What happens to appeals where several may appeal. */
export const OTHER_APPELLANT_SENTENCES: SentencesOf<OtherAppellantEvent> = {
  AppealStandingRecognised: {
    what: ({ person }) => `${person} recognised the legal interest of whoever appealed`,
    why: ({ grounds }) => grounds,
  },
  AppellantKnowledgeRecorded: {
    what: ({ person, knownOn, deadline, late }) =>
      `${person} recorded that whoever appealed knew of the decision on ${knownOn}: the last day to appeal was ${deadline}, the appeal is ${late ? 'late' : 'in time'}`,
  },
  AppealJoined: {
    what: ({ outcome }) =>
      `What was appealed against was ${OUTCOMES[outcome]} in another appeal: that is the outcome of this one, too`,
  },
};
