import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fold } from '#eventsourcing/decider.js';
import type { PayoutEvent } from '../../contract/events.js';
import { payout, type PayoutCommand } from './payout.js';
import { order } from './testing/samples.js';

const person = fc.constantFrom('anna', 'berit', 'carl', 'ola');
const organisation = fc.constantFrom('d', order.payee.organisation, undefined);
const instructionId = fc.constantFrom('i1', 'i2', 'i3', undefined);
const amount = fc.option(
  fc.record({ amount: fc.integer({ min: 0, max: 35_000 }), currency: fc.constant('NOK') }),
  { nil: undefined },
);
const bank = { settledOn: '2026-06-02', returnedOn: '2026-06-05', bankReference: 'B', reasonCode: 'AC04' };

const command: fc.Arbitrary<PayoutCommand> = fc.oneof(
  fc.constant({ type: 'OpenPayout' as const, order }),
  fc.record({ type: fc.constant('AttestPayout' as const), attester: person, organisation }),
  fc.record({ type: fc.constant('ApprovePayout' as const), approver: person, organisation }),
  { weight: 3, arbitrary: fc.constant({ type: 'InstructPayout' as const, instructionId: '' }) },
  fc.record({ type: fc.constant('AcknowledgePayout' as const), instructionId }),
  {
    weight: 3,
    arbitrary: fc
      .record({ type: fc.constant('SettlePayout' as const), instructionId, amount })
      .map((each) => ({ ...each, ...bank })),
  },
  fc
    .record({ type: fc.constant('FailPayout' as const), instructionId })
    .map((each) => ({ ...each, ...bank })),
  fc
    .record({ type: fc.constant('ReturnPayout' as const), instructionId, amount })
    .map((each) => ({ ...each, ...bank })),
  fc.record({
    type: fc.constant('CancelPayout' as const),
    person,
    grounds: fc.constant('The project was given up.'),
  }),
);
/** A payout on its way, so that the runs are not all spent before the bank. */
const begun: readonly PayoutCommand[] = [
  { type: 'OpenPayout', order },
  { type: 'AttestPayout', attester: 'carl' },
  { type: 'ApprovePayout', approver: 'berit' },
];

/** Sends all, each instruction under an id of its own; answers what happened. */
function run(commands: readonly PayoutCommand[]): readonly PayoutEvent[] {
  let state = payout.initial;
  const history: PayoutEvent[] = [];
  let attempts = 0;
  for (const each of commands) {
    const sent = each.type === 'InstructPayout' ? { ...each, instructionId: `i${attempts + 1}` } : each;
    const decision = payout.decide(sent, state);
    if ('refused' in decision) continue;
    for (const event of decision.events) {
      if (event.type === 'PayoutInstructed') attempts++;
      state = payout.evolve(state, event);
      history.push(event);
    }
  }
  expect(fold(payout, structuredClone(history))).toEqual(state);
  return history;
}

/** What must not be in any history, as found in this one. */
function breaches(history: readonly PayoutEvent[]): string[] {
  const found: string[] = [];
  const note = (what: string, isSo: boolean) => isSo && found.push(what);
  const full = order.amount.amount;
  let attester: string | undefined;
  let paid = 0;
  for (const [index, { type, data }] of history.entries()) {
    const next = history[index + 1]?.type;
    switch (type) {
      case 'PayoutAttested':
        ({ attester } = data);
        note('attested for the payee', attester === 'ola');
        break;
      case 'PayoutApproved':
        note('approved by the attester', data.approver === attester);
        note('approved for the payee', data.approver === 'ola');
        break;
      case 'PayoutInstructed':
        note('instructed for another amount than is unpaid', data.amount.amount !== full - paid);
        break;
      case 'PayoutPartiallySettled':
        paid += data.amount.amount;
        note('partly settled in full', paid >= full);
        break;
      case 'PayoutSettled':
        paid += data.amount.amount;
        note('settled for another amount', paid !== full);
        note(`${next} after it was settled`, next !== undefined && next !== 'PayoutReturned');
        break;
      case 'PayoutReturned':
        paid -= data.amount.amount;
        note('returned more than was paid', paid < 0);
        break;
      case 'PayoutCancelled':
        note('cancelled for another amount', data.paid.amount !== paid || data.amount.amount !== full - paid);
        note(`${next} after it was cancelled`, next !== undefined);
        break;
      default:
    }
  }
  return found;
}

describe('a payout, whatever is asked by whomever in whatever order', () => {
  it.each([
    ['from the start', []],
    ['once approved', begun],
  ] as const)('keeps its promises, %s', (_, before) => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 30 }), (commands) => {
        expect(breaches(run([...before, ...commands]))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});
