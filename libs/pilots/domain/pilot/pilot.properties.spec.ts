import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fold } from '#eventsourcing/decider.js';
import type { PilotEvent } from '../../contract/events.js';
import type { PartnerRole } from '../../contract/pilot.js';
import { basisFaults, basisOf } from './basis.js';
import { pilot, type PilotCommand } from './pilot.js';
import { isDirectorate, partiesOf, type KnownPilot, type Pilot } from './state.js';
import { CONTRACT, FRAMEWORK, ORGANISATIONS, REOFFENDING, SET_UP, TODAY } from './testing/contract.js';
import { measuring } from './testing/measuring.js';
import { samples } from './testing/samples.js';

const { states } = samples;
type Kind = PilotCommand['type'];

const EVERYBODY = Object.values(ORGANISATIONS);
const INDEPENDENT: readonly PartnerRole[] = ['evaluator', 'validator'];
/** Parts that are taken, and some that must not be. */
const PARTS: readonly (readonly [string, PartnerRole])[] = [
  ['town', 'municipality'],
  ['workshop', 'service-provider'],
  ['institute', 'evaluator'],
  ['auditors', 'validator'],
  ['fund', 'investor'],
  ['institute', 'validator'],
  ['auditors', 'investor'],
  ['town', 'evaluator'],
  ['welfare', 'intermediary'],
];
const OUTCOMES: readonly unknown[] = [
  REOFFENDING,
  SET_UP,
  { ...REOFFENDING, cohort: 'second' },
  { ...REOFFENDING, period: { from: '2029-01-01', to: '2029-03-31' } },
  { ...REOFFENDING, intervention: { events: 10, persons: 80 } },
  { ...REOFFENDING, evidence: undefined },
  'nothing',
];
const DIGESTS = ['first digest', 'second digest'];

/** Who is asked in each command, as far as more than the one of the sample are. */
const ASKED: Readonly<Partial<Record<Kind, readonly string[]>>> = {
  DraftFramework: ['corrections', 'welfare'],
  AdoptFramework: ['corrections', 'welfare'],
  SignContract: ['town', 'workshop', 'fund', 'corrections', 'welfare'],
  DisputeMeasurement: ['town', 'welfare'],
  ProposeTermination: ['corrections', 'welfare'],
  ApproveTermination: ['corrections', 'welfare'],
  DeclineTermination: ['corrections', 'welfare'],
};

const IN_FORCE: readonly Kind[] = [
  'OpenCohort',
  'CloseCohort',
  'RecountCohort',
  ...(Object.keys(measuring) as (keyof typeof measuring)[]),
  'RecordMeasurement',
  'VerifyMeasurement',
];
/** What leads on from each state. */
const ONWARD: Readonly<Record<Pilot['status'], readonly Kind[]>> = {
  none: ['EstablishPilot'],
  historical: ['RegisterHistoricalPilot'],
  established: ['AdoptFramework', 'AdoptFramework', 'AdoptFramework', 'DraftFramework'],
  'framework-adopted': ['JoinPartner', 'JoinPartner', 'DraftContract'],
  'contract-drafted': ['SignContract'],
  agreed: [...IN_FORCE, ...IN_FORCE, 'ProposeTermination', 'ApproveTermination'],
  terminated: [...IN_FORCE, 'ClosePilot'],
  closed: ['ClosePilot', 'RecordMeasurement', 'DraftContract'],
};
const COMMANDS: readonly PilotCommand[] = Object.values(samples.commands);

/** A step that somebody tries. */
const attempt = fc.record({
  onward: fc.nat({ max: 6 }).map((part) => part > 0),
  any: fc.constantFrom(...COMMANDS),
  pick: fc.nat({ max: 59 }),
  /** So few that everybody meets their own work. */
  person: fc.constantFrom('anna', 'berit', 'carl', 'dina', 'eva', 'frida'),
  organisation: fc.constantFrom(...EVERYBODY),
  /** For what comes up now and then. */
  odd: fc.nat({ max: 9 }),
  outcome: fc.constantFrom(...OUTCOMES),
});
type Attempt = typeof attempt extends fc.Arbitrary<infer Of> ? Of : never;

/** The command that is tried, by anybody, mostly for an organisation that is asked. */
function commandOf(tried: Attempt, state: Pilot): PilotCommand {
  const { person, pick, odd } = tried;
  const onward = ONWARD[state.status];
  const type = onward[pick % onward.length]!;
  const template = tried.onward ? COMMANDS.find((each) => each.type === type)! : tried.any;
  const asked = ASKED[template.type] ?? ownOf(template);
  const organisation = asked === undefined || odd === 0 ? tried.organisation : asked[pick % asked.length]!;
  const command = varied(template, tried, state);
  return {
    ...command,
    ...('person' in template ? { person } : {}),
    ...(asked === undefined ? {} : { organisation }),
  };
}

/** For whom the sample acts; a partner that comes or goes does not. */
function ownOf(template: PilotCommand): readonly string[] | undefined {
  if (!('person' in template) || !('organisation' in template)) return undefined;
  return template.organisation === undefined ? undefined : [template.organisation];
}

/** The sample with what it is about drawn anew. */
function varied(template: PilotCommand, { pick, odd, outcome }: Attempt, state: Pilot): PilotCommand {
  const last = 'contract' in state ? state.contract?.digest : undefined;
  const version = 'framework' in state ? state.framework?.framework.version : undefined;
  const cohort = ['first', 'second'][pick % 2]!;
  const measurementId = `m${1 + (pick % 3)}`;
  switch (template.type) {
    case 'DraftFramework':
      return { ...template, framework: { ...FRAMEWORK, version: `${1 + (pick % 3)}` } };
    case 'AdoptFramework':
      return { ...template, version: odd > 0 ? (version ?? '1') : '2' };
    case 'JoinPartner':
    case 'RemovePartner': {
      const [organisation, role] = PARTS[pick % PARTS.length]!;
      return { ...template, organisation, role };
    }
    case 'DraftContract':
      return {
        ...template,
        digest: DIGESTS[pick % 2]!,
        contract: odd > 0 ? CONTRACT : { ...CONTRACT, statePayee: 'fund' },
      };
    case 'SignContract':
      return { ...template, digest: odd > 0 ? (last ?? 'none') : DIGESTS[0]!, reservationId: `r${odd % 3}` };
    case 'AbandonLiability':
      return { ...template, reservationId: `r${odd % 3}` };
    case 'OpenCohort':
      return { ...template, cohort };
    case 'CloseCohort':
    case 'RecountCohort':
      return { ...template, cohort, persons: 60 + pick };
    case 'RecordMeasurement':
    case 'CorrectMeasurement':
      return { ...template, measurementId, outcome, today: TODAY };
    default:
      return 'measurementId' in template ? { ...template, measurementId } : template;
  }
}

/** An event, and the pilot before and after it. */
interface Told {
  readonly event: PilotEvent;
  readonly before: Pilot;
  readonly after: Pilot;
  readonly past: readonly PilotEvent[];
}

function walk(beginning: readonly PilotEvent[], attempts: readonly Attempt[]): Told[] {
  let state = fold(pilot, beginning);
  let past = beginning;
  return attempts.flatMap((tried) => {
    const decision = pilot.decide(commandOf(tried, state), state);
    return ('events' in decision ? decision.events : []).map((event) => {
      const told = { event, before: state, after: pilot.evolve(state, event), past };
      state = told.after;
      past = [...past, event];
      return told;
    });
  });
}

const BEGINNINGS = ['none', 'partners joined', 'agreed'] as const;

/** Calls back with many walks, from the start and from later on; answers how many events of each type came up. */
function forWalks(property: (told: readonly Told[], beginning: readonly PilotEvent[]) => void) {
  const reached: Partial<Record<PilotEvent['type'], number>> = {};
  const attempts = fc.array(attempt, { minLength: 60, maxLength: 100 });
  fc.assert(
    fc.property(fc.constantFrom(...BEGINNINGS), attempts, (from, tried) => {
      const told = walk(states[from], tried);
      for (const { event } of told) reached[event.type] = (reached[event.type] ?? 0) + 1;
      property(told, states[from]);
    }),
    { numRuns: 200 },
  );
  return reached;
}

const of = <Type extends PilotEvent['type']>(told: readonly Told[], type: Type) =>
  told.filter(
    (each): each is Told & { event: Extract<PilotEvent, { type: Type }> } => each.event.type === type,
  );

/** The framework that was drafted last, who adopted it, and the versions that both adopted, as events alone tell it. */
function frameworkIn(past: readonly PilotEvent[]) {
  let drafter = '';
  let adoptions: { readonly directorate: string; readonly person: string }[] = [];
  const inForce: string[] = [];
  for (const { type, data } of past) {
    if (type === 'FrameworkDrafted') {
      drafter = data.draftedBy;
      adoptions = [];
    }
    if (type !== 'FrameworkAdopted') continue;
    adoptions.push({ directorate: data.directorate, person: data.adoptedBy });
    if (adoptions.length === 2) inForce.push(data.version);
  }
  return { drafter, adoptions, inForce };
}

/** The contract that was drafted last and who signed it, as events alone tell it; nothing after partners changed. */
function contractIn(past: readonly PilotEvent[]) {
  let digest = '';
  let drafter = '';
  let signatures: Extract<PilotEvent, { type: 'ContractSigned' }>['data'][] = [];
  for (const { type, data } of past) {
    if (type === 'ContractDrafted' || type === 'PartnerJoined' || type === 'PartnerRemoved') signatures = [];
    if (type === 'ContractDrafted') {
      digest = data.digest;
      drafter = data.draftedBy;
    }
    if (type === 'ContractSigned') signatures.push(data);
  }
  return { digest, drafter, signatures };
}

describe('a pilot, whatever is done by whomever in whatever order', () => {
  it('has a framework that two persons adopted for the two directorates, neither of whom drafted it', () => {
    const reached = forWalks((told) => {
      for (const { event, after, past } of of(told, 'FrameworkAdopted')) {
        const { drafter, adoptions } = frameworkIn([...past, event]);
        const directorates = adoptions.map(({ directorate }) => directorate).toSorted();
        const isInForce = after.status === 'framework-adopted';
        expect(directorates).toEqual(isInForce ? ['corrections', 'welfare'] : [event.data.directorate]);
        const persons = new Set([drafter, ...adoptions.map(({ person }) => person)]);
        expect(persons.size).toBe(adoptions.length + 1);
      }
      const early = of(told, 'ContractDrafted').filter(({ past }) => frameworkIn(past).adoptions.length < 2);
      expect(early).toEqual([]);
    });
    expect(reached.FrameworkAdopted).toBeGreaterThan(20);
    expect(reached.ContractDrafted).toBeGreaterThan(20);
  });

  it('never changes what both adopted under a version', () => {
    forWalks((told) => {
      for (const { event, past } of of(told, 'FrameworkDrafted'))
        expect(frameworkIn(past).inForce).not.toContain(event.data.framework.version);
    });
  });

  it('is agreed with the signatures of all parties and both directorates under one digest, each by another person', () => {
    const reached = forWalks((told) => {
      for (const { event, before, past } of of(told, 'ContractAgreed')) {
        const { digest, drafter, signatures } = contractIn(past);
        const signers = signatures.map(({ signedBy }) => signedBy);
        expect(signatures.map(({ organisation }) => organisation).toSorted()).toEqual(
          [...partiesOf(before as KnownPilot), 'corrections', 'welfare'].toSorted(),
        );
        expect(new Set(signers).size).toBe(signers.length);
        expect([...new Set(signatures.map((signature) => signature.digest))]).toEqual([digest]);
        expect(event.data.digest).toBe(digest);
        expect(signatures.slice(-2).map(({ capacity }) => capacity)).toEqual(['directorate', 'directorate']);
        expect(signers.slice(-2)).not.toContain(drafter);
      }
    });
    expect(reached.ContractAgreed).toBeGreaterThan(10);
  });

  it('stands on a reservation that was never given up, before or after', () => {
    const reached = forWalks((told, beginning) => {
      const all = [...beginning, ...told.map(({ event }) => event)];
      const abandoned = all.flatMap(({ type, data }) =>
        type === 'LiabilityAbandoned' ? [data.reservationId] : [],
      );
      const stoodOn = all.flatMap(({ type, data }) =>
        type === 'ContractAgreed' ? [data.reservationId] : [],
      );
      expect(stoodOn.filter((reservation) => abandoned.includes(reservation))).toEqual([]);
    });
    expect(reached.LiabilityAbandoned).toBeGreaterThan(10);
  });

  it('changes neither partners nor contract once that is agreed, and nothing once it is closed but where partners are paid', () => {
    const reached = forWalks((told) => {
      const late = told.filter(({ event, before }) => {
        // What was paid may come back for years.
        if (event.type.startsWith('PartnerAccount')) return false;
        // Who is impartial matters as long as anything is paid.
        if (event.type.startsWith('PilotImpartiality')) return false;
        if (before.status === 'closed') return event.type !== 'LiabilityAbandoned';
        const bound = before.status === 'agreed' || before.status === 'terminated';
        return bound && /^(?:Framework|Partner|Contract)/.test(event.type);
      });
      expect(late).toEqual([]);
    });
    expect(reached.PilotClosed).toBeGreaterThan(5);
  });

  it('is judged by organisations that take no other part', () => {
    const reached = forWalks((told) => {
      const dependent = told.flatMap(({ after }) => {
        if (!('partners' in after)) return [];
        return after.partners.filter(
          ({ organisation, role }) =>
            isDirectorate(after, organisation) ||
            (INDEPENDENT.includes(role) &&
              after.partners.filter((other) => other.organisation === organisation).length > 1),
        );
      });
      expect(dependent).toEqual([]);
    });
    expect(reached.PartnerJoined).toBeGreaterThan(50);
  });

  it('is ended early by two directorates and two persons', () => {
    const reached = forWalks((told) => {
      for (const { event, past } of of(told, 'PilotTerminated')) {
        const proposed = past.findLast(({ type }) => type === 'TerminationProposed');
        expect(proposed?.data).toMatchObject({ lastDay: event.data.lastDay });
        expect(proposed?.data).not.toMatchObject({ directorate: event.data.directorate });
        expect(proposed?.data).not.toMatchObject({ proposedBy: event.data.approvedBy });
      }
    });
    expect(reached.PilotTerminated).toBeGreaterThan(10);
  });

  it('has measurements that nobody judges who recorded or corrected them', () => {
    const reached = forWalks((told) => {
      for (const { event, past } of told) {
        if (event.type !== 'MeasurementVerified' && event.type !== 'DisputeDismissed') continue;
        const { measurementId, organisation } = event.data;
        const judge = event.type === 'MeasurementVerified' ? event.data.verifiedBy : event.data.dismissedBy;
        const authors = past.flatMap(({ type, data }) => {
          if (type === 'MeasurementRecorded' && data.measurementId === measurementId)
            return [data.recordedBy];
          return type === 'MeasurementCorrected' && data.measurementId === measurementId
            ? [data.correctedBy]
            : [];
        });
        expect(authors.length).toBeGreaterThan(0);
        expect(authors).not.toContain(judge);
        expect(organisation).toBe('auditors');
      }
    });
    expect(reached.MeasurementVerified).toBeGreaterThan(10);
    expect(reached.DisputeDismissed).toBeGreaterThan(0);
    expect(reached.MeasurementCorrected).toBeGreaterThan(0);
  });

  it('can be settled on at any moment, within the participants that the framework allows', () => {
    const reached = forWalks((told) => {
      const broken = told.flatMap(({ after }) => {
        if (!('cohorts' in after)) return [];
        const participants = after.cohorts.reduce((all, { persons = 0 }) => all + persons, 0);
        const taking = after.cohorts.filter(({ persons }) => persons === undefined).length;
        const { open, measurements } = basisOf(after, false);
        const accounted = open.length - taking + measurements.measurements.length;
        return [
          ...basisFaults(after),
          ...(participants > FRAMEWORK.maxParticipants! ? [participants] : []),
          ...(accounted === after.measurements.length ? [] : [accounted]),
        ];
      });
      expect(broken).toEqual([]);
    });
    expect(reached.CohortRecounted).toBeGreaterThan(10);
  });

  it('is what its events say, however they are folded', () => {
    forWalks((told, beginning) => {
      const stored = JSON.parse(
        JSON.stringify([...beginning, ...told.map(({ event }) => event)]),
      ) as PilotEvent[];
      const last = told.at(-1)?.after ?? fold(pilot, beginning);
      expect(JSON.parse(JSON.stringify(fold(pilot, stored)))).toEqual(JSON.parse(JSON.stringify(last)));
    });
  });
});
