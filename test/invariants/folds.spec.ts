import { describe, expect, it } from '@jest/globals';
import { catalogue } from '#composition/catalogue.js';
import { budget } from '#budget/domain/budget.js';
import { samples as budgets } from '#budget/domain/testing/samples.js';
import { fold, type Decider } from '#eventsourcing/decider.js';
import type { DomainEvent } from '#eventsourcing/event.js';
import { appeal } from '#grants/domain/appeal/appeal.js';
import { samples as appeals } from '#grants/domain/appeal/testing/samples.js';
import { application } from '#grants/domain/application/application.js';
import { samples as applications } from '#grants/domain/application/testing/samples.js';
import { award } from '#grants/domain/award/award.js';
import { offer } from '#grants/domain/award/testing/offer.js';
import { samples as awards } from '#grants/domain/award/testing/samples.js';
import { caseNumbers } from '#grants/domain/case-numbers/case-numbers.js';
import { call } from '#grants/domain/call/call.js';
import { samples as calls } from '#grants/domain/call/testing/samples.js';
import { notices } from '#grants/domain/notices/notices.js';
import { samples as noticeSamples } from '#grants/domain/notices/testing/samples.js';
import { organisation } from '#grants/domain/organisation/organisation.js';
import { samples as organisations } from '#grants/domain/organisation/testing/samples.js';
import { report } from '#grants/domain/report/report.js';
import { samples as reports } from '#grants/domain/report/testing/samples.js';
import { scheme } from '#grants/domain/scheme/scheme.js';
import { samples as schemes } from '#grants/domain/scheme/testing/samples.js';
import { payout } from '#payouts/domain/payout/payout.js';
import { samples as payouts } from '#payouts/domain/payout/testing/samples.js';
import { recovery } from '#payouts/domain/recovery/recovery.js';
import { samples as recoveries } from '#payouts/domain/recovery/testing/samples.js';
import { pilot } from '#pilots/domain/pilot/pilot.js';
import { samples as pilots } from '#pilots/domain/pilot/testing/samples.js';
import { settlement } from '#pilots/domain/settlement/settlement.js';
import { samples as settlements } from '#pilots/domain/settlement/testing/samples.js';
import { rates } from '#state-aid/domain/rates.js';
import { aidRegister } from '#state-aid/domain/register.js';
import { samples as aid } from '#state-aid/domain/testing/samples.js';
import { readsOfFold } from '../support/counted-reads.js';

/** A decider with the events it knows, each once, in the order in which they happen. */
interface Life {
  readonly decider: Pick<Decider<unknown, never, DomainEvent>, 'initial' | 'evolve'>;
  readonly events: readonly DomainEvent[];
  /** Types with which the state begins anew, so that they come once and first. */
  readonly begins: readonly string[];
}

const day = '2026-01-02';
const recordRate = {
  type: 'RecordRate',
  currency: 'NOK',
  date: day,
  rate: '11.5',
  source: 'ECB',
  today: day,
} as const;
const numberSamples = {
  states: { none: [] },
  commands: { give: { type: 'GiveCaseNumber', caseId: 'c1', year: 2026 } as const },
};
const rateSamples = { states: { none: [] }, commands: { recordRate } };

/** What no sample leads to. */
const returned = { type: 'ProposalReturned', data: { proposal: 1, decisionMaker: 'berit', grounds: 'Much' } };
const annulled = {
  type: 'FlaggedChangesAnnulled',
  data: { decision: 1, person: 'eva', of: [{ kind: 'amendment', number: 1 }], grounds: 'Not sound' },
};
const amended = { type: 'AwardAmended', data: { ...offer, reservationId: 'r2' } };
const claimed = { type: 'ExcessClaimed', data: { claim: 1, recoveryId: 'v1', amount: offer.amount } };
const givenUp = { type: 'DueBackRelinquished', data: { amount: offer.amount } };
const declared = { type: 'UndertakingDeclared', data: { organisation: 'o1', group: ['o2'], otherAid: [] } };

const LIVES: Readonly<Record<string, Life>> = {
  scheme: lifeOf(scheme, schemes, ['SchemeEstablished']),
  call: lifeOf(call, calls, ['CallAnnounced']),
  budget: lifeOf(budget, budgets),
  application: lifeOf(application, applications, ['ApplicationSubmitted'], returned, annulled),
  organisation: lifeOf(organisation, organisations),
  award: lifeOf(
    award,
    awards,
    ['AcceptanceDateSet', 'AwardLapsed', 'AwardDeclined', 'AwardAccepted'],
    amended,
    claimed,
    givenUp,
  ),
  report: lifeOf(report, reports, ['ReportRequired']),
  payout: lifeOf(payout, payouts, ['PayoutOpened']),
  recovery: lifeOf(recovery, recoveries, ['RecoveryForewarned']),
  appeal: lifeOf(appeal, appeals, ['AppealSubmitted']),
  'de minimis aid': lifeOf(aidRegister, aid, [], declared),
  'rates of a currency': lifeOf(rates, rateSamples),
  pilot: lifeOf(pilot, pilots, ['HistoricalPilotRegistered', 'PilotEstablished']),
  settlement: lifeOf(settlement, settlements),
  notices: lifeOf(notices, noticeSamples),
  'numbers of cases': lifeOf(caseNumbers, numberSamples),
};

/** So many events, whatever types there are. */
const SOME = 1000;

describe('the fold of a long history', () => {
  it.each(Object.keys(LIVES))('%s: 4 times the events, at most 5 times the steps', (name) => {
    const life = LIVES[name]!;
    const few = readsOfFold(life.decider, historyOf(life, SOME));
    const many = readsOfFold(life.decider, historyOf(life, 4 * SOME));
    expect(many / few).toBeLessThanOrEqual(5);
  });

  it('is tried with every type of event', () => {
    const tried = Object.values(LIVES).flatMap(({ events }) => events.map(({ type }) => type));
    expect(tried.toSorted()).toEqual(Object.keys(catalogue).toSorted());
  });

  it('would be found out, did it copy a list or look for an item', () => {
    const quadratic = (evolve: (items: readonly string[], item: string) => readonly string[]) => ({
      initial: [] as readonly string[],
      evolve: (items: readonly string[], { data }: DomainEvent) => evolve(items, (data as { is: string }).is),
    });
    const history = (length: number) =>
      Array.from({ length }, (_, index) => ({ type: 'Said', data: { is: String(index) } }));
    const ratioOf = (decider: ReturnType<typeof quadratic>) =>
      readsOfFold(decider, history(400)) / readsOfFold(decider, history(100));
    expect(ratioOf(quadratic((items, item) => [...items, item]))).toBeGreaterThan(10);
    expect(
      ratioOf(quadratic((items, item) => (items.includes(item) ? items : items.concat(item)))),
    ).toBeGreaterThan(10);
  });
});

/** Every type often, about other persons and things each time; then once more, when all of them are there. */
function historyOf({ events, begins }: Life, length: number): DomainEvent[] {
  const first = begins.flatMap((type) => events.filter((event) => event.type === type));
  const others = events.filter(({ type }) => !begins.includes(type) && type !== REOPENED);
  const reopened = events.filter(({ type }) => type === REOPENED);
  const times = Math.ceil(length / (2 * events.length));
  const often = (event: DomainEvent) => Array.from({ length: times }, (_, index) => another(event, index));
  return [...first, ...[...others, ...others, ...reopened].flatMap(often)];
}

/** Nobody has contributed any more after it, so that it comes last. */
const REOPENED = 'ApplicationReopened';

/** Members of which a case has a few at most, whatever happens. */
const FEW: ReadonlySet<string> = new Set([
  'as',
  'awaits',
  'currency',
  'outcome',
  'role',
  'year',
  'budgetYear',
]);

function another({ type, data }: DomainEvent, index: number): DomainEvent {
  return { type, data: changed(data, index) };
}

function changed<Value>(value: Value, index: number): Value {
  if (typeof value === 'string') return `${value}-${index}` as Value;
  if (typeof value === 'number') return (value + index) as Value;
  if (Array.isArray(value)) return value.map((each: unknown) => changed(each, index)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]: [string, unknown]) => [
      name,
      FEW.has(name) ? member : changed(member, index),
    ]),
  ) as Value;
}

/** The first event of each type in the samples' histories, then of those their commands lead to. */
function lifeOf<State, Command, Event extends DomainEvent>(
  decider: Decider<State, Command, Event>,
  {
    states,
    commands,
  }: {
    readonly states: Readonly<Record<string, readonly Event[]>>;
    readonly commands: Readonly<Record<string, Command | ((state: State) => Command)>>;
  },
  begins: readonly string[] = [],
  ...more: readonly DomainEvent[]
): Life {
  const histories = Object.values(states);
  const later = histories.flatMap((history) => {
    const state = fold(decider, history);
    return Object.values(commands).flatMap((given) => {
      const command = typeof given === 'function' ? (given as (state: State) => Command)(state) : given;
      const decision = decider.decide(command, state);
      return 'events' in decision ? decision.events : [];
    });
  });
  const found = Map.groupBy<string, DomainEvent>(
    [...histories.flat(), ...later, ...more],
    ({ type }) => type,
  );
  const events = [...found.values()].map(([event]) => event!);
  return { decider, events, begins };
}
