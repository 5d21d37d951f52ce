import type { Outcomes } from '#eventsourcing/testing/outcomes.js';
import type { AwardCommand } from '../award.js';
import { commands } from './commands.js';
import { states, undoneInPart } from './histories.js';
import {
  ASKED,
  CLOSED,
  ENDED,
  NOT_ACCEPTED,
  OFFERED,
  OVER,
  RESERVED,
  REVOKED,
  SHORT,
  UNASKED,
  WAITING,
} from './stages.js';

const UNLESS_RESERVED = { ...NOT_ACCEPTED, '✗ instruction-pending': RESERVED } as const;
/** Commands in another form than the usual one. */
type Variant = 'ReinstateAward, in part';

/** What each command leads to. */
const outcomes = {
  AcceptAward: [
    '✗ already-accepted',
    {
      'AwardAccepted, InstalmentReleased': OFFERED,
      '✗ acceptance-deadline-passed': ['lapsed'],
      '✗ offer-declined': ['declined'],
    },
  ],
  LapseAward: ['·', { AwardLapsed: OFFERED }],
  DeclineAward: [
    '✗ already-accepted',
    { AwardDeclined: OFFERED, '✗ acceptance-deadline-passed': ['lapsed'], '✗ offer-declined': ['declined'] },
  ],
  SetAcceptanceDate: [
    '✗ already-accepted',
    {
      AcceptanceDateSet: OFFERED,
      '✗ acceptance-deadline-passed': ['lapsed'],
      '✗ offer-declined': ['declined'],
    },
  ],
  RemindOfAcceptance: ['·', { AcceptanceReminderSent: ['day to accept set'] }],
  FollowDecision: [
    'DecisionFollowed',
    {
      ...NOT_ACCEPTED,
      'DecisionFollowed, InstalmentReleased': ['condition open'],
      '✗ instruction-pending': RESERVED,
      '·': OVER,
    },
  ],
  EndWithdrawnAward: [
    'AwardRevoked',
    {
      ...NOT_ACCEPTED,
      '✗ instruction-pending': RESERVED,
      '✗ wrong-state': [...OVER, 'ended by a decision'],
    },
  ],
  SuspendAward: [
    'AwardSuspended',
    {
      ...NOT_ACCEPTED,
      '✗ instruction-pending': RESERVED,
      '·': [...OVER, 'suspended', 'ended by a decision', ...CLOSED],
    },
  ],
  ReleaseDueInstalments: [
    '·',
    {
      ...NOT_ACCEPTED,
      InstalmentReleased: [
        'accepted',
        'amendment proposed',
        'forewarned',
        'revocation proposed',
        'held for a decision',
        ...RESERVED,
        'revocation undone in part',
        'account correction proposed',
        'account corrected',
        ...ASKED,
        'request refused',
      ],
    },
  ],
  FulfilCondition: [
    'ConditionFulfilled',
    {
      ...NOT_ACCEPTED,
      'ConditionFulfilled, InstalmentReleased': ['condition open'],
      ...ENDED,
      '✗ award-suspended': ['suspended'],
    },
  ],
  ProposeAmendment: [
    'AmendmentProposed',
    {
      ...NOT_ACCEPTED,
      ...ENDED,
      '✗ award-suspended': ['suspended'],
    },
  ],
  ReturnAmendment: [
    '✗ no-amendment',
    {
      ...NOT_ACCEPTED,
      AmendmentReturned: ['amendment proposed'],
      ...ENDED,
    },
  ],
  ApproveAmendment: [
    '✗ no-amendment',
    {
      ...NOT_ACCEPTED,
      AwardContinued: ['amendment proposed'],
      ...ENDED,
      '✗ award-suspended': ['suspended'],
    },
  ],
  AbandonAmendment: ['AmendmentAbandoned', { ...NOT_ACCEPTED }],
  ForewarnRevocation: [
    'RevocationForewarned',
    {
      ...NOT_ACCEPTED,
      ...ENDED,
      '✗ award-suspended': ['suspended'],
    },
  ],
  ProposeRevocation: [
    '✗ not-forewarned',
    {
      ...NOT_ACCEPTED,
      RevocationProposed: ['forewarned', 'revocation proposed', ...RESERVED],
      '✗ amount-invalid': ['reduction for co-funding proposed'],
      ...ENDED,
      '✗ award-suspended': ['suspended'],
    },
  ],
  ApproveRevocation: [
    '✗ no-revocation',
    {
      ...NOT_ACCEPTED,
      AwardRevoked: ['revocation proposed'],
      '✗ instruction-pending': RESERVED,
      'AwardRevoked, ShortfallEnded': ['reduction for co-funding proposed'],
      ...ENDED,
      '✗ award-suspended': ['suspended'],
    },
  ],
  LevelAward: [
    '·',
    {
      ...NOT_ACCEPTED,
      'InstalmentCancelled, DueBackReduced, InstalmentsReplanned, InstalmentReleased': ['revoked in part'],
      'InstalmentCancelled, InstalmentsReplanned, InstalmentReleased': ['revocation undone in part'],
      'InstalmentCancelled, DueBackReduced, InstalmentsReplanned': [...OVER, 'ended by a decision'],
    },
  ],
  AwaitAppropriation: ['·', { ...NOT_ACCEPTED, AppropriationAwaited: REVOKED }],
  ReinstateAward: [
    '✗ not-revoked',
    {
      ...NOT_ACCEPTED,
      AwardReinstated: UNASKED,
      'AwardReinstated, AmendmentRequestResumed': ['revoked, request waiting'],
    },
  ],
  'ReinstateAward, in part': [
    '✗ not-revoked',
    {
      ...NOT_ACCEPTED,
      AwardReinstated: UNASKED.filter((name) => name !== 'revocation undone in part'),
      'AwardReinstated, AmendmentRequestResumed': ['revoked, request waiting'],
      '·': ['revocation undone in part'],
    },
  ],
  ProposeReinstatement: [
    '✗ not-revoked',
    {
      ...NOT_ACCEPTED,
      ReinstatementProposed: REVOKED.filter(
        (name) => name !== 'revoked, reversal approved' && name !== 'revocation undone in part',
      ),
      '✗ decided-above': ['revocation undone in part'],
      '✗ appropriation-awaited': ['revoked, reversal approved'],
    },
  ],
  ReturnReinstatement: [
    '✗ no-reversal',
    { ...NOT_ACCEPTED, ReinstatementReturned: ['revoked, reversal proposed'] },
  ],
  ApproveReinstatement: [
    '✗ no-reversal',
    { ...NOT_ACCEPTED, ReinstatementApproved: ['revoked, reversal proposed'] },
  ],
  LiftAmendment: ['·', { ...NOT_ACCEPTED, AmendmentLifted: ['amended for the worse'] }],
  RequestAmendment: ['AmendmentRequested', { ...NOT_ACCEPTED, ...ENDED }],
  WithdrawAmendmentRequest: ['✗ no-amendment-request', { ...NOT_ACCEPTED, AmendmentRequestWithdrawn: ASKED }],
  ProposeAmendmentRefusal: [
    '✗ no-amendment-request',
    {
      ...NOT_ACCEPTED,
      AmendmentRefusalProposed: ['amendment requested', 'refusal of a request proposed'],
      '✗ granted-on-appeal': ['refusal undone on appeal'],
      ...ENDED,
      '✗ award-suspended': ['suspended'],
    },
  ],
  ReturnAmendmentRefusal: [
    '✗ no-amendment-refusal',
    { ...NOT_ACCEPTED, AmendmentRefusalReturned: ['refusal of a request proposed'] },
  ],
  ApproveAmendmentRefusal: [
    '✗ no-amendment-refusal',
    {
      ...NOT_ACCEPTED,
      AmendmentRefused: ['refusal of a request proposed'],
      '✗ award-suspended': ['suspended'],
    },
  ],
  ReopenAmendmentRequest: [
    '·',
    { ...NOT_ACCEPTED, AmendmentRequestReopened: ['request refused', 'closed, request refused'] },
  ],
  ReduceDueBack: [
    'InstalmentCancelled',
    {
      ...NOT_ACCEPTED,
      '✗ payout-unknown': ['condition open'],
      '·': [...REVOKED, 'ended by a decision'],
    },
  ],
  RecordSpending: ['SpendingRecorded', { ...NOT_ACCEPTED, '✗ instruction-pending': RESERVED }],
  ClaimUnspent: [
    'UnspentClaimed',
    {
      ...NOT_ACCEPTED,
      '✗ instruction-pending': RESERVED,
      '·': ['condition open', ...OVER, 'ended by a decision'],
    },
  ],
  HoldForShortfall: [
    'ShortfallRecorded',
    {
      ...NOT_ACCEPTED,
      '✗ instruction-pending': RESERVED,
      '·': [...OVER, 'revoked in part', 'ended by a decision', ...CLOSED, ...SHORT],
    },
  ],
  BlockPayouts: ['PayoutsBlocked', { ...NOT_ACCEPTED, '·': ['blocked', ...CLOSED] }],
  UnblockPayouts: ['·', { ...NOT_ACCEPTED, 'PayoutsUnblocked, InstalmentReleased': ['blocked'] }],
  ReserveInstruction: [
    'InstructionReserved',
    {
      ...NOT_ACCEPTED,
      '·': RESERVED,
      '✗ payout-unknown': ['condition open'],
      '✗ nothing-payable': [...OVER, 'suspended', 'ended by a decision'],
      '✗ decision-under-way': ['held for a decision'],
    },
  ],
  ReservePayingBack: ['PayingBackReserved', UNLESS_RESERVED],
  HoldInstructions: ['InstructionsHeld', { ...UNLESS_RESERVED, '·': ['held for a decision'] }],
  FreeInstructions: ['·', { ...NOT_ACCEPTED, InstructionsFreed: ['held for a decision'] }],
  MoveCommitment: ['CommitmentMoved', { ...NOT_ACCEPTED }],
  ProposeAccountCorrection: [
    'AccountCorrectionProposed',
    { ...NOT_ACCEPTED, '✗ account-correction-waits': WAITING },
  ],
  ApproveAccountCorrection: ['✗ no-account-correction', { ...NOT_ACCEPTED, AccountCorrected: WAITING }],
  RejectAccountCorrection: [
    '✗ no-account-correction',
    { ...NOT_ACCEPTED, AccountCorrectionRejected: WAITING },
  ],
  CloseAward: [
    '✗ award-not-finished',
    {
      ...NOT_ACCEPTED,
      ...ENDED,
      '✗ award-suspended': ['suspended'],
      '✗ reduction-undecided': SHORT,
      AwardClosed: ['revoked in part', 'all released'],
    },
  ],
} satisfies Outcomes<AwardCommand['type'] | Variant, keyof typeof states>;

/** Histories by the state they lead to, a command of each kind, and what it leads to. */
export const samples = {
  states,
  commands: { ...commands, 'ReinstateAward, in part': undoneInPart } as {
    readonly [Name in AwardCommand['type'] | Variant]: AwardCommand;
  },
  outcomes,
};
