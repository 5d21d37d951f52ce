import type { Outcomes } from '#eventsourcing/testing/outcomes.js';
import type { PayoutCommand } from '../payout.js';
import type { Payout } from '../state.js';
import { commands } from './commands.js';
import { PAID_BACK } from './receiving.js';
import { aboutTheLast, anew, back, samples, SETTLED, WITH_THE_BANK } from './samples.js';

const dated = {
  'SettlePayout (tomorrow)': aboutTheLast({ ...anew, settledOn: '2026-06-11' }),
  'SettlePayout (before it was instructed)': aboutTheLast({ ...anew, settledOn: '2026-05-31' }),
  'SettlePayout (reported before)': aboutTheLast(commands.SettlePayout),
  'ReturnPayout (tomorrow)': { ...back, returnedOn: '2026-06-11' },
  'ReturnPayout (before it was settled)': { ...back, returnedOn: '2026-06-01' },
  'ReturnPayout (reported before)': commands.ReturnPayout,
};

const settledOutOfRange = [
  '✗ wrong-state',
  {
    '✗ payout-unknown': ['none'],
    '✗ date-out-of-range': WITH_THE_BANK,
    '✗ already-settled': SETTLED,
  },
] as const;
const returnedOutOfRange = [
  '✗ wrong-state',
  {
    '✗ payout-unknown': ['none'],
    '✗ date-out-of-range': [
      'partially settled, then the account corrected',
      ...PAID_BACK,
      'settled, then the account corrected',
      'due, since the last of it went to the account of before',
      'approved anew for the corrected account',
      'partially settled',
      'settled',
      'failed in part',
      'returned in part',
      'instructed for the rest',
      'cancelled after a part was paid',
    ],
  },
] as const;

/** Reports whose day or reference does not fit, in every state. */
export const unfitting = {
  states: samples.states,
  commands: dated as Readonly<Record<keyof typeof dated, PayoutCommand | ((state: Payout) => PayoutCommand)>>,
  outcomes: {
    'SettlePayout (tomorrow)': settledOutOfRange,
    'SettlePayout (before it was instructed)': settledOutOfRange,
    'SettlePayout (reported before)': [
      '✗ wrong-state',
      {
        '✗ payout-unknown': ['none'],
        PayoutSettled: [
          'instructed',
          'acknowledged',
          'instructed again',
          'instructed, then the account corrected',
        ],
        '·': [...SETTLED, 'returned', 'returned in part'],
        '✗ reference-used': [
          'partially settled, then the account corrected',
          'partially settled',
          'instructed for the rest',
          'partly settled, then returned while the rest is with the bank',
          'partially settled, then it came back while the rest is with the bank',
        ],
      },
    ],
    'ReturnPayout (tomorrow)': returnedOutOfRange,
    'ReturnPayout (before it was settled)': returnedOutOfRange,
    'ReturnPayout (reported before)': [
      '✗ wrong-state',
      {
        '✗ payout-unknown': ['none'],
        PayoutReturned: [
          'partially settled',
          'failed in part',
          'instructed for the rest',
          'partially settled, then the account corrected',
          'approved anew for the corrected account',
          ...SETTLED,
        ],
        '·': [
          'returned',
          'partly settled, then returned while the rest is with the bank',
          'partially settled, then it came back while the rest is with the bank',
          'cancelled after a part was paid, which came back since',
        ],
        'PayoutReturned, PayoutCancelled': ['cancelled after a part was paid'],
        '✗ reference-used': ['returned in part', 'due, since the last of it went to the account of before'],
      },
    ],
  } satisfies Outcomes<keyof typeof dated, keyof typeof samples.states>,
};
