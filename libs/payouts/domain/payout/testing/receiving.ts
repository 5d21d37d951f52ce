/** Money that comes back unasked. */
export const receiving = {
  RecordReceivedMoney: {
    type: 'RecordReceivedMoney',
    receivedId: 'm1',
    amount: { amount: 5_000, currency: 'NOK' },
    receivedOn: '2026-06-20',
    bankReference: 'B7',
    referenceDigest: 'digest of B7',
    payer: 'The estate',
    today: '2026-06-21',
  },
  AllocateReceivedMoney: {
    type: 'AllocateReceivedMoney',
    receivedId: 'm1',
    recoveryId: 'v1',
    person: 'anna',
    claim: { owed: 3_000 },
  },
  ReleaseAllocation: { type: 'ReleaseAllocation', receivedId: 'm1', allocation: 1, reason: 'overpaid' },
  ReturnReceivedMoney: {
    type: 'ReturnReceivedMoney',
    receivedId: 'm1',
    returnedOn: '2026-06-21',
    bankReference: 'B8',
    grounds: 'Nothing is owed.',
    person: 'dina',
    today: '2026-06-21',
  },
} as const;

/** The states in which nothing was settled. */
const NOTHING_SETTLED = [
  'due',
  'attested',
  'approved',
  'approved, an instruction lapsed',
  'instructed',
  'acknowledged',
  'failed',
  'instructed again',
  'due, the account corrected',
  'instructed, then the account corrected',
  'due, since it failed after the account was corrected',
  'cancelled',
] as const;
/** The states of what was paid back unasked. */
export const PAID_BACK = [
  'settled, some of it paid back unasked',
  'settled, what was paid back counted for a claim',
] as const;

/** What the commands about it lead to. */
export const outcomesOfReceiving = {
  RecordReceivedMoney: [
    'MoneyReceived',
    { '✗ payout-unknown': ['none'], '✗ wrong-state': NOTHING_SETTLED, '·': PAID_BACK },
  ],
  AllocateReceivedMoney: [
    '✗ received-unknown',
    { '✗ payout-unknown': ['none'], ReceivedMoneyAllocated: PAID_BACK },
  ],
  ReleaseAllocation: [
    '·',
    {
      '✗ payout-unknown': ['none'],
      AllocationReleased: ['settled, what was paid back counted for a claim'],
    },
  ],
  ReturnReceivedMoney: [
    '✗ received-unknown',
    { '✗ payout-unknown': ['none'], ReceivedMoneyReturned: PAID_BACK },
  ],
} as const;
