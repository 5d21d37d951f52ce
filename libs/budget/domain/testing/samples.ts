import type { Outcomes } from '#eventsourcing/testing/outcomes.js';
import type { BudgetEvent } from '../../contract/events.js';
import type { BudgetCommand } from '../budget.js';

const OF = { schemeId: 'work', currency: 'NOK' };
const RESERVED = {
  ...OF,
  reservationId: 'r1',
  caseId: 'case-1',
  budgetYear: 2026,
  payments: [
    { year: 2026, amount: 600 },
    { year: 2027, amount: 300 },
  ],
  total: 900,
};

const FUNDED: readonly BudgetEvent[] = [
  { type: 'AppropriationSet', data: { ...OF, year: 2026, amount: 1000, transferredIn: 0 } },
  { type: 'CommitmentAuthoritySet', data: { ...OF, year: 2026, amount: 500 } },
];
const COMMITTED: readonly BudgetEvent[] = [...FUNDED, { type: 'CommitmentReserved', data: RESERVED }];

const RAISE = {
  ...RESERVED,
  before: RESERVED.payments,
  payments: [
    { year: 2026, amount: 700 },
    { year: 2027, amount: 300 },
  ],
  total: 1000,
  grounds: 'A decision is replaced',
  raise: 'raise-1',
};
const RAISED: readonly BudgetEvent[] = [...COMMITTED, { type: 'CommitmentAdjusted', data: RAISE }];

/** Histories by what of a budget they leave: money or none, held or let go. */
const states = {
  none: [],
  appropriated: [FUNDED[0]!],
  funded: FUNDED,
  'funded in another currency': [
    {
      type: 'AppropriationSet',
      data: { ...OF, currency: 'EUR', year: 2026, amount: 1000, transferredIn: 0 },
    },
  ],
  committed: COMMITTED,
  lowered: [
    ...COMMITTED,
    {
      type: 'CommitmentAdjusted',
      data: {
        ...RESERVED,
        before: RESERVED.payments,
        payments: [{ year: 2026, amount: 600 }],
        total: 600,
        grounds: 'The award was lowered',
      },
    },
  ],
  raised: RAISED,
  'raised, and decided with it': [
    ...RAISED,
    {
      type: 'CommitmentAdjusted',
      data: {
        ...RESERVED,
        before: RAISE.payments,
        payments: [{ year: 2026, amount: 650 }],
        total: 650,
        grounds: 'A decision was replaced',
      },
    },
  ],
  released: [...COMMITTED, { type: 'CommitmentReleased', data: { ...RESERVED, grounds: 'It lapsed' } }],
} satisfies Record<string, readonly BudgetEvent[]>;

/** A command of each kind, and those that the limits are about. */
const commands = {
  SetAppropriation: { type: 'SetAppropriation', ...OF, year: 2026, amount: 1200, transferredIn: 0 },
  'SetAppropriation, below what is held': {
    type: 'SetAppropriation',
    ...OF,
    year: 2026,
    amount: 500,
    transferredIn: 0,
  },
  SetCommitmentAuthority: { type: 'SetCommitmentAuthority', ...OF, year: 2026, amount: 400 },
  'SetCommitmentAuthority, below what is held': {
    type: 'SetCommitmentAuthority',
    ...OF,
    year: 2026,
    amount: 100,
  },
  ReserveCommitment: {
    type: 'ReserveCommitment',
    ...OF,
    reservationId: 'r1',
    caseId: 'case-1',
    budgetYear: 2026,
    payments: RESERVED.payments,
  },
  'ReserveCommitment, for another': {
    type: 'ReserveCommitment',
    ...OF,
    reservationId: 'r2',
    caseId: 'case-2',
    budgetYear: 2026,
    payments: [{ year: 2026, amount: 500 }],
  },
  AdjustCommitment: {
    type: 'AdjustCommitment',
    schemeId: 'work',
    reservationId: 'r1',
    payments: [{ year: 2026, amount: 600 }],
    grounds: 'The award was lowered',
  },
  'AdjustCommitment, above the limit': {
    type: 'AdjustCommitment',
    schemeId: 'work',
    reservationId: 'r1',
    payments: [{ year: 2026, amount: 1100 }],
    grounds: 'The award was raised',
  },
  TakeBackRaise: {
    type: 'TakeBackRaise',
    schemeId: 'work',
    reservationId: 'r1',
    raise: 'raise-1',
    payments: [],
    grounds: 'No decision followed the raise',
  },
  BookPayment: {
    type: 'BookPayment',
    payment: {
      ...OF,
      payment: 'payment-1',
      payoutId: 'p1',
      reservationId: 'r1',
      kind: 'settled',
      year: 2027,
      amount: 600,
      movedFrom: [{ year: 2026, amount: 600 }],
    },
  },
  BookPaidBack: {
    type: 'BookPaidBack',
    paidBack: { ...OF, payment: 'payment-2', recoveryId: 'v1', year: 2027, amount: 200 },
  },
  ReleaseCommitment: {
    type: 'ReleaseCommitment',
    schemeId: 'work',
    reservationId: 'r1',
    grounds: 'It lapsed',
  },
} satisfies Record<string, BudgetCommand>;

/** What each command leads to. */
const outcomes = {
  SetAppropriation: ['AppropriationSet', { '✗ other-currency': ['funded in another currency'] }],
  'SetAppropriation, below what is held': [
    'AppropriationSet',
    {
      '✗ other-currency': ['funded in another currency'],
      '✗ below-reserved': ['committed', 'lowered', 'raised', 'raised, and decided with it'],
    },
  ],
  SetCommitmentAuthority: ['CommitmentAuthoritySet', { '✗ other-currency': ['funded in another currency'] }],
  'SetCommitmentAuthority, below what is held': [
    'CommitmentAuthoritySet',
    { '✗ other-currency': ['funded in another currency'], '✗ below-reserved': ['committed', 'raised'] },
  ],
  ReserveCommitment: [
    '✗ budget-exceeded',
    {
      CommitmentReserved: ['funded'],
      '✗ other-currency': ['funded in another currency'],
      '·': ['committed', 'lowered', 'raised', 'raised, and decided with it'],
      '✗ reservation-released': ['released'],
    },
  ],
  'ReserveCommitment, for another': [
    '✗ budget-exceeded',
    {
      CommitmentReserved: ['appropriated', 'funded', 'released'],
      '✗ other-currency': ['funded in another currency'],
    },
  ],
  AdjustCommitment: [
    '✗ reservation-unknown',
    {
      CommitmentAdjusted: ['committed', 'raised', 'raised, and decided with it'],
      '·': ['lowered'],
      '✗ reservation-released': ['released'],
    },
  ],
  'AdjustCommitment, above the limit': [
    '✗ reservation-unknown',
    {
      '✗ budget-exceeded': ['committed', 'lowered', 'raised', 'raised, and decided with it'],
      '✗ reservation-released': ['released'],
    },
  ],
  TakeBackRaise: [
    '✗ reservation-unknown',
    {
      CommitmentAdjusted: ['raised'],
      '·': ['committed', 'lowered', 'raised, and decided with it', 'released'],
    },
  ],
  BookPayment: ['PaymentBooked', {}],
  BookPaidBack: ['PaidBackBooked', {}],
  ReleaseCommitment: [
    '✗ reservation-unknown',
    {
      CommitmentReleased: ['committed', 'lowered', 'raised', 'raised, and decided with it'],
      '·': ['released'],
    },
  ],
} satisfies Outcomes<keyof typeof commands, keyof typeof states>;

/** Histories by the state they lead to, commands, and what they lead to. */
export const samples = { states, commands, outcomes };
