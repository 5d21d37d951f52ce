import type { SettlementCommand } from '../settlement.js';

/** What the state owes is carried out under these ids. */
export function carryOut(payoutId: string) {
  return {
    type: 'CarryOutStateShare',
    payoutId,
    recoveryId: `recovery of ${payoutId}`,
    currency: 'NOK',
    budgetYear: 2029,
    asked: false,
  } as const satisfies SettlementCommand;
}

/** The town paid so much. */
export function pay(amount: number, reference = `B${amount}`) {
  return {
    type: 'RecordSharePayment',
    payer: 'town',
    amount,
    currency: 'NOK',
    pilotCurrency: 'NOK',
    paidOn: '2029-05-02',
    reference,
    referenceDigest: `digest of ${reference}`,
    person: 'carl',
    today: '2029-06-01',
  } as const satisfies SettlementCommand;
}

/** Commands about what is paid by the version in force. */
export const paying = {
  WithholdStateShare: { type: 'WithholdStateShare', payoutId: 'u1', unpaid: 100_000_000 },
  CarryOutStateShare: carryOut('u9'),
  'CarryOutStateShare (the same again)': carryOut('u1'),
  'CarryOutStateShare (asked for)': { ...carryOut('u9'), asked: true },
  WithdrawReclaim: { type: 'WithdrawReclaim', recoveryId: 'recovery of u2', repaid: 0 },
  WaiveOverpayment: { type: 'WaiveOverpayment', recoveryId: 'recovery of u2', stands: 50_000_000 },
  AbandonProvision: {
    type: 'AbandonProvision',
    raise: 'raise-1',
    reservationId: 'r1',
    schemeId: 's',
    grounds: 'nothing followed the raise',
  },
  RecordSharePayment: pay(1_000_000),
} as const satisfies Readonly<Record<string, SettlementCommand>>;

/** The states before the first version is concluded. */
const NOT_CONCLUDED = [
  'calculated',
  'reviewed',
  'approved by one',
  'provision let go',
  'returned',
  'flagged under way',
] as const;

/** What they lead to. */
export const paid = {
  WithholdStateShare: [
    'StateShareWithheld',
    {
      '✗ settlement-unknown': ['none'],
      '·': [
        'calculated',
        'reviewed',
        'approved by one',
        'provision let go',
        'returned',
        'concluded',
        'concluded on a raise',
        'state share withheld in part',
        'flagged under way',
        'flagged before it was ordered',
      ],
    },
  ],
  CarryOutStateShare: [
    '·',
    {
      '✗ settlement-unknown': ['none'],
      '✗ nothing-owed': NOT_CONCLUDED,
      StateShareOrdered: [
        'concluded',
        'concluded on a raise',
        'state share withheld in part',
        'concluded anew, for more',
        'flagged before it was ordered',
      ],
      StateShareReclaimed: ['concluded anew, for less'],
    },
  ],
  'CarryOutStateShare (the same again)': [
    '·',
    {
      '✗ settlement-unknown': ['none'],
      '✗ nothing-owed': NOT_CONCLUDED,
      StateShareOrdered: ['concluded', 'concluded on a raise', 'flagged before it was ordered'],
    },
  ],
  'CarryOutStateShare (asked for)': [
    '✗ nothing-owed',
    {
      '✗ decision-flagged': ['flagged before it was ordered'],
      '✗ settlement-unknown': ['none'],
      StateShareOrdered: [
        'concluded',
        'concluded on a raise',
        'state share withheld in part',
        'concluded anew, for more',
      ],
    },
  ],
  WithdrawReclaim: [
    '·',
    {
      '✗ settlement-unknown': ['none'],
      StateShareReclaimWithdrawn: ['reclaimed what was too much', 'overpayment waived in part'],
    },
  ],
  WaiveOverpayment: [
    '·',
    { '✗ settlement-unknown': ['none'], StateShareOverpaymentWaived: ['reclaimed what was too much'] },
  ],
  AbandonProvision: [
    'ProvisionAbandoned',
    { '✗ settlement-unknown': ['none'], '·': ['provision let go', 'concluded on a raise'] },
  ],
  RecordSharePayment: [
    'SharePaid',
    {
      '✗ settlement-unknown': ['none'],
      '✗ payer-unknown': NOT_CONCLUDED,
      '✗ exceeds-share': ['share of the town paid'],
    },
  ],
} as const;
