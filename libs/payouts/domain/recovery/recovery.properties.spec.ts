import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fold } from '#eventsourcing/decider.js';
import type { RecoveryEvent } from '../../contract/events.js';
import type { GivenUp } from '#giving-up/given-up.js';
import { barredIn } from '#limitation/parts.js';
import { recovery, type RecoveryCommand } from './recovery.js';
import {
  barredOwed,
  expected,
  isClaimed,
  isWatched,
  owed,
  stillWrittenOff,
  takenOn,
  type KnownRecovery,
  type Recovery,
} from './state.js';
import { named } from './testing/references.js';
import { order } from './testing/order.js';

const inParts = {
  ...order,
  limitationParts: [
    { amount: 10_000, since: '2026-05-02', limitationDate: '2029-05-02' },
    { amount: 20_000, since: '2026-06-02', limitationDate: '2029-06-04' },
  ],
};
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
const judge = fc.record({
  person,
  decides: fc.boolean(),
  decidedBy: fc.constant(['berit']),
  delegations: fc.constantFrom(
    undefined,
    [],
    [{ delegationId: 'd1', upTo: 10_000 }],
    [{ delegationId: 'd2' }],
  ),
});
const of = <Type extends RecoveryCommand['type']>(type: Type) => fc.constant(type);

const command: fc.Arbitrary<RecoveryCommand> = fc.oneof(
  fc.record({
    type: of('OpenRecovery'),
    order: fc.constantFrom(order, inParts),
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
  { weight: 2, arbitrary: fc.record({ type: of('ApproveClaim'), judge, organisation, today }) },
  fc.record({ type: of('ReturnClaim'), person, grounds }),
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
  fc.record({
    type: of('ProlongLimitation'),
    person,
    basis: fc.constantFrom(
      'acknowledgement' as const,
      'legal-step' as const,
      'agreement' as const,
      'knowledge' as const,
    ),
    on: today,
    grounds,
    today,
  }),
  fc.record({
    type: of('ReportBarredClaim'),
    lastDay: fc.constantFrom('2029-05-01', '2029-05-02', '2029-06-04', '2032-06-01'),
  }),
  fc.record({ type: of('ProposeLimitationMove'), proposer: person, limitationDate: day, grounds, today }),
  fc.record({ type: of('ApproveLimitationMove'), approver: person }),
  {
    weight: 2,
    arbitrary: fc.record({
      type: of('ProposeGivingUp'),
      form: fc.constantFrom('drop' as const, 'waive' as const, 'write-off' as const),
      amount: fc.option(amount, { nil: undefined }),
      proposer: person,
      grounds,
    }),
  },
  { weight: 2, arbitrary: fc.record({ type: of('ApproveGivingUp'), judge, organisation }) },
  fc.record({ type: of('ReturnGivingUp'), judge, organisation, grounds }),
  fc.record({
    type: of('NameGivingUpStandIn'),
    namedBy: person,
    person,
    grounds,
    decidedBy: fc.constant(['berit']),
  }),
  fc.record({
    type: of('UpholdClaimInPart'),
    appealId: fc.constantFrom('k2', 'k3'),
    by: fc.constantFrom('reversal' as const, 'appeal' as const),
    amount: minorUnits.map((each) => Math.max(1, each)),
  }),
  fc.record({ type: of('AnnulClaim'), appealId: fc.constant('k1') }),
  fc.record({ type: of('LowerClaim'), most: minorUnits }),
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
  {
    type: 'ApproveClaim',
    judge: { person: 'berit', decides: true, decidedBy: [], delegations: undefined },
    today: '2026-05-26',
  },
];

/** 200 kroner of it: the first 100 were barred before. */
const besideBarred = claimed.flatMap((each): readonly RecoveryCommand[] => {
  if (each.type === 'OpenRecovery')
    return [
      { ...each, order: inParts },
      { type: 'ReportBarredClaim', lastDay: '2029-05-02' },
    ];
  return [each.type === 'ProposeClaim' ? { ...each, amount: { amount: 20_000, currency: 'NOK' } } : each];
});
const repayment = {
  type: 'RecordRepayment',
  ...named('IN-0'),
  receivedOn: '2026-06-30',
  today: '2029-12-01',
} as const;

function run(commands: readonly RecoveryCommand[]) {
  let state = recovery.initial;
  const history: RecoveryEvent[] = [];
  for (const each of commands) {
    const decision = recovery.decide(each, state);
    if ('refused' in decision) continue;
    for (const event of decision.events) {
      state = recovery.evolve(state, event);
      history.push(event);
      expect(adrift(state)).toEqual([]);
    }
  }
  expect(fold(recovery, structuredClone(history))).toEqual(state);
  return history;
}

/** What does not add up of a recovery as it stands. */
function adrift(state: Recovery): string[] {
  if (state.status === 'none') return [];
  const unclaimed = state.claimApprovers.isEmpty();
  const left = unclaimed ? state.order.amount.amount : owed(state);
  const parts = state.parts.reduce((all, each) => all + each.amount, 0);
  const planned = state.plan.reduce((all, each) => all + each.amount, 0);
  const sums = [expected(state), stillWrittenOff(state), barredOwed(state)];
  const rules: Readonly<Record<string, boolean>> = {
    'the parts come to what is due back, or owed': parts === left,
    'what is counted on, written off and barred comes to what is owed':
      sums.every((each) => each >= 0) && sums.reduce((all, each) => all + each) === owed(state),
    'a plan comes to what is counted on':
      !isClaimed(state) ||
      owed(state) === 0 ||
      planned - (state.repaid - state.repaidBefore) === expected(state),
    'what was barred before a claim, claimed, repaid or given up comes to what was due back':
      state.barredUnclaimed >= 0 && state.order.amount.amount >= 0 && takenOn(state) >= 0,
    'all that is left is barred where it is said so':
      left === 0 ||
      (state.status === 'barred') === (isWatchedOrBarred(state) && barredIn(state.parts) === left),
  };
  return Object.keys(rules).filter((rule) => !rules[rule]);
}

function isWatchedOrBarred(state: KnownRecovery): boolean {
  return isWatched(state) || state.status === 'barred';
}

const BEGINNINGS: readonly (readonly [string, readonly RecoveryCommand[]])[] = [
  ['from the start', []],
  ['once claimed', claimed],
  [
    'once claimed in parts',
    claimed.map((each) => (each.type === 'OpenRecovery' ? { ...each, order: inParts } : each)),
  ],
  ['once barred, and never claimed', [claimed[0]!, { type: 'ReportBarredClaim', lastDay: '2029-05-02' }]],
  ['once claimed beside what is barred', besideBarred],
  [
    'once repaid beside what is barred',
    [...besideBarred, { ...repayment, amount: { amount: 20_000, currency: 'NOK' } }],
  ],
];
/** Whether it was given up by fewer than two persons, by who decided on it before, or beyond a delegation. */
function isUnauthorised(
  by: GivenUp | undefined,
  proposers: readonly string[],
  standIns: readonly string[],
  claimer: string,
  total: number,
): boolean {
  if (!by || proposers.includes(by.approver) || !proposers.includes(by.proposer)) return true;
  if (by.approver === 'berit' || by.approver === claimer || by.total !== total) return true;
  if (by.standIn && !standIns.includes(by.approver)) return true;
  return by.delegationId === 'd1' && total > 10_000;
}

/** What may happen once nothing is owed any more, or nothing at all. */
const BY_AN_APPEAL: ReadonlySet<string | undefined> = new Set([
  undefined,
  'ClaimPartlyUpheld',
  'ClaimAnnulled',
]);

/** What may happen to what was barred before a claim, also once the claim is over. */
const OF_BARRED: ReadonlySet<string | undefined> = new Set(['RepaymentReceived', 'ClaimLowered']);

function mayFollow(next: string | undefined, barred: number): boolean {
  return BY_AN_APPEAL.has(next) || (barred > 0 && OF_BARRED.has(next));
}

/** What must not be in any history, as found in this one. */
function breaches(history: readonly RecoveryEvent[]): string[] {
  const found: string[] = [];
  const note = (what: string, isSo: boolean) => isSo && found.push(what);
  const proposers: string[] = [];
  let writers: string[] = [];
  let standIns: string[] = [];
  let givenUp = 0;
  let written = 0;
  let claimer = '';
  const references: unknown[] = [];
  let claim = 0;
  let leftByAppeals = 0;
  let repaid = 0;
  // What is due back and was not barred before a claim, and what was.
  let due = order.amount.amount;
  let barred = 0;
  const known = (to: number) => fold(recovery, history.slice(0, to)) as KnownRecovery;
  let overdue = 0;
  for (const [index, { type, data }] of history.entries()) {
    const next = history[index + 1]?.type;
    switch (type) {
      case 'ClaimProposed':
        proposers.push(data.proposer);
        break;
      case 'GivingUpProposed':
        writers.push(data.proposer);
        standIns = [];
        break;
      case 'GivingUpStandInNamed':
        standIns.push(data.person);
        note('a stand-in who proposed', writers.includes(data.person) || data.person === data.namedBy);
        note('a stand-in named by who had a part', [...writers, 'berit'].includes(data.namedBy));
        break;
      case 'GivingUpReturned':
        writers = [];
        break;
      case 'ClaimWaived':
        note('waived more than is owed', data.amount.amount > claim - repaid);
        claim -= data.amount.amount;
        written = Math.min(written, claim - repaid);
        givenUp = due - leftByAppeals - claim + written;
        note('another rest than is left', data.left.amount !== claim - repaid);
        note('waived without authority', isUnauthorised(data.givenUp, writers, standIns, claimer, givenUp));
        note(`${next} after all was waived`, claim === repaid && !mayFollow(next, barred));
        writers = [];
        break;
      case 'RepaymentClaimed':
        claim += data.amount.amount;
        note('claimed more than was forewarned', claim > order.amount.amount);
        note('claimed by who proposed it', proposers.includes(data.approver));
        barred = known(index + 1).barredUnclaimed;
        due -= barred;
        givenUp = due - claim;
        note('less is claimed without authority', givenUp > 0 && data.givenUp?.total !== givenUp);
        claimer = data.approver;
        break;
      case 'RepaymentPlanAgreed':
        overdue = 0;
        break;
      case 'RepaymentReceived':
        if (claimer === '') {
          barred = barredIn(known(index).parts) - data.amount.amount;
          due -= data.amount.amount;
        } else {
          const onClaim = Math.min(data.amount.amount, claim - repaid);
          repaid += onClaim;
          barred -= data.amount.amount - onClaim;
        }
        note('repaid before the forewarning', data.receivedOn < '2026-05-05');
        note('repaid in the future', data.receivedOn > '2029-12-01');
        note('one reference for two repayments', references.includes(data.referenceDigest));
        references.push(data.referenceDigest);
        note('repaid more than was claimed, or barred before', repaid > claim || barred < 0);
        break;
      case 'ClaimBecameOverdue':
        overdue++;
        note('overdue twice', overdue > 1);
        break;
      case 'ClaimPartlyUpheld':
        note('more is left by an appeal than is owed', data.less.amount > claim - repaid);
        claim -= data.less.amount;
        leftByAppeals += data.less.amount;
        written = Math.min(written, claim - repaid);
        note('more holds than is claimed', data.amount.amount > claim);
        note(
          'another sum is owed back',
          data.owedBack.amount !== repaid - Math.min(repaid, data.amount.amount),
        );
        break;
      case 'RecoverySettled':
        note('settled before all was repaid', repaid !== claim);
        note(`${next} after it was settled`, !mayFollow(next, barred));
        break;
      case 'ClaimWrittenOff':
        written = Math.min(written, claim - repaid);
        note('written off more than is owed', written + data.amount.amount > claim - repaid);
        written += data.amount.amount;
        givenUp = due - leftByAppeals - claim + written;
        note(
          'written off without authority',
          isUnauthorised(data.givenUp, writers, standIns, claimer, givenUp),
        );
        writers = [];
        break;
      case 'RecoveryDropped':
        note(
          'dropped without authority',
          isUnauthorised(data.givenUp, writers, standIns, claimer, due - barredIn(known(index).parts)),
        );
        barred = barredIn(known(index).parts);
        note(`${next} after the end`, next !== undefined && (barred === 0 || !OF_BARRED.has(next)));
        break;
      case 'ClaimLowered': {
        const ofBarred = data.barred?.amount ?? 0;
        const some = data.less.amount - (claimer === '' ? 0 : ofBarred);
        due -= some;
        if (claimer === '') break;
        claim -= some;
        barred -= ofBarred;
        written = Math.min(written, claim - repaid);
        note('lowered below what was repaid', claim < repaid || barred < 0);
        break;
      }
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
