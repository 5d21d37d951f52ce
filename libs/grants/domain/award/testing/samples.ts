import { fold } from '#eventsourcing/decider.js';
import type { Outcomes } from '#eventsourcing/testing/outcomes.js';
import type { AwardEvent } from '../../../contract/events.js';
import { award } from '../award.js';
import type { AwardCommand } from '../award.js';
import { payoutIdOf } from '../release.js';
import { MoveCommitment } from './moving.js';
import { AWARD, nok, offer } from './offer.js';

const NOW = '2026-03-02T12:00:00Z';

const commands = {
  AcceptAward: { type: 'AcceptAward', offer, now: NOW },
  LapseAward: { type: 'LapseAward', offer, dueAt: '2026-02-28T23:00:00Z' },
  FollowDecision: {
    type: 'FollowDecision',
    offer: {
      ...offer,
      decision: 3,
      amount: nok(350),
      schedule: [...offer.schedule, { number: 3, dueDate: '2027-09-01', amount: 50 }],
    },
    now: NOW,
  },
  SuspendAward: { type: 'SuspendAward', decision: 1, appealId: 'k1' },
  ReleaseDueInstalments: { type: 'ReleaseDueInstalments', now: '2027-06-01T08:00:00Z' },
  FulfilCondition: { type: 'FulfilCondition', condition: 1, person: 'anna', now: NOW },
  ProposeAmendment: {
    type: 'ProposeAmendment',
    proposer: 'anna',
    kind: 'continuation',
    amount: nok(50),
    payments: [{ dueDate: '2027-12-01', amount: 50 }],
    dropped: [],
    added: [],
    grounds: 'It goes well.',
  },
  ReturnAmendment: { type: 'ReturnAmendment', amendment: 1, person: 'berit', grounds: 'Not yet.' },
  ApproveAmendment: {
    type: 'ApproveAmendment',
    amendment: 1,
    approver: 'berit',
    reservationId: 'r2',
    budgetYear: 2026,
    now: NOW,
  },
  AbandonAmendment: { type: 'AbandonAmendment', reservationId: 'r3', grounds: 'refused' },
  ForewarnRevocation: {
    type: 'ForewarnRevocation',
    person: 'anna',
    replyBy: '2026-03-23',
    grounds: 'It stopped.',
    now: NOW,
  },
  ProposeRevocation: {
    type: 'ProposeRevocation',
    proposer: 'anna',
    amountInForce: nok(60),
    grounds: 'It stopped.',
    now: '2026-03-24T12:00:00Z',
  },
  ApproveRevocation: { type: 'ApproveRevocation', approver: 'berit' },
  ReinstateAward: {
    type: 'ReinstateAward',
    appealId: 'k1',
    reservationId: 'r4',
    budgetYear: 2026,
    now: NOW,
  },
  ReduceDueBack: { type: 'ReduceDueBack', payoutId: payoutIdOf(AWARD, 1), paid: 0 },
  ClaimUnspent: { type: 'ClaimUnspent', reportId: 'rep1', amount: 30 },
  BlockPayouts: { type: 'BlockPayouts', reportId: 'rep1' },
  UnblockPayouts: { type: 'UnblockPayouts', reportId: 'rep1', now: '2027-06-01T08:00:00Z' },
  MoveCommitment,
  ProposeAccountCorrection: {
    type: 'ProposeAccountCorrection',
    proposer: 'nina',
    organisation: '987654325',
    account: '12345678911',
    evidence: 'A letter of the bank.',
    today: '2026-03-02',
  },
  ApproveAccountCorrection: { type: 'ApproveAccountCorrection', correction: 1, approver: 'berit' },
  RejectAccountCorrection: {
    type: 'RejectAccountCorrection',
    correction: 1,
    person: 'berit',
    grounds: 'The letter names somebody else.',
  },
  CloseAward: {
    type: 'CloseAward',
    person: 'anna',
    paid: 300,
    unpaidInstalments: [],
    openReports: [],
  },
} as const satisfies { readonly [Type in AwardCommand['type']]: Extract<AwardCommand, { type: Type }> };

/** What happens when these are sent one after the other. @throws Error when one of them is refused: a bug */
function after(...sent: readonly AwardCommand[]): readonly AwardEvent[] {
  return sent.reduce<readonly AwardEvent[]>((history, command) => {
    const decision = award.decide(command, fold(award, history));
    if ('refused' in decision) throw new Error(`${command.type}: ${decision.refused.detail}`);
    return [...history, ...decision.events];
  }, []);
}

const {
  AcceptAward,
  LapseAward,
  ReleaseDueInstalments,
  ProposeAmendment,
  ForewarnRevocation,
  ProposeRevocation,
  ApproveRevocation,
  BlockPayouts,
  SuspendAward,
  ProposeAccountCorrection,
  ApproveAccountCorrection,
  CloseAward,
} = commands;
const gated = { ...offer, conditions: [{ number: 1, beforePayout: true }] };

/** Histories by the state they lead to. */
const states = {
  none: [],
  lapsed: after(LapseAward),
  accepted: after(AcceptAward),
  'condition open': after({ ...AcceptAward, offer: gated }),
  blocked: after(AcceptAward, BlockPayouts),
  'amendment proposed': after(AcceptAward, ProposeAmendment),
  forewarned: after(AcceptAward, ForewarnRevocation),
  'revocation proposed': after(AcceptAward, ForewarnRevocation, ProposeRevocation),
  revoked: after(AcceptAward, ForewarnRevocation, ProposeRevocation, ApproveRevocation),
  suspended: after(AcceptAward, SuspendAward),
  'ended by a decision': after(AcceptAward, {
    ...commands.FollowDecision,
    offer: undefined,
    rejection: { decision: 2, decisionMaker: 'berit' },
  }),
  'all released': after(AcceptAward, ReleaseDueInstalments),
  closed: after(AcceptAward, ReleaseDueInstalments, CloseAward),
  'closed, account correction proposed': after(
    AcceptAward,
    ReleaseDueInstalments,
    CloseAward,
    ProposeAccountCorrection,
  ),
  'account correction proposed': after(AcceptAward, ProposeAccountCorrection),
  'account corrected': after(AcceptAward, ProposeAccountCorrection, ApproveAccountCorrection),
};

/** The states in which a corrected account waits. */
const WAITING = ['account correction proposed', 'closed, account correction proposed'] as const;

/** What everything leads to before there is an award, and much once it has ended. */
const NOT_ACCEPTED = { '✗ not-accepted': ['none', 'lapsed'] } as const;
const ENDED = {
  '✗ wrong-state': ['revoked', 'ended by a decision', 'closed', 'closed, account correction proposed'],
} as const;

/** What each command leads to. */
const outcomes = {
  AcceptAward: [
    '✗ already-accepted',
    { 'AwardAccepted, InstalmentReleased': ['none'], '✗ acceptance-deadline-passed': ['lapsed'] },
  ],
  LapseAward: ['·', { AwardLapsed: ['none'] }],
  FollowDecision: [
    'DecisionFollowed',
    {
      ...NOT_ACCEPTED,
      'DecisionFollowed, InstalmentReleased': ['condition open'],
      '·': ['revoked'],
    },
  ],
  SuspendAward: [
    'AwardSuspended',
    {
      ...NOT_ACCEPTED,
      '·': ['revoked', 'suspended', 'ended by a decision', 'closed', 'closed, account correction proposed'],
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
        'account correction proposed',
        'account corrected',
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
      RevocationProposed: ['forewarned', 'revocation proposed'],
      ...ENDED,
      '✗ award-suspended': ['suspended'],
    },
  ],
  ApproveRevocation: [
    '✗ no-revocation',
    {
      ...NOT_ACCEPTED,
      AwardRevoked: ['revocation proposed'],
      ...ENDED,
      '✗ award-suspended': ['suspended'],
    },
  ],
  ReinstateAward: ['✗ not-revoked', { ...NOT_ACCEPTED, AwardReinstated: ['revoked'] }],
  ReduceDueBack: [
    'InstalmentCancelled',
    {
      ...NOT_ACCEPTED,
      '✗ payout-unknown': ['condition open'],
      'InstalmentCancelled, DueBackReduced': ['revoked', 'ended by a decision'],
    },
  ],
  ClaimUnspent: ['UnspentClaimed', { ...NOT_ACCEPTED, '·': ['condition open', 'ended by a decision'] }],
  BlockPayouts: [
    'PayoutsBlocked',
    { ...NOT_ACCEPTED, '·': ['blocked', 'closed', 'closed, account correction proposed'] },
  ],
  UnblockPayouts: ['·', { ...NOT_ACCEPTED, 'PayoutsUnblocked, InstalmentReleased': ['blocked'] }],
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
      AwardClosed: ['all released'],
    },
  ],
} satisfies Outcomes<AwardCommand['type'], keyof typeof states>;

/** Histories by the state they lead to, a command of each kind, and what it leads to. */
export const samples = {
  states,
  commands: commands as { readonly [Type in AwardCommand['type']]: AwardCommand },
  outcomes,
};
