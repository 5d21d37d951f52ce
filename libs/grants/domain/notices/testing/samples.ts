import type { Outcomes } from '#eventsourcing/testing/outcomes.js';
import type { AppealRules } from '../../../contract/regulation.js';
import type { Letter, NoticeEvent } from '../../../contract/events.js';
import type { NoticeCommand } from '../notices.js';

const letter = {
  id: 'l1',
  kind: 'revocation',
  language: 'nb',
  date: '2027-03-01',
} as unknown as Letter;
const of = { kind: 'revocation', number: 1 } as const;
const rules: AppealRules = {
  period: { weeks: 3 },
  outerLimit: { years: 1 },
  body: 'b',
  bodyName: 'The body',
};

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
    rules,
    today: '2027-03-05',
  },
  ProposeReceiptCorrection: {
    type: 'ProposeReceiptCorrection',
    caseId: 'c1',
    of,
    stands: true,
    proposer: 'anna',
    receivedOn: '2027-03-08',
    grounds: 'The postal receipt says so',
    today: '2027-03-10',
  },
  ApproveReceiptCorrection: {
    type: 'ApproveReceiptCorrection',
    caseId: 'c1',
    of,
    stands: true,
    approver: 'berit',
    correction: 1,
    rules,
  },
  RejectReceiptCorrection: {
    type: 'RejectReceiptCorrection',
    caseId: 'c1',
    of,
    stands: true,
    person: 'berit',
    correction: 1,
    grounds: 'That receipt is of another letter',
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
    appealDeadline: '2027-03-30',
  },
};
const doubted: NoticeEvent = {
  type: 'NoticeReceiptCorrectionProposed',
  data: {
    caseId: 'c1',
    of,
    correction: 1,
    proposer: 'anna',
    receivedOn: '2027-03-09',
    grounds: 'The postal receipt says so',
  },
};
const corrected: NoticeEvent = {
  type: 'NoticeReceiptCorrected',
  data: {
    caseId: 'c1',
    of,
    decidedOn: '2027-03-01',
    correction: 1,
    approver: 'berit',
    receivedOn: '2027-03-09',
    before: '2027-03-04',
    appealDeadline: '2027-03-30',
  },
};
const rejected: NoticeEvent = {
  type: 'NoticeReceiptCorrectionRejected',
  data: { caseId: 'c1', of, correction: 1, person: 'berit', grounds: 'Of another letter' },
};

/** Histories by the state they lead to. */
const states = {
  'nothing told': [],
  'told by letter': [sent],
  'notice received': [sent, received],
  'notice received of a decision of before': [received],
  'receipt doubted': [sent, received, doubted],
  'receipt corrected': [sent, received, doubted, corrected],
  'correction rejected': [sent, received, doubted, rejected],
} as const satisfies Record<string, readonly NoticeEvent[]>;

const UNNOTICED = ['nothing told', 'told by letter'] as const;

/** What each command leads to. */
const outcomes = {
  SendLetter: ['LetterSent'],
  RecordNotice: ['✗ already-notified', { NoticeReceived: UNNOTICED }],
  ProposeReceiptCorrection: ['NoticeReceiptCorrectionProposed', { '✗ not-notified': UNNOTICED }],
  ApproveReceiptCorrection: [
    '✗ no-receipt-correction',
    { '✗ not-notified': UNNOTICED, NoticeReceiptCorrected: ['receipt doubted'] },
  ],
  RejectReceiptCorrection: [
    '✗ no-receipt-correction',
    { '✗ not-notified': UNNOTICED, NoticeReceiptCorrectionRejected: ['receipt doubted'] },
  ],
} satisfies Outcomes<NoticeCommand['type'], keyof typeof states>;

/** Histories by the state they lead to, a command of each kind, and what it leads to. */
export const samples = {
  states: states as { readonly [Name in keyof typeof states]: readonly NoticeEvent[] },
  commands: commands as { readonly [Type in NoticeCommand['type']]: NoticeCommand },
  outcomes,
};
