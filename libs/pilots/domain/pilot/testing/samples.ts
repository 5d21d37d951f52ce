import { fold } from '#eventsourcing/decider.js';
import type { Outcomes } from '#eventsourcing/testing/outcomes.js';
import type { PilotEvent } from '../../../contract/events.js';
import type { OutcomeTerms } from '../../../contract/terms.js';
import { pilot, type PilotCommand } from '../pilot.js';
import type { Pilot } from '../state.js';
import { ACTING, ORGANISATIONS } from './contract.js';
import { contracted, contracting } from './contracting.js';
import { corrected, correcting } from './correcting.js';
import { delivered, delivering } from './delivering.js';
import { followedUp, followingUp } from './following-up.js';
import { framed, framing } from './framing.js';
import { measured, measuring } from './measuring.js';

const { cecilie, tor, pia } = ACTING;
const { town, provider, investor, evaluator, validator } = ORGANISATIONS;

type Commands<Types extends PilotCommand['type']> = {
  readonly [Type in Types]: Extract<PilotCommand, { type: Type }>;
};

const commands = {
  ...framing,
  ...correcting,
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
const closed = and(verified, commands.ClosePilot);

const states = {
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
  closed,
  'closed, an account waits': and(closed, commands.ProposePartnerAccount),
} as const satisfies Readonly<Record<string, readonly PilotEvent[]>>;

const outcomes = {
  ...framed,
  ...corrected,
  ...contracted,
  ...delivered,
  ...followedUp,
  ...measured,
} satisfies Outcomes<keyof typeof commands, keyof typeof states>;

/** Histories by the state they lead to, a command of each kind, and what it leads to. */
export const samples = { states, commands, outcomes };

/** A history as it would be under other terms. */
export function under(terms: OutcomeTerms, history: readonly PilotEvent[]): readonly PilotEvent[] {
  return history.map((event) =>
    event.type === 'ContractDrafted'
      ? { ...event, data: { ...event.data, contract: { ...event.data.contract, terms } } }
      : event,
  );
}

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
