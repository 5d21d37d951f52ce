import type { Outcomes } from '#eventsourcing/testing/outcomes.js';
import type { RecoveryCommand } from '../recovery.js';
import { BARRED_UNCLAIMED } from './limitation.js';
import { REPAYABLE, SETTLED } from './giving-up.js';
import { named } from './references.js';
import { anew, samples } from './samples.js';

const { states } = samples;

const dated = {
  'RecordRepayment (tomorrow)': { ...anew, receivedOn: '2026-06-26' },
  'RecordRepayment (before the forewarning)': { ...anew, receivedOn: '2026-05-04' },
  'RecordRepayment (reported before)': { ...anew, ...named('IN-1') },
} as const;
const outOfRange = [
  '✗ wrong-state',
  {
    '✗ recovery-unknown': ['none'],
    '✗ date-out-of-range': [...REPAYABLE, ...BARRED_UNCLAIMED],
    '✗ overpaid': SETTLED,
  },
] as const;

/** Repayments whose day or reference does not fit, in every state. */
export const unfitting = {
  states,
  commands: dated as Readonly<Record<keyof typeof dated, RecoveryCommand>>,
  outcomes: {
    'RecordRepayment (tomorrow)': outOfRange,
    'RecordRepayment (before the forewarning)': outOfRange,
    'RecordRepayment (reported before)': [
      '✗ wrong-state',
      {
        '✗ recovery-unknown': ['none'],
        RepaymentReceived: [
          'claimed',
          'overdue',
          'waiver proposed',
          'write-off proposed',
          'write-off proposed before',
          'waived in part',
          'written off in part',
          'upheld in part',
          'limitation move proposed',
          'written off',
          'in instalments',
          'claimed, deferred',
          'claimed, flagged',
          'barred',
          'barred unclaimed',
          'written off and barred',
        ],
        '·': [
          'repaid in part',
          'an instalment overdue',
          'repaid in part, the rest barred',
          'barred unclaimed, repaid in part',
          'annulled after a repayment',
          'paying back proposed',
          'paying back approved',
          'paid back in part',
          'paid back',
        ],
        '✗ overpaid': SETTLED,
      },
    ],
  } satisfies Outcomes<keyof typeof dated, keyof typeof states>,
};
