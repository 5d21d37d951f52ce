import { fold } from '#eventsourcing/decider.js';
import type { PayoutEvent, PayoutOrder } from '../../../contract/events.js';
import type { PayoutCommand } from '../commands.js';
import { payout } from '../payout.js';
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

const commands = {
  OpenPayout: { type: 'OpenPayout', order },
  AttestPayout: { type: 'AttestPayout', attester: 'carl' },
  ApprovePayout: { type: 'ApprovePayout', approver: 'berit' },
  InstructPayout: { type: 'InstructPayout', instructionId: 'i1' },
  AcknowledgePayout: { type: 'AcknowledgePayout' },
  SettlePayout: { type: 'SettlePayout', settledOn: '2026-06-02', bankReference: 'B1' },
  FailPayout: { type: 'FailPayout', reasonCode: 'AC04' },
  ReturnPayout: {
    type: 'ReturnPayout',
    returnedOn: '2026-06-05',
    bankReference: 'R1',
    reasonCode: 'AC06',
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
const part = { ...commands.SettlePayout, amount: 10_000 };
const again = { ...InstructPayout, instructionId: 'i2' };

/** A report about the attempt under way; after several attempts it has to be named. */
function aboutTheLast<Report extends object>(report: Report) {
  return (state: Payout): Report => {
    const last = state.status === 'none' ? undefined : state.attempts.at(-1);
    return last ? { ...report, instructionId: last.instructionId } : report;
  };
}

/** Histories by the state they lead to, and a command of each kind. */
export const samples = {
  states: {
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
      amount: 10_000,
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
  },
  commands: {
    ...commands,
    InstructPayout: { ...InstructPayout, instructionId: 'i3' },
    AcknowledgePayout: aboutTheLast(commands.AcknowledgePayout),
    SettlePayout: aboutTheLast(commands.SettlePayout),
    'SettlePayout (a part)': aboutTheLast(part),
    FailPayout: aboutTheLast(commands.FailPayout),
  } as Readonly<
    Record<
      PayoutCommand['type'] | 'SettlePayout (a part)',
      PayoutCommand | ((state: Payout) => PayoutCommand)
    >
  >,
};
