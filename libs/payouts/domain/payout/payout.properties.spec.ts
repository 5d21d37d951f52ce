import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fold } from '#eventsourcing/decider.js';
import { sum } from '#money/money.js';
import type { PayoutEvent } from '../../contract/events.js';
import { payout, type PayoutCommand } from './payout.js';
import { reservedIdOf } from './state.js';
import { named, order } from './testing/commands.js';

const person = fc.constantFrom('anna', 'berit', 'carl', 'ola');
const organisation = fc.constantFrom('d', order.payee.organisation, undefined);
const instructionId = fc.constantFrom('i1', 'i2', 'i3', undefined);
const amount = fc.option(
  fc.record({ amount: fc.integer({ min: 0, max: 35_000 }), currency: fc.constant('NOK') }),
  { nil: undefined },
);
const day = fc.constantFrom('2026-06-01', '2026-06-02', '2026-06-05', '2199-12-31');
/** What the bank's side says, on a day that any instruction may have come before or after. */
const bank = fc.record({
  settledOn: day,
  returnedOn: day,
  today: fc.constantFrom('2026-06-05', '2026-06-08'),
  reference: fc.constantFrom('B1', 'B2', 'B3', 'B4', 'B5', 'B6', 'B7', 'B8', 'B9'),
  reasonCode: fc.constant('AC04'),
});

function about<Report extends object>(report: fc.Arbitrary<Report>) {
  return fc
    .tuple(report, bank)
    .map(([each, { reference, ...said }]) => ({ ...each, ...said, ...named(reference) }));
}

const instructed = fc.constantFrom('2026-06-01', '2026-06-02', '2026-06-04');

const command: fc.Arbitrary<PayoutCommand> = fc.oneof(
  fc.constant({ type: 'OpenPayout' as const, order }),
  fc.record({ type: fc.constant('AttestPayout' as const), attester: person, organisation }),
  fc.record({ type: fc.constant('ApprovePayout' as const), approver: person, organisation }),
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('InstructPayout' as const),
      instructionId: fc.constant(''),
      instructedOn: instructed,
    }),
  },
  fc.record({
    type: fc.constant('LapseInstruction' as const),
    instructionId: fc.integer({ min: 1, max: 4 }).map((number) => reservedIdOf(order.payoutId, number)),
  }),
  fc.record({ type: fc.constant('AcknowledgePayout' as const), instructionId }),
  {
    weight: 3,
    arbitrary: about(fc.record({ type: fc.constant('SettlePayout' as const), instructionId, amount })),
  },
  about(fc.record({ type: fc.constant('FailPayout' as const), instructionId })),
  about(fc.record({ type: fc.constant('ReturnPayout' as const), instructionId, amount })),
  fc.record({
    type: fc.constant('CancelPayout' as const),
    person,
    grounds: fc.constant('The project was given up.'),
  }),
  fc.record({
    type: fc.constant('CorrectPayoutAccount' as const),
    correction: fc.integer({ min: 1, max: 3 }),
    account: fc.constantFrom('12345678911', '86011117947'),
    excluded: fc.constant(['ola']),
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

/** What may happen to a payout that was paid in full. */
const AFTER_SETTLED: readonly PayoutEvent['type'][] = [
  'PayoutReturned',
  'InstructionLapsed',
  'PayoutAccountCorrected',
];

/** What must not be in any history, as found in this one. */
function breaches(history: readonly PayoutEvent[]): string[] {
  const found: string[] = [];
  const note = (what: string, isSo: boolean) => isSo && found.push(what);
  const full = order.amount.amount;
  let attester: string | undefined;
  let paid = 0;
  let cancelled = false;
  /** Who approved for the account it goes to now. */
  let approved = false;
  let correction = 0;
  const references: unknown[] = [];
  const instructedOn = new Map<string, string>();
  const moves: { readonly id: string; readonly on: string; readonly minorUnits: number }[] = [];
  const move = (
    { instructionId: id, referenceDigest }: { instructionId: string; referenceDigest?: string | undefined },
    on: string,
    minorUnits: number,
  ) => {
    note('one reference for two movements', references.includes(referenceDigest));
    references.push(referenceDigest);
    note('moved in the future', on > '2026-06-08');
    moves.push({ id, on, minorUnits });
    const own = moves.filter((each) => each.id === id);
    const keptBy = (until: string) =>
      sum(own.filter((each) => each.on <= until).map((each) => each.minorUnits));
    note(
      'returned before it was settled',
      own.some((each) => keptBy(each.on) < 0),
    );
  };
  for (const [index, { type, data }] of history.entries()) {
    const next = history[index + 1]?.type;
    const last = history[index - 1]?.type;
    switch (type) {
      case 'PayoutAttested':
        ({ attester } = data);
        note('attested for the payee', attester === 'ola');
        break;
      case 'PayoutApproved':
        approved = true;
        note('approved by the attester', data.approver === attester);
        note('approved for the payee', data.approver === 'ola');
        break;
      case 'PayoutInstructed':
        note('instructed for an account that nobody approved', !approved);
        note('instructed for another amount than is unpaid', data.amount.amount !== full - paid);
        instructedOn.set(data.instructionId, data.instructedOn!);
        break;
      case 'PayoutPartiallySettled':
        move(data, data.settledOn, data.amount.amount);
        note('settled before it was instructed', data.settledOn < instructedOn.get(data.instructionId)!);
        paid += data.amount.amount;
        note('partly settled in full', paid >= full);
        break;
      case 'PayoutSettled':
        move(data, data.settledOn, data.amount.amount);
        note('settled before it was instructed', data.settledOn < instructedOn.get(data.instructionId)!);
        paid += data.amount.amount;
        note('settled for another amount', paid !== full);
        note(`${next} after it was settled`, next !== undefined && !AFTER_SETTLED.includes(next));
        break;
      case 'PayoutReturned':
        move(data, data.returnedOn, -data.amount.amount);
        paid -= data.amount.amount;
        note('returned more than was paid', paid < 0);
        note('due again after it was cancelled', cancelled && next !== 'PayoutCancelled');
        break;
      case 'PayoutCancelled':
        note('cancelled for another amount', data.paid.amount !== paid || data.amount.amount !== full - paid);
        note(`${next} after it was cancelled`, next !== undefined && next !== 'PayoutReturned');
        note('not paid, and nothing came back', cancelled && last !== 'PayoutReturned');
        cancelled = true;
        break;
      case 'PayoutAccountCorrected':
        note('corrected twice by the same', data.correction <= correction);
        ({ correction } = data);
        approved = false;
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
