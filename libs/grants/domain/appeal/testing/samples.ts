import type { Outcomes } from '#eventsourcing/testing/outcomes.js';
import { commands } from './commands.js';
import { OVER, states } from './histories.js';

/** The states of an appeal against a revocation that the deciding body has before it. */
const AGAINST_REVOCATION = ['against a revocation', 'reversal in part proposed'] as const;
/** The states in which the deciding body has the appeal before it. */
const IN_PREPARATION = [
  'received',
  'late, accepted',
  'under-preparation',
  'dismissal-proposed',
  'reversal-proposed',
  'dismissed, reopened',
  ...AGAINST_REVOCATION,
  'of another, recognised',
] as const;
const AGAINST_DECISION = IN_PREPARATION.filter(
  (state): state is Exclude<typeof state, (typeof AGAINST_REVOCATION)[number]> =>
    !(AGAINST_REVOCATION as readonly string[]).includes(state),
);
/** The others in which an outcome is still to come. */
const NOT_IN_PREPARATION = [
  'late',
  'too late',
  'late, dismissal-proposed',
  'forwarded',
  'forwarded, reply due',
  'forwarded, told that it may get worse',
  'against a revocation, forwarded',
] as const;
/** Whose standing is not decided. */
const UNRECOGNISED = ['of another', 'of another, dismissal-proposed'] as const;

/** The states in which the appeal body has an appeal against a decision before it. */
const DECISION_SENT_ON = [
  'forwarded',
  'forwarded, reply due',
  'forwarded, told that it may get worse',
] as const;
/** The states in which the appeal body has it before it. */
const SENT_ON = [...DECISION_SENT_ON, 'against a revocation, forwarded'] as const;

/** What each command leads to. */
const outcomes = {
  SubmitAppeal: ['✗ appeal-open', { AppealSubmitted: ['none'], '✗ appeal-decided': OVER }],
  PrepareAppeal: [
    '✗ wrong-state',
    {
      '✗ appeal-unknown': ['none'],
      AppealPreparationBegun: [
        'received',
        'late, accepted',
        'under-preparation',
        'dismissed, reopened',
        'against a revocation',
        'of another, recognised',
      ],
      '✗ standing-undecided': UNRECOGNISED,
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
      AppealDismissed: ['dismissal-proposed', 'late, dismissal-proposed', 'of another, dismissal-proposed'],
      '✗ not-open': OVER,
    },
  ],
  ProposeReversal: [
    '✗ not-open',
    {
      '✗ appeal-unknown': ['none'],
      ReversalProposed: AGAINST_DECISION,
      '✗ new-decision-not-wanted': AGAINST_REVOCATION,
      '✗ wrong-state': NOT_IN_PREPARATION,
      '✗ standing-undecided': UNRECOGNISED,
    },
  ],
  'ProposeReversal, in part': [
    '✗ not-open',
    {
      '✗ appeal-unknown': ['none'],
      '✗ standing-undecided': UNRECOGNISED,
      ReversalProposed: AGAINST_REVOCATION,
      '✗ new-decision-missing': AGAINST_DECISION,
      '✗ wrong-state': NOT_IN_PREPARATION,
    },
  ],
  ApproveReversal: [
    '✗ wrong-state',
    {
      '✗ appeal-unknown': ['none'],
      AppealReversed: ['reversal-proposed', 'reversal in part proposed'],
      '✗ not-open': OVER,
    },
  ],
  ForwardAppeal: [
    '✗ not-open',
    {
      '✗ appeal-unknown': ['none'],
      AppealForwarded: IN_PREPARATION,
      '✗ standing-undecided': UNRECOGNISED,
      '✗ wrong-state': NOT_IN_PREPARATION,
    },
  ],
  'PrepareAppeal, with a conflict': [
    '✗ not-open',
    {
      '✗ appeal-unknown': ['none'],
      AppealImpartialityDeclared: IN_PREPARATION,
      '✗ standing-undecided': UNRECOGNISED,
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
      AppealChangedDecision: DECISION_SENT_ON,
      '✗ new-decision-not-wanted': ['against a revocation, forwarded'],
      '✗ not-open': OVER,
    },
  ],
  'DecideAppeal, changed in part': [
    '✗ wrong-state',
    {
      '✗ appeal-unknown': ['none'],
      AppealChangedDecision: ['against a revocation, forwarded'],
      '✗ new-decision-missing': DECISION_SENT_ON,
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
        'joined',
        'stands',
        'reversed',
        'reversed in part',
        'changed',
        'annulled',
        'withdrawn',
        'superseded',
        'changed and notified',
        'changed, receipt doubted',
      ],
      AppealReopened: ['dismissed'],
    },
  ],
  MoveAppealDeadline: [
    'AppealDeadlineMoved',
    {
      '✗ appeal-unknown': ['none'],
      '·': [...OVER.filter((state) => state !== 'dismissed'), ...UNRECOGNISED, 'of another, recognised'],
      AppealReopened: ['dismissed'],
    },
  ],
  RecogniseStanding: [
    '✗ standing-decided',
    { '✗ appeal-unknown': ['none'], AppealStandingRecognised: UNRECOGNISED, '✗ not-open': OVER },
  ],
  RecordKnowledge: [
    '✗ standing-decided',
    {
      '✗ appeal-unknown': ['none'],
      AppellantKnowledgeRecorded: [...UNRECOGNISED, 'of another, recognised'],
      '✗ not-open': OVER,
    },
  ],
  JoinAppeal: ['AppealJoined', { '✗ appeal-unknown': ['none'], '·': [...OVER, 'dismissed, reopened'] }],
  SupersedeAppeal: ['AppealSuperseded', { '✗ appeal-unknown': ['none'], '·': OVER }],
  CloseOvertakenAppeal: ['AppealSuperseded', { '✗ appeal-unknown': ['none'], '✗ not-open': OVER }],
  OmitOutcome: ['OutcomeOmitted', { '✗ appeal-unknown': ['none'] }],
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
      AppealCostsCovered: ['reversed', 'reversed in part', 'changed', 'annulled'],
      '✗ costs-covered': ['changed and notified', 'changed, receipt doubted'],
    },
  ],
  NotifyAppealOutcome: [
    '✗ wrong-state',
    {
      '✗ appeal-unknown': ['none'],
      AppealOutcomeNotified: [
        'joined',
        'stands',
        'reversed',
        'reversed in part',
        'changed',
        'annulled',
        'dismissed',
      ],
      '✗ already-notified': ['changed and notified', 'changed, receipt doubted'],
    },
  ],
  ProposeReceiptCorrection: [
    '✗ not-notified',
    {
      '✗ appeal-unknown': ['none'],
      OutcomeReceiptCorrectionProposed: ['changed and notified', 'changed, receipt doubted'],
    },
  ],
  ApproveReceiptCorrection: [
    '✗ not-notified',
    {
      '✗ appeal-unknown': ['none'],
      '✗ no-receipt-correction': ['changed and notified'],
      OutcomeReceiptCorrected: ['changed, receipt doubted'],
    },
  ],
  RejectReceiptCorrection: [
    '✗ not-notified',
    {
      '✗ appeal-unknown': ['none'],
      '✗ no-receipt-correction': ['changed and notified'],
      OutcomeReceiptCorrectionRejected: ['changed, receipt doubted'],
    },
  ],
} satisfies Outcomes<keyof typeof commands, keyof typeof states>;

/** Histories by the state they lead to; commands of every type; and what each leads to. */
export const samples = { states, commands, outcomes };
