import { SETTLED } from './giving-up.js';
import { ANNULLED } from './fallen.js';
/** What is done about the limitation of a claim that is barred after 2 May 2029. */
export const limitationCommands = {
  ProlongLimitation: {
    type: 'ProlongLimitation',
    person: 'anna',
    basis: 'agreement',
    on: '2026-06-01',
    grounds: 'The debtor agreed.',
    today: '2026-06-01',
  },
  ProposeLimitationMove: {
    type: 'ProposeLimitationMove',
    proposer: 'anna',
    limitationDate: '2034-05-02',
    grounds: 'A judgment.',
    today: '2026-06-01',
  },
  ApproveLimitationMove: { type: 'ApproveLimitationMove', approver: 'berit' },
  ReturnLimitationMove: { type: 'ReturnLimitationMove', person: 'berit', grounds: 'Of another case.' },
  ReportBarredClaim: { type: 'ReportBarredClaim', lastDay: '2029-05-02' },
  BarClaim: { type: 'BarClaim', today: '2029-05-03' },
} as const;

/** Those of them in which nobody had claimed it. */
export const BARRED_UNCLAIMED = ['barred unclaimed', 'barred unclaimed, repaid in part'] as const;
/** The states in which all that is left is barred. */
export const BARRED = [
  ...BARRED_UNCLAIMED,
  'barred',
  'repaid in part, the rest barred',
  'written off and barred',
] as const;
const ENDED = [...SETTLED, 'waived', 'dropped', ...ANNULLED] as const;

/** What that leads to. */
export const limitationOutcomes = {
  BarClaim: ['ClaimBecameBarred', { '✗ recovery-unknown': ['none'], '✗ wrong-state': [...ENDED, ...BARRED] }],
  ReportBarredClaim: ['ClaimBecameBarred', { '✗ recovery-unknown': ['none'], '·': [...ENDED, ...BARRED] }],
  ProlongLimitation: ['LimitationInterrupted', { '✗ recovery-unknown': ['none'], '✗ wrong-state': ENDED }],
  ProposeLimitationMove: [
    'LimitationMoveProposed',
    { '✗ recovery-unknown': ['none'], '✗ wrong-state': ENDED },
  ],
  ApproveLimitationMove: [
    '✗ nothing-proposed',
    { '✗ recovery-unknown': ['none'], LimitationMoved: ['limitation move proposed'] },
  ],
  ReturnLimitationMove: [
    '✗ nothing-proposed',
    { '✗ recovery-unknown': ['none'], LimitationMoveReturned: ['limitation move proposed'] },
  ],
} as const;
