import { fold } from '#eventsourcing/decider.js';
import type { Outcomes } from '#eventsourcing/testing/outcomes.js';
import type { PayoutEvent, PayoutOrder } from '../../../contract/events.js';
import { payout, type PayoutCommand } from '../payout.js';
import type { Payout } from '../state.js';

/** A payout of 300 kroner. */
export const order: PayoutOrder = {
  payoutId: 'p1',
  awardId: 'a1',
  caseId: 'a1',
  commitmentId: 'r1',
  schemeId: 's',
  directorate: 'd',
  instalment: 1,
  dueDate: '2026-06-01',
  budgetYear: 2026,
  budgetChapter: '0621',
  budgetPost: '70',
  amount: { amount: 30_000, currency: 'NOK' },
  payee: { organisation: '987654325', name: 'Verkstedet' },
  excluded: ['ola'],
};

/** A reference of the bank, and what stands for it. */
export function named(bankReference: string) {
  return { bankReference, referenceDigest: `digest of ${bankReference}` };
}

const commands = {
  OpenPayout: { type: 'OpenPayout', order },
  AttestPayout: { type: 'AttestPayout', attester: 'carl' },
  ApprovePayout: { type: 'ApprovePayout', approver: 'berit' },
  InstructPayout: { type: 'InstructPayout', instructionId: 'i1', instructedOn: '2026-06-01' },
  AcknowledgePayout: { type: 'AcknowledgePayout' },
  SettlePayout: { type: 'SettlePayout', settledOn: '2026-06-02', ...named('B1'), today: '2026-06-10' },
  FailPayout: { type: 'FailPayout', reasonCode: 'AC04' },
  ReturnPayout: {
    type: 'ReturnPayout',
    returnedOn: '2026-06-05',
    ...named('R1'),
    reasonCode: 'AC06',
    today: '2026-06-10',
  },
  CancelPayout: { type: 'CancelPayout', person: 'berit', grounds: 'The project was given up.' },
} as const satisfies { readonly [Type in PayoutCommand['type']]: Extract<PayoutCommand, { type: Type }> };

/** What happens when these are sent one after the other. @throws Error when one of them is refused: a bug */
export function after(...sent: readonly PayoutCommand[]): readonly PayoutEvent[] {
  return sent.reduce<readonly PayoutEvent[]>((history, command) => {
    const decision = payout.decide(command, fold(payout, history));
    if ('refused' in decision) throw new Error(`${command.type}: ${decision.refused.detail}`);
    return [...history, ...decision.events];
  }, []);
}

const { OpenPayout, AttestPayout, ApprovePayout, InstructPayout } = commands;
const approved = [OpenPayout, AttestPayout, ApprovePayout] as const;
const instructed = [...approved, InstructPayout] as const;
const some = { amount: 10_000, currency: 'NOK' };
const part = { ...commands.SettlePayout, amount: some };
const again = { ...InstructPayout, instructionId: 'i2' };

/** A report about the attempt under way; after several attempts it has to be named. */
function aboutTheLast<Report extends object>(report: Report) {
  return (state: Payout): Report => {
    const last = state.status === 'none' ? undefined : state.attempts.at(-1);
    return last ? { ...report, instructionId: last.instructionId } : report;
  };
}

/** A report under a reference that no other has. */
const anew = { ...commands.SettlePayout, ...named('B9') };
const back = { ...commands.ReturnPayout, ...named('R9') };
type Tried = PayoutCommand['type'] | 'SettlePayout (a part)';

/** Histories by the state they lead to. */
const states = {
  none: [],
  due: after(OpenPayout),
  attested: after(OpenPayout, AttestPayout),
  approved: after(...approved),
  instructed: after(...instructed),
  acknowledged: after(...instructed, commands.AcknowledgePayout),
  'partially settled': after(...instructed, part),
  settled: after(...instructed, commands.SettlePayout),
  failed: after(...instructed, commands.FailPayout),
  'failed in part': after(...instructed, part, commands.FailPayout),
  returned: after(...instructed, commands.SettlePayout, commands.ReturnPayout),
  'returned in part': after(...instructed, commands.SettlePayout, {
    ...commands.ReturnPayout,
    amount: some,
  }),
  'instructed again': after(...instructed, commands.FailPayout, again),
  'instructed for the rest': after(...instructed, part, again),
  'partly settled, then returned while the rest is with the bank': after(
    ...instructed,
    part,
    again,
    commands.ReturnPayout,
  ),
  cancelled: after(OpenPayout, commands.CancelPayout),
  'cancelled after a part was paid': after(...instructed, part, commands.FailPayout, commands.CancelPayout),
};

/** The states in which an instruction is under way. */
const WITH_THE_BANK = [
  'instructed',
  'acknowledged',
  'partially settled',
  'instructed again',
  'instructed for the rest',
  'partly settled, then returned while the rest is with the bank',
] as const;

/** What each command leads to. */
const outcomes = {
  OpenPayout: ['·', { PayoutOpened: ['none'] }],
  AttestPayout: ['✗ wrong-state', { '✗ payout-unknown': ['none'], PayoutAttested: ['due'] }],
  ApprovePayout: ['✗ wrong-state', { '✗ payout-unknown': ['none'], PayoutApproved: ['attested'] }],
  InstructPayout: [
    '✗ wrong-state',
    {
      '✗ payout-unknown': ['none'],
      PayoutInstructed: [
        'approved',
        'partially settled',
        'failed',
        'failed in part',
        'returned',
        'returned in part',
      ],
    },
  ],
  AcknowledgePayout: [
    '✗ wrong-state',
    {
      '✗ payout-unknown': ['none'],
      PayoutAcknowledged: [
        'instructed',
        'instructed again',
        'instructed for the rest',
        'partly settled, then returned while the rest is with the bank',
      ],
      '·': ['acknowledged', 'partially settled'],
      '✗ already-settled': ['settled'],
    },
  ],
  SettlePayout: [
    '✗ wrong-state',
    {
      '✗ payout-unknown': ['none'],
      PayoutSettled: [
        'instructed',
        'acknowledged',
        'partially settled',
        'instructed again',
        'instructed for the rest',
      ],
      '✗ already-settled': ['settled'],
      PayoutPartiallySettled: ['partly settled, then returned while the rest is with the bank'],
    },
  ],
  FailPayout: [
    '✗ wrong-state',
    {
      '✗ payout-unknown': ['none'],
      PayoutFailed: WITH_THE_BANK,
      '✗ already-settled': ['settled'],
    },
  ],
  ReturnPayout: [
    '✗ wrong-state',
    {
      '✗ payout-unknown': ['none'],
      PayoutReturned: [
        'partially settled',
        'settled',
        'failed in part',
        'returned in part',
        'instructed for the rest',
      ],
    },
  ],
  CancelPayout: [
    'PayoutCancelled',
    {
      '✗ payout-unknown': ['none'],
      '✗ with-the-bank': WITH_THE_BANK,
      '✗ already-settled': ['settled'],
      '·': ['cancelled', 'cancelled after a part was paid'],
    },
  ],
  'SettlePayout (a part)': [
    '✗ wrong-state',
    {
      '✗ payout-unknown': ['none'],
      PayoutPartiallySettled: WITH_THE_BANK,
      '✗ already-settled': ['settled'],
    },
  ],
} satisfies Outcomes<Tried, keyof typeof states>;

/** Histories by the state they lead to, a command of each kind, and what it leads to. */
export const samples = {
  states,
  commands: {
    ...commands,
    InstructPayout: { ...InstructPayout, instructionId: 'i3' },
    AcknowledgePayout: aboutTheLast(commands.AcknowledgePayout),
    SettlePayout: aboutTheLast(anew),
    'SettlePayout (a part)': aboutTheLast({ ...anew, amount: some }),
    ReturnPayout: back,
    FailPayout: aboutTheLast(commands.FailPayout),
  } as Readonly<Record<Tried, PayoutCommand | ((state: Payout) => PayoutCommand)>>,
  outcomes,
};

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
    '✗ already-settled': ['settled'],
  },
] as const;
const returnedOutOfRange = [
  '✗ wrong-state',
  {
    '✗ payout-unknown': ['none'],
    '✗ date-out-of-range': [
      'partially settled',
      'settled',
      'failed in part',
      'returned in part',
      'instructed for the rest',
    ],
  },
] as const;

/** Reports whose day or reference does not fit, in every state. */
export const unfitting = {
  states,
  commands: dated as Readonly<Record<keyof typeof dated, PayoutCommand | ((state: Payout) => PayoutCommand)>>,
  outcomes: {
    'SettlePayout (tomorrow)': settledOutOfRange,
    'SettlePayout (before it was instructed)': settledOutOfRange,
    'SettlePayout (reported before)': [
      '✗ wrong-state',
      {
        '✗ payout-unknown': ['none'],
        PayoutSettled: ['instructed', 'acknowledged', 'instructed again'],
        '·': ['settled', 'returned', 'returned in part'],
        '✗ reference-used': [
          'partially settled',
          'instructed for the rest',
          'partly settled, then returned while the rest is with the bank',
        ],
      },
    ],
    'ReturnPayout (tomorrow)': returnedOutOfRange,
    'ReturnPayout (before it was settled)': returnedOutOfRange,
    'ReturnPayout (reported before)': [
      '✗ wrong-state',
      {
        '✗ payout-unknown': ['none'],
        PayoutReturned: ['partially settled', 'settled', 'failed in part', 'instructed for the rest'],
        '·': ['returned', 'partly settled, then returned while the rest is with the bank'],
        '✗ reference-used': ['returned in part'],
      },
    ],
  } satisfies Outcomes<keyof typeof dated, keyof typeof states>,
};
