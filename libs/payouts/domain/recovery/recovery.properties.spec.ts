import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fold } from '#eventsourcing/decider.js';
import type { RecoveryEvent } from '../../contract/events.js';
import { recovery, type RecoveryCommand } from './recovery.js';
import { named, order } from './testing/samples.js';

const person = fc.constantFrom('anna', 'berit', 'cecilie', 'ola');
const organisation = fc.constantFrom('d', order.debtor, undefined);
const minorUnits = fc.oneof(
  fc.integer({ min: 0, max: 35_000 }),
  fc.constantFrom(1, 10_000, 20_000, 20_001, 30_000, 30_001),
);
const amount = minorUnits.map((each) => ({ amount: each, currency: 'NOK' }));
const today = fc.constantFrom('2026-05-20', '2026-05-26', '2026-06-01', '2029-05-03', '2030-01-01');
const day = fc.constantFrom('2026-06-30', '2026-08-01', '2026-09-01', '2029-12-01');
const grounds = fc.constant('For good reasons.');
const of = <Type extends RecoveryCommand['type']>(type: Type) => fc.constant(type);

const command: fc.Arbitrary<RecoveryCommand> = fc.oneof(
  fc.record({
    type: of('OpenRecovery'),
    order: fc.constant(order),
    grounds,
    forewarnedOn: fc.constant('2026-05-05'),
    replyBy: fc.constant('2026-05-22'),
  }),
  fc.record({ type: of('ReplyToForewarning'), person, answer: grounds }),
  fc.record({ type: of('LapseForewarning'), dueAt: fc.constant('2026-05-22T22:00:00Z') }),
  {
    weight: 2,
    arbitrary: fc.record({
      type: of('ProposeClaim'),
      proposer: person,
      organisation,
      amount,
      dueOn: day,
      grounds,
      today,
    }),
  },
  { weight: 2, arbitrary: fc.record({ type: of('ApproveClaim'), approver: person, organisation, today }) },
  fc.record({ type: of('DropRecovery'), person, grounds }),
  fc.record({
    type: of('AgreeInstalments'),
    person,
    currency: fc.constant('NOK'),
    instalments: fc.array(fc.record({ dueOn: day, amount: minorUnits }), { maxLength: 3 }),
    today,
  }),
  {
    weight: 4,
    arbitrary: fc
      .record({
        type: of('RecordRepayment'),
        amount,
        receivedOn: fc.oneof(day, fc.constantFrom('2026-05-04', '2199-12-31')),
        reference: fc.constantFrom('IN-1', 'IN-2', 'IN-3', 'IN-4', 'IN-5'),
        today: fc.constantFrom('2026-06-30', '2029-12-01'),
      })
      .map(({ reference, ...each }) => ({ ...each, ...named(reference) })),
  },
  fc.record({ type: of('ReportOverdueClaim'), dueOn: day, dueAt: fc.constant('2026-08-01T22:00:00Z') }),
  fc.record({ type: of('InterruptLimitation'), person, limitationDate: day, grounds, today }),
  fc.record({ type: of('ProposeWriteOff'), proposer: person, authority: grounds, grounds }),
  fc.record({ type: of('ApproveWriteOff'), approver: person, organisation }),
  fc.record({ type: of('AnnulClaim'), appealId: fc.constant('k1') }),
);
/** A claim that stands, so that the runs are not all spent before it. */
const claimed: readonly RecoveryCommand[] = [
  { type: 'OpenRecovery', order, grounds: 'Unspent.', forewarnedOn: '2026-05-05', replyBy: '2026-05-22' },
  {
    type: 'ProposeClaim',
    proposer: 'anna',
    amount: { amount: 30_000, currency: 'NOK' },
    dueOn: '2026-07-01',
    grounds: 'Unspent.',
    today: '2026-05-26',
  },
  { type: 'ApproveClaim', approver: 'berit', today: '2026-05-26' },
];

function run(commands: readonly RecoveryCommand[]) {
  let state = recovery.initial;
  const history: RecoveryEvent[] = [];
  for (const each of commands) {
    const decision = recovery.decide(each, state);
    if ('refused' in decision) continue;
    for (const event of decision.events) {
      state = recovery.evolve(state, event);
      history.push(event);
    }
  }
  expect(fold(recovery, structuredClone(history))).toEqual(state);
  return history;
}

const BEGINNINGS: readonly (readonly [string, readonly RecoveryCommand[]])[] = [
  ['from the start', []],
  ['once claimed', claimed],
];
/** What must not be in any history, as found in this one. */
function breaches(history: readonly RecoveryEvent[]): string[] {
  const found: string[] = [];
  const note = (what: string, isSo: boolean) => isSo && found.push(what);
  const proposers: string[] = [];
  const writers: string[] = [];
  const references: unknown[] = [];
  let claim = 0;
  let repaid = 0;
  let overdue = 0;
  for (const [index, { type, data }] of history.entries()) {
    const next = history[index + 1]?.type;
    switch (type) {
      case 'ClaimProposed':
        proposers.push(data.proposer);
        break;
      case 'WriteOffProposed':
        writers.push(data.proposer);
        break;
      case 'RepaymentClaimed':
        claim += data.amount.amount;
        note('claimed more than was forewarned', claim > order.amount.amount);
        note('claimed by who proposed it', proposers.includes(data.approver));
        break;
      case 'RepaymentPlanAgreed':
        overdue = 0;
        break;
      case 'RepaymentReceived':
        repaid += data.amount.amount;
        note('repaid before the forewarning', data.receivedOn < '2026-05-05');
        note('repaid in the future', data.receivedOn > '2029-12-01');
        note('one reference for two repayments', references.includes(data.referenceDigest));
        references.push(data.referenceDigest);
        note('repaid more than was claimed', repaid > claim);
        break;
      case 'ClaimBecameOverdue':
        overdue++;
        note('overdue twice', overdue > 1);
        break;
      case 'RecoverySettled':
        note('settled before all was repaid', repaid !== claim);
        note(`${next} after it was settled`, next !== undefined && next !== 'ClaimAnnulled');
        break;
      case 'ClaimWrittenOff':
        note('written off another amount than is owed', repaid + data.amount.amount !== claim);
        note('written off by who proposed it', writers.includes(data.approver));
        note(`${next} after it was written off`, next !== undefined && next !== 'ClaimAnnulled');
        break;
      case 'RecoveryDropped':
      case 'ClaimAnnulled':
        note(`${next} after the end`, next !== undefined);
        break;
      default:
    }
  }
  return found;
}

describe('a recovery, whatever is asked by whomever in whatever order', () => {
  it.each(BEGINNINGS)('keeps its promises, %s', (_, before) => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 30 }), (commands) => {
        expect(breaches(run([...before, ...commands]))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});
