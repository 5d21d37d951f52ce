import { fold } from '#eventsourcing/decider.js';
import type { PilotEvent } from '../../../contract/events.js';
import type { PilotCommand } from '../commands.js';
import { pilot } from '../pilot.js';
import type { Pilot } from '../state.js';
import {
  ACTING,
  BOND,
  CONTRACT,
  DIGEST,
  FRAMEWORK,
  LATER_BOND,
  ORGANISATIONS,
  REOFFENDING,
} from './contract.js';

const { carl, cecilie, wenche, walter, tor, pia, ivar, eva, vera } = ACTING;
const { corrections, welfare, town, provider, investor, evaluator, validator } = ORGANISATIONS;

/** The day on which everything is asked. */
export const TODAY = '2029-06-01';

type Commands<Types extends PilotCommand['type']> = {
  readonly [Type in Types]: Extract<PilotCommand, { type: Type }>;
};

/** Commands about the pilot as a whole. */
export const framing = {
  EstablishPilot: {
    type: 'EstablishPilot',
    pilotId: 'p',
    schemeId: 's',
    directorates: [corrections, welfare],
    title: 'Less reoffending',
    targetGroup: 'persons of 18 to 30 who were released from prison',
    currency: 'NOK',
    person: carl.person,
  },
  RegisterHistoricalPilot: { type: 'RegisterHistoricalPilot', pilotId: 'p', bond: BOND },
  'RegisterHistoricalPilot (later)': {
    type: 'RegisterHistoricalPilot',
    pilotId: 'p',
    bond: LATER_BOND,
  },
  DraftFramework: { type: 'DraftFramework', framework: FRAMEWORK, ...carl },
  'DraftFramework (another version)': {
    type: 'DraftFramework',
    framework: { ...FRAMEWORK, version: '2' },
    ...carl,
  },
  AdoptFramework: { type: 'AdoptFramework', version: '1', ...wenche },
  JoinPartner: { type: 'JoinPartner', organisation: 'broker', name: 'The broker', role: 'intermediary' },
  RemovePartner: { type: 'RemovePartner', organisation: investor, role: 'investor', grounds: 'It withdrew.' },
  LinkDevelopmentGrant: { type: 'LinkDevelopmentGrant', applicationId: 'a1', applicant: town },
  ProposeTermination: {
    type: 'ProposeTermination',
    lastDay: '2029-12-31',
    grounds: 'Too few are referred.',
    ...cecilie,
  },
  ApproveTermination: { type: 'ApproveTermination', ...wenche },
  DeclineTermination: { type: 'DeclineTermination', grounds: 'It has only begun.', ...wenche },
  ClosePilot: { type: 'ClosePilot', person: carl.person, conclusion: 'It worked.', settled: true },
  'ClosePilot (not settled)': {
    type: 'ClosePilot',
    person: carl.person,
    conclusion: 'It worked.',
    settled: false,
  },
} as const satisfies Readonly<Record<string, PilotCommand>>;

/** Commands about the outcome contract; `SignContract` is the signature that comes last. */
export const contracting = {
  DraftContract: { type: 'DraftContract', contract: CONTRACT, digest: DIGEST, person: carl.person },
  SignContract: { type: 'SignContract', digest: DIGEST, reservationId: 'r1', ...wenche },
  'SignContract (a party)': { type: 'SignContract', digest: DIGEST, reservationId: 'r1', ...ivar },
  AbandonLiability: { type: 'AbandonLiability', reservationId: 'r1', grounds: 'Nobody signed.' },
  'AbandonLiability (another one)': {
    type: 'AbandonLiability',
    reservationId: 'r9',
    grounds: 'Nobody signed.',
  },
} as const satisfies Readonly<Record<string, PilotCommand>>;

/** Commands about the first cohort and the service for it. */
export const delivering = {
  OpenCohort: {
    type: 'OpenCohort',
    cohort: 'first',
    openedOn: '2027-01-15',
    person: carl.person,
    today: TODAY,
  },
  CloseCohort: {
    type: 'CloseCohort',
    cohort: 'first',
    closedOn: '2027-12-31',
    persons: 100,
    person: cecilie.person,
    today: TODAY,
  },
  RecountCohort: {
    type: 'RecountCohort',
    cohort: 'first',
    persons: 101,
    person: carl.person,
    grounds: 'One was not counted.',
  },
  ReportService: {
    type: 'ReportService',
    cohort: 'first',
    period: { from: '2027-01-15', to: '2027-06-30' },
    persons: 60,
    summary: 'Mentors met them weekly.',
    today: TODAY,
    ...pia,
  },
} as const satisfies Readonly<Record<string, PilotCommand>>;

/** Commands about the first visit and the first risk. */
export const followingUp = {
  PlanVisit: { type: 'PlanVisit', on: '2027-05-03', purpose: 'To see the workshop', person: walter.person },
  ReportVisit: {
    type: 'ReportVisit',
    visit: 1,
    heldOn: '2027-05-04',
    findings: 'As agreed.',
    person: walter.person,
    today: TODAY,
  },
  CancelVisit: { type: 'CancelVisit', visit: 1, grounds: 'Illness', person: walter.person },
  ReportStatus: {
    type: 'ReportStatus',
    period: { from: '2027-01-01', to: '2027-06-30' },
    summary: 'It goes well.',
    today: TODAY,
    ...tor,
  },
  RaiseRisk: {
    type: 'RaiseRisk',
    title: 'Too few are referred',
    likelihood: 'low',
    consequence: 'high',
    measure: 'Talks with the prisons',
    person: walter.person,
  },
  ReassessRisk: {
    type: 'ReassessRisk',
    risk: 1,
    likelihood: 'high',
    consequence: 'high',
    person: walter.person,
  },
  CloseRisk: { type: 'CloseRisk', risk: 1, grounds: 'More are referred.', person: walter.person },
} as const satisfies Readonly<Record<string, PilotCommand>>;

/** Commands about a measurement of reoffending in the first cohort. */
export const measuring = {
  RecordMeasurement: {
    type: 'RecordMeasurement',
    measurementId: 'm1',
    outcome: REOFFENDING,
    today: TODAY,
    ...eva,
  },
  VerifyMeasurement: { type: 'VerifyMeasurement', measurementId: 'm1', ...vera },
  DisputeMeasurement: {
    type: 'DisputeMeasurement',
    measurementId: 'm1',
    grounds: 'The register is late.',
    ...tor,
  },
  DismissDispute: {
    type: 'DismissDispute',
    measurementId: 'm1',
    grounds: 'It is up to date.',
    ...vera,
    person: 'vidar',
  },
  CorrectMeasurement: {
    type: 'CorrectMeasurement',
    measurementId: 'm1',
    outcome: { ...REOFFENDING, intervention: { events: 130, persons: 100 } },
    grounds: 'Ten more were found.',
    today: TODAY,
    ...eva,
  },
} as const satisfies Readonly<Record<string, PilotCommand>>;

const commands = {
  ...framing,
  ...contracting,
  ...delivering,
  ...followingUp,
  ...measuring,
} as const satisfies Commands<PilotCommand['type']>;

/** What happens when these are sent one after the other, after a history. @throws Error when one is refused: a bug */
export function and(before: readonly PilotEvent[], ...sent: readonly PilotCommand[]): readonly PilotEvent[] {
  return sent.reduce<readonly PilotEvent[]>((history, command) => {
    const decision = pilot.decide(command, fold(pilot, history));
    if ('refused' in decision) throw new Error(`${command.type}: ${decision.refused.detail}`);
    return [...history, ...decision.events];
  }, before);
}

const { EstablishPilot, DraftFramework, AdoptFramework, JoinPartner, DraftContract, SignContract } = commands;

const established = and([], EstablishPilot);
const drafted = and(established, DraftFramework);
const adoptedByOne = and(drafted, { ...AdoptFramework, ...cecilie });
const adopted = and(adoptedByOne, AdoptFramework);
const joined = and(
  adopted,
  { ...JoinPartner, organisation: town, name: 'The town', role: 'municipality' },
  { ...JoinPartner, organisation: provider, name: 'The workshop', role: 'service-provider' },
  { ...JoinPartner, organisation: investor, name: 'The fund', role: 'investor' },
  { ...JoinPartner, organisation: evaluator, name: 'The institute', role: 'evaluator' },
  { ...JoinPartner, organisation: validator, name: 'The auditors', role: 'validator' },
);
const contractDrafted = and(joined, DraftContract);
const signedByParties = and(
  contractDrafted,
  { ...SignContract, ...tor },
  { ...SignContract, ...pia },
  contracting['SignContract (a party)'],
);
const signedByAllButOne = and(signedByParties, { ...SignContract, ...cecilie });
const agreed = and(signedByAllButOne, SignContract);
const followed = and(agreed, commands.PlanVisit, commands.RaiseRisk);
const cohortOpen = and(agreed, commands.OpenCohort);
const cohortClosed = and(cohortOpen, commands.CloseCohort);
const recorded = and(cohortClosed, commands.RecordMeasurement);
const verified = and(recorded, commands.VerifyMeasurement);
const proposed = and(verified, commands.ProposeTermination);

/** Histories by the state they lead to. */
export const states = {
  none: [],
  historical: and([], commands.RegisterHistoricalPilot),
  established,
  'framework drafted': drafted,
  'framework adopted by one': adoptedByOne,
  'framework adopted': adopted,
  'partners joined': joined,
  'contract drafted': contractDrafted,
  'signed by the parties': signedByParties,
  'signed by all but one': signedByAllButOne,
  agreed,
  'visit planned, risk open': followed,
  'cohort open': cohortOpen,
  'cohort closed': cohortClosed,
  'measurement recorded': recorded,
  'measurement disputed': and(recorded, commands.DisputeMeasurement),
  'measurement verified': verified,
  'disputed after it was verified': and(verified, commands.DisputeMeasurement),
  'termination proposed': proposed,
  terminated: and(proposed, commands.ApproveTermination),
  closed: and(verified, commands.ClosePilot),
} as const satisfies Readonly<Record<string, readonly PilotEvent[]>>;

/** Histories by the state they lead to, and a command of each kind. */
export const samples = { states, commands };

/** The life of the pilot's first measurement alone. */
export function firstMeasurement(state: Pilot): string {
  const first = 'measurements' in state ? state.measurements.at(0) : undefined;
  return first?.status ?? 'none';
}

/** The life of the pilot's first cohort alone. */
export function firstCohort(state: Pilot): string {
  const first = 'cohorts' in state ? state.cohorts.at(0) : undefined;
  if (first === undefined) return 'none';
  return first.persons === undefined ? 'open' : 'closed';
}
