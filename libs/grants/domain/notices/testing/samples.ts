import type { Outcomes } from '#eventsourcing/testing/outcomes.js';
import type { Letter, NoticeEvent } from '../../../contract/events.js';
import type { NoticeCommand } from '../notices.js';

const letter = {
  id: 'l1',
  kind: 'revocation',
  language: 'nb',
  date: '2027-03-01',
} as unknown as Letter;
const of = { kind: 'revocation', number: 1 } as const;

const commands = {
  SendLetter: { type: 'SendLetter', caseId: 'c1', about: of, decidedOn: '2027-03-01', letter },
  RecordNotice: {
    type: 'RecordNotice',
    caseId: 'c1',
    of,
    decidedOn: '2027-03-01',
    receivedOn: '2027-03-04',
    channel: 'portal',
    language: 'nb',
    rules: { period: { weeks: 3 }, outerLimit: { years: 1 }, body: 'b', bodyName: 'The body' },
    today: '2027-03-05',
  },
} as const satisfies { readonly [Type in NoticeCommand['type']]: Extract<NoticeCommand, { type: Type }> };

const sent: NoticeEvent = {
  type: 'LetterSent',
  data: { caseId: 'c1', about: of, decidedOn: '2027-03-01', letter },
};
const received: NoticeEvent = {
  type: 'NoticeReceived',
  data: {
    caseId: 'c1',
    of,
    decidedOn: '2027-03-01',
    receivedOn: '2027-03-04',
    channel: 'portal',
    language: 'nb',
    appealDeadline: '2027-03-25',
  },
};

/** Histories by the state they lead to. */
const states = {
  'nothing told': [],
  'told by letter': [sent],
  'notice received': [sent, received],
  'notice received of a decision of before': [received],
} as const satisfies Record<string, readonly NoticeEvent[]>;

/** What each command leads to. */
const outcomes = {
  SendLetter: ['LetterSent'],
  RecordNotice: [
    'NoticeReceived',
    { '✗ already-notified': ['notice received', 'notice received of a decision of before'] },
  ],
} satisfies Outcomes<NoticeCommand['type'], keyof typeof states>;

/** Histories by the state they lead to, a command of each kind, and what it leads to. */
export const samples = {
  states: states as { readonly [Name in keyof typeof states]: readonly NoticeEvent[] },
  commands: commands as { readonly [Type in NoticeCommand['type']]: NoticeCommand },
  outcomes,
};
