import { nok } from './order.js';
import { named } from './references.js';

/** A command of each kind about a claim that fell. */
export const fallenCommands = {
  ClaimAnew: { type: 'ClaimAnew', person: 'anna', grounds: 'The accounts were gone through again.' },
  LowerFallenClaim: { type: 'LowerFallenClaim', owedBack: 0, undecided: 0 },
  ProposePayingBack: { type: 'ProposePayingBack', proposer: 'dina', grounds: 'It was annulled.' },
  ApprovePayingBack: { type: 'ApprovePayingBack', approver: 'cecilie', today: '2026-07-10' },
  ReturnPayingBack: { type: 'ReturnPayingBack', person: 'cecilie', grounds: 'Ask for the account first.' },
  RecordPaidBack: {
    type: 'RecordPaidBack',
    paidOn: '2026-07-11',
    ...named('OUT-1'),
    today: '2026-07-12',
  },
} as const;

/** A part of what is owed back. */
export const partBack = { ...fallenCommands.ProposePayingBack, amount: nok(4_000) } as const;

/** The states of a claim that an appeal annulled. */
export const ANNULLED = [
  'annulled',
  'sent back',
  'annulled after a repayment',
  'paying back proposed',
  'paying back approved',
  'paid back in part',
  'paid back',
  'claimed anew',
  'brought down',
] as const;

/** The states of one that the appeal body sent back, and nobody has decided anew. */
export const SENT_BACK = [
  'sent back',
  'paying back proposed',
  'paying back approved',
  'paid back in part',
] as const;

/** What the commands about a claim that fell lead to. */
export const fallenOutcomes = {
  ClaimAnew: ['✗ wrong-state', { '✗ recovery-unknown': ['none'], ClaimRenewed: SENT_BACK }],
  LowerFallenClaim: [
    '·',
    {
      '✗ recovery-unknown': ['none'],
      FallenClaimLowered: [
        'sent back',
        'annulled after a repayment',
        'paying back proposed',
        'paying back approved',
        'paid back in part',
        'upheld for less than was repaid',
      ],
    },
  ],
  ProposePayingBack: [
    '✗ exceeds-owed-back',
    {
      '✗ recovery-unknown': ['none'],
      PayingBackProposed: [
        'annulled after a repayment',
        'paying back proposed',
        'paid back in part',
        'upheld for less than was repaid',
      ],
      '✗ paying-back-approved': ['paying back approved'],
    },
  ],
  ApprovePayingBack: [
    '✗ nothing-proposed',
    { '✗ recovery-unknown': ['none'], PayingBackApproved: ['paying back proposed'] },
  ],
  ReturnPayingBack: [
    '✗ nothing-proposed',
    {
      '✗ recovery-unknown': ['none'],
      PayingBackReturned: ['paying back proposed', 'paying back approved'],
    },
  ],
  RecordPaidBack: [
    '✗ nothing-proposed',
    {
      '✗ recovery-unknown': ['none'],
      OwedBackPaid: ['paying back approved'],
      '·': ['paid back in part', 'paid back'],
    },
  ],
} as const;
