import { fold } from '#eventsourcing/decider.js';
import type { Outcomes } from '#eventsourcing/testing/outcomes.js';
import type { PayoutEvent } from '../../../contract/events.js';
import { payout, type PayoutCommand } from '../payout.js';
import type { Payout } from '../state.js';
import { commands, named } from './commands.js';
import { outcomesOfReceiving, PAID_BACK } from './receiving.js';

/** What happens when these are sent one after the other. @throws Error when one of them is refused: a bug */
export function after(...sent: readonly PayoutCommand[]): readonly PayoutEvent[] {
  return sent.reduce<readonly PayoutEvent[]>((history, command) => {
    const decision = payout.decide(command, fold(payout, history));
    if ('refused' in decision) throw new Error(`${command.type}: ${decision.refused.detail}`);
    return [...history, ...decision.events];
  }, []);
}

const { OpenPayout, AttestPayout, ApprovePayout, InstructPayout, CorrectPayoutAccount } = commands;
const approved = [OpenPayout, AttestPayout, ApprovePayout] as const;
const instructed = [...approved, InstructPayout] as const;
const some = { amount: 10_000, currency: 'NOK' };
const part = { ...commands.SettlePayout, amount: some };
const again = { ...InstructPayout, instructionId: 'i2' };

/** A report about the attempt under way; after several attempts it has to be named. */
export function aboutTheLast<Report extends object>(report: Report) {
  return (state: Payout): Report => {
    const last = state.status === 'none' ? undefined : state.attempts.at(-1);
    return last ? { ...report, instructionId: last.instructionId } : report;
  };
}

/** A report under a reference that no other has. */
/** A settlement under a reference of its own. */
export const anew = { ...commands.SettlePayout, ...named('B9') };
/** A return under a reference of its own. */
export const back = { ...commands.ReturnPayout, ...named('R9') };
type Tried = PayoutCommand['type'] | 'SettlePayout (a part)';

/** Histories by the state they lead to. */
const states = {
  none: [],
  due: after(OpenPayout),
  attested: after(OpenPayout, AttestPayout),
  approved: after(...approved),
  'approved, an instruction lapsed': after(...approved, commands.LapseInstruction),
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
  'instructed for the rest': after(...instructed, part, commands.FailPayout, again),
  'partially settled, then it came back while the rest is with the bank': after(
    ...instructed,
    part,
    commands.ReturnPayout,
  ),
  'partly settled, then returned while the rest is with the bank': after(
    ...instructed,
    part,
    commands.FailPayout,
    again,
    commands.ReturnPayout,
  ),
  'due, the account corrected': after(...approved, CorrectPayoutAccount),
  'instructed, then the account corrected': after(...instructed, CorrectPayoutAccount),
  'partially settled, then the account corrected': after(...instructed, part, CorrectPayoutAccount),
  'settled, then the account corrected': after(...instructed, commands.SettlePayout, CorrectPayoutAccount),
  'due, since it failed after the account was corrected': after(
    ...instructed,
    CorrectPayoutAccount,
    commands.FailPayout,
  ),
  'due, since the last of it went to the account of before': after(
    ...instructed,
    CorrectPayoutAccount,
    part,
    { ...commands.ReturnPayout, amount: { amount: 4_000, currency: 'NOK' } },
    { ...commands.SettlePayout, ...named('B2') },
  ),
  'approved anew for the corrected account': after(
    ...instructed,
    part,
    commands.FailPayout,
    CorrectPayoutAccount,
    AttestPayout,
    ApprovePayout,
  ),
  'settled, some of it paid back unasked': after(
    ...instructed,
    commands.SettlePayout,
    commands.RecordReceivedMoney,
  ),
  'settled, what was paid back counted for a claim': after(
    ...instructed,
    commands.SettlePayout,
    commands.RecordReceivedMoney,
    commands.AllocateReceivedMoney,
  ),
  cancelled: after(OpenPayout, commands.CancelPayout),
  'cancelled after a part was paid': after(...instructed, part, commands.FailPayout, commands.CancelPayout),
  'cancelled after a part was paid, which came back since': after(
    ...instructed,
    part,
    commands.FailPayout,
    commands.CancelPayout,
    commands.ReturnPayout,
  ),
};

/** The states in which an instruction is under way. */
export const WITH_THE_BANK = [
  'instructed',
  'acknowledged',
  'partially settled',
  'instructed again',
  'instructed for the rest',
  'partly settled, then returned while the rest is with the bank',
  'partially settled, then it came back while the rest is with the bank',
  'instructed, then the account corrected',
  'partially settled, then the account corrected',
] as const;
/** The states of what is settled in full. */
export const SETTLED = [
  'settled',
  'settled, then the account corrected',
  'settled, some of it paid back unasked',
  'settled, what was paid back counted for a claim',
] as const;
/** The states of what is cancelled. */
const CANCELLED = [
  'cancelled',
  'cancelled after a part was paid',
  'cancelled after a part was paid, which came back since',
] as const;
/** The states of what is not attested. */
const DUE = [
  'due',
  'due, the account corrected',
  'due, since it failed after the account was corrected',
  'due, since the last of it went to the account of before',
] as const;
/** The states of what goes to the corrected account already. */
const CORRECTED = [
  'due, the account corrected',
  'instructed, then the account corrected',
  'partially settled, then the account corrected',
  'settled, then the account corrected',
  'due, since it failed after the account was corrected',
  'due, since the last of it went to the account of before',
  'approved anew for the corrected account',
] as const;

/** What each command leads to. */
const outcomes = {
  OpenPayout: ['·', { PayoutOpened: ['none'] }],
  AttestPayout: ['✗ wrong-state', { '✗ payout-unknown': ['none'], PayoutAttested: DUE }],
  ApprovePayout: ['✗ wrong-state', { '✗ payout-unknown': ['none'], PayoutApproved: ['attested'] }],
  InstructPayout: [
    '✗ wrong-state',
    {
      '✗ payout-unknown': ['none'],
      PayoutInstructed: [
        'approved',
        'approved, an instruction lapsed',
        'failed',
        'failed in part',
        'returned',
        'returned in part',
        'approved anew for the corrected account',
      ],
      '✗ instruction-open': [
        'partially settled',
        'partially settled, then it came back while the rest is with the bank',
      ],
      '✗ account-corrected': ['partially settled, then the account corrected'],
    },
  ],
  LapseInstruction: [
    '·',
    {
      '✗ payout-unknown': ['none'],
      InstructionLapsed: ['due', 'attested', 'approved', 'due, the account corrected'],
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
        'instructed, then the account corrected',
      ],
      '·': [
        'acknowledged',
        'partially settled',
        'partially settled, then it came back while the rest is with the bank',
        'partially settled, then the account corrected',
      ],
      '✗ already-settled': SETTLED,
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
        'instructed, then the account corrected',
        'partially settled, then the account corrected',
      ],
      '✗ already-settled': SETTLED,
      PayoutPartiallySettled: [
        'partly settled, then returned while the rest is with the bank',
        'partially settled, then it came back while the rest is with the bank',
      ],
    },
  ],
  FailPayout: [
    '✗ wrong-state',
    {
      '✗ payout-unknown': ['none'],
      PayoutFailed: WITH_THE_BANK,
      '✗ already-settled': SETTLED,
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
        'partially settled, then the account corrected',
        'settled, then the account corrected',
        'due, since the last of it went to the account of before',
        'approved anew for the corrected account',
        ...PAID_BACK,
      ],
      'PayoutReturned, PayoutCancelled': ['cancelled after a part was paid'],
    },
  ],
  CancelPayout: [
    'PayoutCancelled',
    {
      '✗ payout-unknown': ['none'],
      '✗ with-the-bank': WITH_THE_BANK,
      '✗ already-settled': SETTLED,
      '·': ['cancelled', 'cancelled after a part was paid'],
    },
  ],
  ...outcomesOfReceiving,
  CorrectPayoutAccount: [
    'PayoutAccountCorrected',
    {
      '✗ payout-unknown': ['none'],
      '·': [...CORRECTED, ...CANCELLED],
    },
  ],
  'SettlePayout (a part)': [
    '✗ wrong-state',
    {
      '✗ payout-unknown': ['none'],
      PayoutPartiallySettled: WITH_THE_BANK,
      '✗ already-settled': SETTLED,
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
