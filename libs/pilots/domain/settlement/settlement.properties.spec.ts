import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fold } from '#eventsourcing/decider.js';
import type { SettlementEvent } from '../../contract/events.js';
import type { OutcomeContract } from '../../contract/pilot.js';
import { drawMeasurements, drawTerms } from '../../testing/generated.js';
import { readTerms } from '../read-terms.js';
import { settlement, type SettlementCommand } from './settlement.js';
import { orderedOf, stateShareOf, waivedOf, type Settlement } from './state.js';

/** So few that everybody meets their own work; `eva` and `vera` measured. */
const PERSONS = ['anna', 'berit', 'carl', 'dina', 'eva', 'vera'];
const MEASURED_BY = ['eva', 'vera'];
const DIRECTORATES = ['corrections', 'welfare'];

type Kind = SettlementCommand['type'];
const KINDS = [
  'CalculateSettlement',
  'ReviewSettlement',
  'ReturnSettlement',
  'ApproveSettlement',
  'WithholdStateShare',
  'CarryOutStateShare',
  'WithdrawReclaim',
  'WaiveOverpayment',
  'RecordSharePayment',
  'FlagSettlement',
  'UpholdSettlement',
  'NameSettlementStandIn',
] as const satisfies readonly Kind[];

/** What leads on from each state. */
const ONWARD: Readonly<Record<Settlement['status'], readonly Kind[]>> = {
  none: ['CalculateSettlement'],
  calculated: ['ReviewSettlement'],
  reviewed: ['ApproveSettlement'],
  'approved-once': ['ApproveSettlement'],
  returned: ['CalculateSettlement'],
  concluded: [
    'CarryOutStateShare',
    'RecordSharePayment',
    'RecordSharePayment',
    'WithholdStateShare',
    'CalculateSettlement',
    'WithdrawReclaim',
    'WaiveOverpayment',
  ],
};

type Money = Extract<SettlementEvent['type'], `StateShare${string}`>;

/** A step that somebody tries. */
const attempt = fc.record({
  onward: fc.nat({ max: 3 }).map((part) => part > 0),
  kind: fc.constantFrom(...KINDS),
  pick: fc.nat({ max: 41 }),
  person: fc.constantFrom(...PERSONS),
  directorate: fc.constantFrom(...DIRECTORATES),
  /** Which of the three is verified now. */
  basis: fc.nat({ max: 2 }),
  amount: fc.integer({ min: -1, max: 120 }),
  /** For what comes up now and then. */
  odd: fc.nat({ max: 9 }),
});
type Attempt = typeof attempt extends fc.Arbitrary<infer Of> ? Of : never;

interface Step {
  readonly command: SettlementCommand;
  readonly events: readonly SettlementEvent[];
  readonly after: Settlement;
}

/** A contract, and three documents that may come to be verified; undefined where generated terms contradict themselves. */
function drawBackground(draw: fc.GeneratorValue) {
  const terms = drawTerms(draw);
  if (!readTerms(terms).ok) return undefined;
  const contract: OutcomeContract = {
    terms,
    payers: { town: 'town', fund: 'fund' },
    statePayee: 'town',
    liability: [{ year: 2032, amount: terms.caps.state }],
    targets: [],
  };
  return { contract, documents: [0, 1, 2].map(() => drawMeasurements(draw, terms)) };
}

type Background = NonNullable<ReturnType<typeof drawBackground>>;

/** Any command of anybody about anything; mostly about the last version and what is verified now. */
function commandOf(
  tried: Attempt,
  step: number,
  state: Settlement,
  verified: number,
  { contract, documents }: Background,
): SettlementCommand {
  const { person, directorate, odd, amount } = tried;
  const onward = ONWARD[state.status];
  const type = tried.onward ? onward[tried.pick % onward.length]! : tried.kind;
  const basis = `basis ${verified}`;
  const version = (state.status === 'none' ? 1 : state.current.version) - Number(odd === 0);
  const { currency } = contract.terms;
  const known = state.status === 'none' ? undefined : state.orders.at(-1)?.payoutId;
  const reclaimed = (state.status === 'none' ? undefined : state.reclaims.at(-1)?.recoveryId) ?? 'r';
  switch (type) {
    case 'CalculateSettlement': {
      const asked = { open: odd > 6 ? ['m9'] : [], final: odd % 3 === 1, person };
      const measurements = documents[verified]!;
      return { type, pilotId: 'p', contract, contractDigest: 'd', basis, measurements, ...asked };
    }
    case 'ReviewSettlement':
      return { type, version, basis, person };
    case 'ReturnSettlement':
      return { type, version, directorate, person, grounds: 'For good reasons.' };
    case 'ApproveSettlement': {
      const rest = {
        measuredBy: MEASURED_BY,
        contract,
        schemeId: 's',
        budgetYear: 2029,
        today: '2029-05-01',
      };
      return { type, version, basis, directorate, person, ...rest, raise: `raise ${amount % 5}` };
    }
    case 'FlagSettlement':
      return { type, person, measuredBy: MEASURED_BY };
    case 'UpholdSettlement':
      return {
        type,
        version,
        person,
        superior: odd > 3,
        measuredBy: MEASURED_BY,
        grounds: 'Others checked it.',
      };
    case 'NameSettlementStandIn':
      return { type, version, namedBy: 'sigrid', person, measuredBy: MEASURED_BY, grounds: 'Hers too.' };
    case 'AbandonProvision':
      return { type, raise: `raise ${amount % 5}`, reservationId: 'r', schemeId: 's', grounds: 'It died.' };
    case 'WithholdStateShare':
      return { type, payoutId: odd > 2 && known !== undefined ? known : 'u0', unpaid: amount };
    case 'CarryOutStateShare': {
      const ids = { payoutId: odd === 0 ? 'u0' : `u${step + 1}`, recoveryId: `r${step}` };
      return { type, ...ids, currency, budgetYear: 2029, asked: odd > 7 };
    }
    case 'WithdrawReclaim':
      return { type, recoveryId: reclaimed, repaid: amount };
    case 'WaiveOverpayment':
      return { type, recoveryId: reclaimed, stands: amount };
    case 'RecordSharePayment': {
      const payer = ['town', 'fund', 'state'][tried.pick % 3]!;
      const days = {
        paidOn: ['2029-05-02', '2029-04-30', '2029-06-02'][odd % 5] ?? '2029-05-03',
        today: '2029-06-01',
      };
      const named = { reference: `B${step % 7}`, referenceDigest: `digest of B${step % 7}` };
      return { type, payer, amount, currency, pilotCurrency: currency, person, ...named, ...days };
    }
  }
}

function walk(attempts: readonly Attempt[], background: Background): Step[] {
  let state: Settlement = settlement.initial;
  let verified = 0;
  return attempts.map((tried, index) => {
    // What is verified changes while a settlement is on its way, and more often once it is concluded.
    if (tried.odd === 5 || (tried.odd > 5 && state.status === 'concluded')) verified = tried.basis;
    const command = commandOf(tried, index, state, verified, background);
    const decision = settlement.decide(command, state);
    const events = 'events' in decision ? decision.events : [];
    const after = fold({ ...settlement, initial: state }, events);
    state = after;
    return { command, events, after };
  });
}

/** Calls back with many walks. */
function forWalks(property: (steps: readonly Step[], history: readonly SettlementEvent[]) => void): void {
  fc.assert(
    fc.property(fc.gen(), fc.array(attempt, { minLength: 80, maxLength: 120 }), (draw, attempts) => {
      const background = drawBackground(draw);
      if (background === undefined) return;
      const steps = walk(attempts, background);
      property(
        steps,
        steps.flatMap(({ events }) => events),
      );
    }),
    { numRuns: 240 },
  );
}

const sum = (amounts: readonly number[]) => amounts.reduce((a, b) => a + b, 0);
const of = <Type extends SettlementEvent['type']>(history: readonly SettlementEvent[], type: Type) =>
  history.filter((event): event is Extract<SettlementEvent, { type: Type }> => event.type === type);

describe('a settlement, whatever is asked by whomever in whatever order', () => {
  it('is concluded by two persons of two directorates, none of whom measured, calculated or reviewed it', () => {
    let concluded = 0;
    let anew = 0;
    forWalks((_, history) => {
      for (const { data } of of(history, 'SettlementConcluded')) {
        const same = (event: { readonly data: { readonly version: number } }) =>
          event.data.version === data.version;
        const approvals = of(history, 'SettlementApproved').filter(same);
        const hands = [
          ...MEASURED_BY,
          ...of(history, 'SettlementCalculated')
            .filter(same)
            .map((event) => event.data.calculatedBy),
          ...of(history, 'SettlementReviewed')
            .filter(same)
            .map((event) => event.data.reviewedBy),
        ];
        expect(hands).toHaveLength(4);
        expect(hands[2]).not.toBe(hands[3]);
        expect(approvals.map((event) => event.data.directorate).toSorted()).toEqual(DIRECTORATES);
        const approvers = approvals.map((event) => event.data.approvedBy);
        expect(new Set(approvers).size).toBe(2);
        expect(approvers.filter((person) => hands.includes(person))).toEqual([]);
        concluded += 1;
        anew += Number(data.version > 1);
      }
    });
    expect(concluded).toBeGreaterThan(80);
    expect(anew).toBeGreaterThan(20);
  });

  it('has versions one by one, of which each but the last that counts gives way once', () => {
    forWalks((_, history) => {
      const versions = of(history, 'SettlementCalculated').map(({ data }) => data.version);
      expect(versions).toEqual(versions.map((_version, index) => index + 1));
      const superseded = of(history, 'SettlementSuperseded').map(({ data }) => data.version);
      expect(new Set(superseded).size).toBe(superseded.length);
      const counted = of(history, 'SettlementConcluded').map(({ data }) => data.version);
      expect(superseded).toEqual(expect.arrayContaining(counted.slice(0, -1)));
      expect(superseded).not.toContain(counted.at(-1));
    });
  });

  it('that was final once stays so, and is calculated from measurements none of which was open', () => {
    let corrected = 0;
    forWalks((steps, history) => {
      const finals = of(history, 'SettlementConcluded').map(({ data }) => data.final);
      expect(finals).toEqual(finals.toSorted((a, b) => Number(a) - Number(b)));
      corrected += Number(finals.filter(Boolean).length > 1);
      const hasty = steps.filter(
        ({ command, events }) =>
          events.length > 0 &&
          command.type === 'CalculateSettlement' &&
          command.final &&
          command.open.length > 0,
      );
      expect(hasty).toEqual([]);
    });
    expect(corrected).toBeGreaterThan(0);
  });

  it('is paid by others on days from the claim on that have come, each payment under a reference of its own', () => {
    let paid = 0;
    forWalks((_, history) => {
      const payments = of(history, 'SharePaid').map(({ data }) => data);
      for (const { paidOn } of payments) expect(['2029-05-02', '2029-05-03']).toContain(paidOn);
      const references = payments.map(({ payer, referenceDigest }) => `${payer} ${referenceDigest}`);
      expect(new Set(references).size).toBe(references.length);
      paid += payments.length;
    });
    expect(paid).toBeGreaterThan(80);
  });

  it('moves what the versions differ by: differences and claims add up to what is concluded', () => {
    let negative = 0;
    forWalks((_, history) => {
      const concluded = of(history, 'SettlementConcluded').map(({ data }) => data);
      for (const [index, { total, differences }] of concluded.entries()) {
        const before = concluded[index - 1];
        expect(sum(differences.map(({ difference }) => difference))).toBe(total - (before?.total ?? 0));
        expect(differences.map((each) => each.before)).toEqual(
          before?.differences.map((each) => each.now) ?? differences.map(() => 0),
        );
      }
      const claims = of(history, 'ShareClaimed').map(({ data }) => data);
      for (const { payer, now } of concluded.at(-1)?.differences ?? [])
        expect(sum(claims.filter((claim) => claim.payer === payer).map(({ amount }) => amount))).toBe(
          payer === 'state' ? 0 : now,
        );
      negative += claims.filter(({ amount }) => amount < 0).length;
    });
    expect(negative).toBeGreaterThan(0);
  });

  it('has no more put on record as paid than is owed at that moment', () => {
    let paid = 0;
    forWalks((steps) => {
      for (const { events, after } of steps) {
        for (const { data } of of(events, 'SharePaid')) {
          const claim =
            after.status === 'none' ? undefined : after.claims.find((one) => one.payer === data.payer);
          expect(claim!.paid).toBeLessThanOrEqual(claim!.claimed);
          expect(data.payer).not.toBe('state');
          paid += 1;
        }
      }
    });
    expect(paid).toBeGreaterThan(50);
  });

  it('has of the state on its way what is concluded, and beyond that at most what was waived, once carried out', () => {
    const reached = { ordered: 0, reclaimed: 0, withheld: 0, withdrawn: 0, waived: 0 };
    forWalks((steps, history) => {
      for (const { command, events, after } of steps) {
        const isCarriedOut =
          command.type === 'CarryOutStateShare' && !command.asked && command.payoutId !== 'u0';
        if (!isCarriedOut || after.status === 'none' || after.concluded === undefined) continue;
        const beyond = orderedOf(after) - stateShareOf(after.concluded);
        expect(beyond).toBeGreaterThanOrEqual(0);
        expect(beyond).toBeLessThanOrEqual(waivedOf(after));
        expect(events.length).toBeLessThanOrEqual(1);
      }
      const amounts = (type: Money) => sum(of(history, type).map(({ data }) => data.amount));
      const told =
        amounts('StateShareOrdered') -
        amounts('StateShareWithheld') -
        amounts('StateShareReclaimed') +
        amounts('StateShareReclaimWithdrawn') +
        amounts('StateShareOverpaymentWaived');
      const { after } = steps.at(-1)!;
      expect(after.status === 'none' ? 0 : orderedOf(after)).toBe(told);
      const ids = of(history, 'StateShareOrdered').map(({ data }) => data.payoutId);
      expect(new Set(ids).size).toBe(ids.length);
      reached.ordered += ids.length;
      reached.reclaimed += of(history, 'StateShareReclaimed').length;
      reached.withheld += of(history, 'StateShareWithheld').length;
      reached.withdrawn += of(history, 'StateShareReclaimWithdrawn').length;
      reached.waived += of(history, 'StateShareOverpaymentWaived').length;
    });
    expect(Math.min(...Object.values(reached))).toBeGreaterThan(0);
  });

  it('is what its events say, however they are folded', () => {
    forWalks((steps, history) => {
      const stored = JSON.parse(JSON.stringify(history)) as SettlementEvent[];
      expect(fold(settlement, stored)).toEqual(steps.at(-1)!.after);
    });
  });
});
