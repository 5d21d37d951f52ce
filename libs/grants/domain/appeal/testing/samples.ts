import type { Outcomes } from '#eventsourcing/testing/outcomes.js';
import type { AppealCommand } from '../appeal.js';
import { GRANT, impartial, OVER, PARTY, REJECTION, RULES, states, TERMS } from './histories.js';

const decision = {
  type: 'DecideAppeal',
  ...impartial('mona'),
  involved: REJECTION.involved,
  terms: TERMS,
  grounds: 'After a new look',
  today: '2026-05-04',
} as const;

const commands = {
  SubmitAppeal: {
    type: 'SubmitAppeal',
    party: PARTY,
    against: REJECTION.against,
    appealable: REJECTION,
    rules: RULES,
    grounds: 'The need was overlooked',
    receivedOn: '2026-03-02',
  },
  PrepareAppeal: { type: 'PrepareAppeal', ...impartial('arne') },
  AcceptLateAppeal: { type: 'AcceptLateAppeal', ...impartial('arne'), grounds: 'The applicant was ill' },
  ProposeDismissal: { type: 'ProposeDismissal', ...impartial('arne'), grounds: 'No party to the case' },
  ApproveDismissal: { type: 'ApproveDismissal', ...impartial('berit'), today: '2026-04-10' },
  ProposeReversal: {
    type: 'ProposeReversal',
    ...impartial('arne'),
    newDecision: GRANT,
    terms: TERMS,
    grounds: 'The need was overlooked',
    today: '2026-04-20',
  },
  ApproveReversal: {
    type: 'ApproveReversal',
    ...impartial('berit'),
    terms: TERMS,
    today: '2026-04-20',
  },
  ForwardAppeal: { type: 'ForwardAppeal', ...impartial('arne'), statement: 'Nothing new was said' },
  'PrepareAppeal, with a conflict': {
    type: 'PrepareAppeal',
    person: 'arne',
    declared: {},
    impartiality: { conflict: true, statement: 'My brother works there' },
  },
  'DecideAppeal, stands': { ...decision, outcome: 'stands' },
  'DecideAppeal, changed': { ...decision, outcome: 'changed', newDecision: GRANT },
  'DecideAppeal, annulled': { ...decision, outcome: 'annulled' },
  RecordDetrimentNotice: {
    type: 'RecordDetrimentNotice',
    person: 'anna',
    sentOn: '2027-02-04',
    today: '2027-02-04',
  },
  WithdrawAppeal: { type: 'WithdrawAppeal' },
  ReopenAppeal: { type: 'ReopenAppeal', appealId: 'against-the-dismissal' },
  MoveAppealDeadline: { type: 'MoveAppealDeadline', deadline: '2026-03-04' },
  SupersedeAppeal: { type: 'SupersedeAppeal', reversal: 1 },
  NoteProvisionalReplyDue: { type: 'NoteProvisionalReplyDue', dueAt: '2026-04-07T22:00:00Z' },
  SendProvisionalReply: {
    type: 'SendProvisionalReply',
    text: 'It takes until May',
    expectedBy: '2026-05-04',
  },
  DeferEnforcement: { type: 'DeferEnforcement', grounds: 'Jobs would be lost' },
  CoverCosts: {
    type: 'CoverCosts',
    amount: { amount: 12_000, currency: 'NOK' },
    currency: 'NOK',
    grounds: 'A lawyer was needed',
  },
  NotifyAppealOutcome: {
    type: 'NotifyAppealOutcome',
    receivedOn: '2026-05-04',
    today: '2026-05-05',
    channel: 'portal',
    rules: RULES,
  },
} satisfies Record<string, AppealCommand>;

/** The states in which the deciding body has the appeal before it. */
const IN_PREPARATION = [
  'received',
  'late, accepted',
  'under-preparation',
  'dismissal-proposed',
  'reversal-proposed',
  'dismissed, reopened',
] as const;
/** The others in which an outcome is still to come. */
const NOT_IN_PREPARATION = [
  'late',
  'too late',
  'late, dismissal-proposed',
  'forwarded',
  'forwarded, reply due',
  'forwarded, told that it may get worse',
] as const;

/** The states in which the appeal body has it before it. */
const SENT_ON = ['forwarded', 'forwarded, reply due', 'forwarded, told that it may get worse'] as const;

/** What each command leads to. */
const outcomes = {
  SubmitAppeal: ['✗ appeal-open', { AppealSubmitted: ['none'], '✗ appeal-decided': OVER }],
  PrepareAppeal: [
    '✗ wrong-state',
    {
      '✗ appeal-unknown': ['none'],
      AppealPreparationBegun: ['received', 'late, accepted', 'under-preparation', 'dismissed, reopened'],
      '✗ not-open': OVER,
    },
  ],
  AcceptLateAppeal: [
    '✗ not-late',
    {
      '✗ appeal-unknown': ['none'],
      LateAppealAccepted: ['late', 'late, dismissal-proposed'],
      '✗ appeal-too-late': ['too late'],
      '✗ not-open': OVER,
    },
  ],
  ProposeDismissal: [
    'AppealDismissalProposed',
    {
      '✗ appeal-unknown': ['none'],
      '✗ wrong-state': SENT_ON,
      '✗ not-open': OVER,
    },
  ],
  ApproveDismissal: [
    '✗ wrong-state',
    {
      '✗ appeal-unknown': ['none'],
      AppealDismissed: ['dismissal-proposed', 'late, dismissal-proposed'],
      '✗ not-open': OVER,
    },
  ],
  ProposeReversal: [
    '✗ not-open',
    {
      '✗ appeal-unknown': ['none'],
      ReversalProposed: IN_PREPARATION,
      '✗ wrong-state': NOT_IN_PREPARATION,
    },
  ],
  ApproveReversal: [
    '✗ wrong-state',
    { '✗ appeal-unknown': ['none'], AppealReversed: ['reversal-proposed'], '✗ not-open': OVER },
  ],
  ForwardAppeal: [
    '✗ not-open',
    {
      '✗ appeal-unknown': ['none'],
      AppealForwarded: IN_PREPARATION,
      '✗ wrong-state': NOT_IN_PREPARATION,
    },
  ],
  'PrepareAppeal, with a conflict': [
    '✗ not-open',
    {
      '✗ appeal-unknown': ['none'],
      AppealImpartialityDeclared: IN_PREPARATION,
      '✗ wrong-state': NOT_IN_PREPARATION,
    },
  ],
  'DecideAppeal, stands': [
    '✗ wrong-state',
    {
      '✗ appeal-unknown': ['none'],
      AppealLetStand: SENT_ON,
      '✗ not-open': OVER,
    },
  ],
  'DecideAppeal, changed': [
    '✗ wrong-state',
    {
      '✗ appeal-unknown': ['none'],
      AppealChangedDecision: SENT_ON,
      '✗ not-open': OVER,
    },
  ],
  'DecideAppeal, annulled': [
    '✗ wrong-state',
    {
      '✗ appeal-unknown': ['none'],
      AppealAnnulledDecision: SENT_ON,
      '✗ not-open': OVER,
    },
  ],
  RecordDetrimentNotice: [
    'DetrimentNoticeSent',
    {
      '✗ appeal-unknown': ['none'],
      '✗ not-open': OVER,
      '✗ already-notified': ['forwarded, told that it may get worse'],
    },
  ],
  WithdrawAppeal: ['AppealWithdrawn', { '✗ appeal-unknown': ['none'], '✗ not-open': OVER }],
  ReopenAppeal: [
    '·',
    {
      '✗ appeal-unknown': ['none'],
      '✗ wrong-state': [
        'stands',
        'reversed',
        'changed',
        'annulled',
        'withdrawn',
        'superseded',
        'changed and notified',
      ],
      AppealReopened: ['dismissed'],
    },
  ],
  MoveAppealDeadline: ['AppealDeadlineMoved', { '✗ appeal-unknown': ['none'], '·': OVER }],
  SupersedeAppeal: ['AppealSuperseded', { '✗ appeal-unknown': ['none'], '·': OVER }],
  NoteProvisionalReplyDue: [
    'ProvisionalReplyBecameDue',
    { '✗ appeal-unknown': ['none'], '·': ['forwarded, reply due', ...OVER] },
  ],
  SendProvisionalReply: ['ProvisionalReplySent', { '✗ appeal-unknown': ['none'], '✗ not-open': OVER }],
  DeferEnforcement: ['EnforcementDeferred', { '✗ appeal-unknown': ['none'], '✗ not-open': OVER }],
  CoverCosts: [
    '✗ wrong-state',
    {
      '✗ appeal-unknown': ['none'],
      AppealCostsCovered: ['reversed', 'changed', 'annulled'],
      '✗ costs-covered': ['changed and notified'],
    },
  ],
  NotifyAppealOutcome: [
    '✗ wrong-state',
    {
      '✗ appeal-unknown': ['none'],
      AppealOutcomeNotified: ['stands', 'reversed', 'changed', 'annulled', 'dismissed'],
      '✗ already-notified': ['changed and notified'],
    },
  ],
} satisfies Outcomes<keyof typeof commands, keyof typeof states>;

/**
 * Histories by the state they lead to; a command of every type, each by a person who may send it, several where the
 * content leads elsewhere; and what each leads to.
 */
export const samples = { states, commands, outcomes };
