import type { Judge } from '#giving-up/giving-up.js';
import { SENT_BACK } from './fallen.js';
import { expected, owed, takenOn, type Recovery } from '../state.js';

/** Minor units owed, or barred before they were claimed. */
export function leftOf(state: Recovery): number {
  return state.status === 'none' ? 0 : takenOn(state) || owed(state);
}

/** Minor units owed that are not written off. */
export function countedOn(state: Recovery): number {
  return state.status === 'none' ? 0 : expected(state);
}

/** A decision-maker who approved what the claim rests on, where no delegation to give up is recorded. */
export const judge: Judge = { person: 'berit', decides: true, decidedBy: ['berit'], delegations: undefined };
/** One who had no part in it. */
export const fresh: Judge = { ...judge, person: 'cecilie' };

/** The states in which a claim is to be repaid. */
export const CLAIMED = [
  'claimed',
  'repaid in part',
  'overdue',
  'waiver proposed',
  'write-off proposed',
  'write-off proposed before',
  'waived in part',
  'written off in part',
  'upheld in part',
  'limitation move proposed',
  'in instalments',
  'an instalment overdue',
  'claimed, deferred',
  'claimed, flagged',
] as const;
/** The states in which repayments are taken. */
export const REPAYABLE = [
  ...CLAIMED,
  'written off',
  'barred',
  'repaid in part, the rest barred',
  'written off and barred',
] as const;
/** The states in which money may be waived. */
const WAIVABLE = [...CLAIMED, 'written off'] as const;
/** The states in which all that is claimed was repaid. */
export const SETTLED = ['settled', 'upheld for less than was repaid'] as const;
/** The states before a claim in which nothing is proposed, and the debtor may be answered for. */
export const UNCLAIMED = [
  'forewarned',
  'answered',
  'not answered in time',
  'claim returned',
  'dropping proposed',
] as const;

/** What the commands lead to by which money is given up. */
export const givingUpOutcomes = {
  ProposeGivingUp: ['✗ wrong-state', { '✗ recovery-unknown': ['none'], GivingUpProposed: CLAIMED }],
  'ProposeGivingUp (dropping)': [
    '✗ wrong-state',
    {
      '✗ recovery-unknown': ['none'],
      GivingUpProposed: [...UNCLAIMED, 'proposed', 'proposed, deferred', ...SENT_BACK],
    },
  ],
  'ProposeGivingUp (waiving)': [
    '✗ wrong-state',
    { '✗ recovery-unknown': ['none'], GivingUpProposed: WAIVABLE },
  ],
  ApproveGivingUp: [
    '✗ nothing-proposed',
    {
      '✗ recovery-unknown': ['none'],
      RecoveryDropped: ['dropping proposed'],
      ClaimWaived: ['waiver proposed'],
      ClaimWrittenOff: ['write-off proposed'],
    },
  ],
  ReturnGivingUp: [
    '✗ nothing-proposed',
    {
      '✗ recovery-unknown': ['none'],
      GivingUpReturned: ['dropping proposed', 'waiver proposed', 'write-off proposed'],
    },
  ],
  NameGivingUpStandIn: [
    '✗ nothing-proposed',
    {
      '✗ recovery-unknown': ['none'],
      GivingUpStandInNamed: ['dropping proposed', 'waiver proposed', 'write-off proposed'],
    },
  ],
} as const;
