import type { PayoutOrder } from '../../../contract/events.js';
import type { PayoutCommand } from '../payout.js';
import { reservedIdOf } from '../state.js';
import { receiving } from './receiving.js';

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

/** A command of each kind. */
export const commands = {
  OpenPayout: { type: 'OpenPayout', order },
  AttestPayout: { type: 'AttestPayout', attester: 'carl' },
  ApprovePayout: { type: 'ApprovePayout', approver: 'berit' },
  InstructPayout: { type: 'InstructPayout', instructionId: 'i1', instructedOn: '2026-06-01' },
  LapseInstruction: { type: 'LapseInstruction', instructionId: reservedIdOf('p1', 1) },
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
  CorrectPayoutAccount: {
    type: 'CorrectPayoutAccount',
    correction: 1,
    account: '12345678911',
    excluded: ['ola', 'nina'],
  },
  ...receiving,
} as const satisfies { readonly [Type in PayoutCommand['type']]: Extract<PayoutCommand, { type: Type }> };
