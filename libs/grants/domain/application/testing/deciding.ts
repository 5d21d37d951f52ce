import type { Outcomes } from '#eventsourcing/testing/outcomes.js';
import type { ApplicationCommand } from '../application.js';
import { grant, NOT_TO_ASSESS, REGULATION, states, words } from './histories.js';
import { BY_APPEAL_BODY, DECIDED, FLAGGED, IN_FORCE, MADE, NOTIFIED, OVER } from './stages.js';

/** Commands of the decision and of what comes after it. */
export const deciding = {
  ProposeDecision: {
    type: 'ProposeDecision',
    proposer: 'anna',
    regulation: REGULATION,
    ...grant,
    ...words,
    planned: [{ year: 2027, amount: 100_000 }],
  },
  ReturnProposal: { type: 'ReturnProposal', decisionMaker: 'berit', grounds: 'Too much' },
  ApproveDecision: {
    type: 'ApproveDecision',
    decisionMaker: 'berit',
    impartiality: { conflict: false },
    reservationId: 'r1',
    decidedOn: '2026-03-02',
    budgetYear: 2026,
  },
  AbandonReservation: { type: 'AbandonReservation', reservationId: 'r1', grounds: 'Nobody decided' },
  OmitDecision: { type: 'OmitDecision', hold: 'h1' },
  NotifyDecision: {
    type: 'NotifyDecision',
    regulation: REGULATION,
    receivedOn: '2026-05-06',
    channel: 'letter',
    today: '2026-05-06',
  },
  ProposeReceiptCorrection: {
    type: 'ProposeReceiptCorrection',
    proposer: 'anna',
    receivedOn: '2026-05-04',
    grounds: 'The postal receipt says so',
    today: '2026-05-08',
  },
  ApproveReceiptCorrection: {
    type: 'ApproveReceiptCorrection',
    approver: 'berit',
    correction: 1,
    regulation: REGULATION,
  },
  RejectReceiptCorrection: {
    type: 'RejectReceiptCorrection',
    person: 'berit',
    correction: 1,
    grounds: 'That receipt is of another letter',
  },
  EndAppealPeriod: { type: 'EndAppealPeriod', decision: 1, dueAt: '2026-05-27T22:00:00Z' },
  ReplaceDecision: {
    type: 'ReplaceDecision',
    by: 'appeal',
    appealId: 'appeal-2',
    replaces: 1,
    ...grant,
    conditions: [],
    decidedOn: '2026-05-04',
    funding: { reservationId: 'r2', budgetYear: 2026 },
  },
  FundDecision: {
    type: 'FundDecision',
    decision: 2,
    funding: { reservationId: 'r2', budgetYear: 2026 },
  },
  ReopenOffer: {
    type: 'ReopenOffer',
    lapse: { reservationId: 'r1', lastDay: '2026-04-07' },
    time: { lastDay: '2026-04-20', stopped: false, stops: [] },
    funding: { reservationId: 'r9', budgetYear: 2026 },
    today: '2026-05-04',
  },
  ReopenApplication: { type: 'ReopenApplication', decision: 1, appealId: 'appeal-2' },
  RecordReviewNotice: {
    type: 'RecordReviewNotice',
    person: 'mona',
    organisation: 'ministry',
    sentOn: '2026-05-06',
    today: '2026-05-06',
  },
  ProposeOwnReversal: {
    type: 'ProposeOwnReversal',
    person: 'anna',
    body: 'deciding',
    rules: REGULATION.appeal,
    multiYear: true,
    grounds: 'A letter was overlooked',
    today: '2026-05-06',
  },
  'ProposeOwnReversal, by the body above': {
    type: 'ProposeOwnReversal',
    person: 'nora',
    body: 'superior',
    rules: REGULATION.appeal,
    multiYear: true,
    grounds: 'A letter was overlooked',
    today: '2026-05-06',
  },
  ReturnOwnReversal: {
    type: 'ReturnOwnReversal',
    person: 'berit',
    body: 'deciding',
    rules: REGULATION.appeal,
    grounds: 'It says nothing new',
    today: '2026-05-06',
  },
  ApproveOwnReversal: {
    type: 'ApproveOwnReversal',
    person: 'berit',
    body: 'deciding',
    rules: REGULATION.appeal,
    today: '2026-05-06',
  },
  UpholdDecision: { type: 'UpholdDecision', person: 'eva', superior: true, grounds: 'Sound' },
  RetakeDecision: { type: 'RetakeDecision', person: 'eva', superior: true, grounds: 'Not sound' },
  NameStandIn: { type: 'NameStandIn', namedBy: 'sara', person: 'eva', grounds: 'All are away' },
} satisfies Record<string, ApplicationCommand>;

/** What they lead to. */
export const outcomesOfDeciding = {
  ProposeDecision: ['✗ wrong-state', { ...NOT_TO_ASSESS, DecisionProposed: ['recommended', 'proposed'] }],
  ReturnProposal: [
    '✗ wrong-state',
    {
      '✗ application-unknown': ['none'],
      '✗ impartiality-not-declared': ['proposed'],
      '✗ not-open': OVER,
    },
  ],
  ApproveDecision: [
    '✗ wrong-state',
    {
      '✗ application-unknown': ['none'],
      'ImpartialityDeclared, DecisionApproved': ['proposed'],
      '✗ not-open': OVER,
    },
  ],
  OmitDecision: ['DecisionOmitted', { '✗ application-unknown': ['none'] }],
  AbandonReservation: [
    'ReservationAbandoned',
    {
      '✗ application-unknown': ['none'],
      '✗ reservation-in-use': [
        'granted',
        'represented',
        'notified',
        'receipt doubted',
        'replaced',
        ...FLAGGED,
        'offer waiting to be open again',
      ],
    },
  ],
  NotifyDecision: [
    '✗ wrong-state',
    {
      '✗ application-unknown': ['none'],
      DecisionNotified: [
        'granted',
        'represented',
        'rejected',
        'reversal proposed',
        'reversal approved',
        'inadmissible',
        'awaiting appropriation',
        'replaced',
        ...FLAGGED,
      ],
      '✗ already-notified': [...NOTIFIED, 'receipt doubted'],
    },
  ],
  ProposeReceiptCorrection: [
    '✗ decision-unknown',
    {
      '✗ application-unknown': ['none'],
      '✗ not-notified': MADE,
      ReceiptCorrectionProposed: [...NOTIFIED, 'receipt doubted'],
    },
  ],
  ApproveReceiptCorrection: [
    '✗ decision-unknown',
    {
      '✗ application-unknown': ['none'],
      '✗ not-notified': MADE,
      '✗ no-receipt-correction': NOTIFIED,
      ReceiptCorrected: ['receipt doubted'],
    },
  ],
  RejectReceiptCorrection: [
    '✗ decision-unknown',
    {
      '✗ application-unknown': ['none'],
      '✗ not-notified': MADE,
      '✗ no-receipt-correction': NOTIFIED,
      ReceiptCorrectionRejected: ['receipt doubted'],
    },
  ],
  EndAppealPeriod: [
    '✗ decision-unknown',
    {
      '✗ application-unknown': ['none'],
      '·': [
        'granted',
        'represented',
        'rejected',
        'reversal proposed',
        'reversal approved',
        'inadmissible',
        'awaiting appropriation',
        'replaced',
        ...FLAGGED,
        'reopened',
        'declined',
        'withdrawn after an annulment',
      ],
      AppealPeriodEnded: [...NOTIFIED, 'receipt doubted'],
    },
  ],
  ReplaceDecision: [
    '✗ decision-unknown',
    {
      '✗ application-unknown': ['none'],
      DecisionReplaced: IN_FORCE,
      '✗ decision-replaced': [
        'awaiting appropriation',
        'declined',
        'replaced',
        'reopened',
        'withdrawn after an annulment',
      ],
    },
  ],
  FundDecision: [
    '✗ decision-unknown',
    {
      '✗ application-unknown': ['none'],
      DecisionReplaced: ['awaiting appropriation'],
      '·': ['declined', 'replaced'],
    },
  ],
  ReopenOffer: [
    '✗ offer-not-lapsed',
    {
      '✗ application-unknown': ['none'],
      OfferReopened: [
        'granted',
        'represented',
        'notified',
        'receipt doubted',
        ...FLAGGED,
        'replaced',
        'offer waiting to be open again',
      ],
    },
  ],
  RecordReviewNotice: ['✗ wrong-state', { '✗ application-unknown': ['none'], ReviewNoticeSent: DECIDED }],
  ProposeOwnReversal: [
    '✗ wrong-state',
    {
      '✗ application-unknown': ['none'],
      OwnReversalProposed: IN_FORCE,
      '✗ decided-above': BY_APPEAL_BODY,
    },
  ],
  'ProposeOwnReversal, by the body above': [
    '✗ wrong-state',
    { '✗ application-unknown': ['none'], OwnReversalProposed: DECIDED },
  ],
  ReturnOwnReversal: [
    '✗ no-reversal',
    { '✗ application-unknown': ['none'], OwnReversalReturned: ['reversal proposed'] },
  ],
  ApproveOwnReversal: [
    '✗ no-reversal',
    { '✗ application-unknown': ['none'], OwnReversalApproved: ['reversal proposed'] },
  ],
  UpholdDecision: ['✗ decision-not-flagged', { '✗ application-unknown': ['none'], DecisionUpheld: FLAGGED }],
  RetakeDecision: [
    '✗ decision-not-flagged',
    {
      '✗ application-unknown': ['none'],
      ApplicationReopened: ['flagged'],
      FlaggedChangesAnnulled: ['amendment flagged', 'claim flagged'],
    },
  ],
  NameStandIn: ['✗ decision-not-flagged', { '✗ application-unknown': ['none'], StandInNamed: FLAGGED }],
  ReopenApplication: [
    '✗ decision-unknown',
    {
      '✗ application-unknown': ['none'],
      ApplicationReopened: IN_FORCE,
      '✗ decision-replaced': ['awaiting appropriation', 'declined', 'replaced'],
      '·': ['reopened', 'withdrawn after an annulment'],
    },
  ],
} satisfies Outcomes<keyof typeof deciding, keyof typeof states>;
