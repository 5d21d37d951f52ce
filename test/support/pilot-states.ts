import type { Receipt } from '#eventsourcing/command.js';
import * as examples from '#pilots/http/examples/pilots.js';
import type { Ids } from './api-routes.js';
import {
  openPilotScheme,
  PARTNERS,
  payoutsOf,
  sendToTheBank,
  settlePayout,
  type PilotCast,
} from './pilot-cast.js';
import { done, YEAR } from './scheme.js';
import type { Person } from './system.js';

/** A pilot on its way: what its states are reached with. */
export interface PilotOnItsWay {
  readonly cast: PilotCast;
  readonly id: string;
  /** Sends to a path below the pilot. */
  readonly send: (person: Person, path: string, body?: unknown) => Promise<Receipt>;
  /** Ids of measurements, by metric. */
  readonly measured: Map<string, string>;
  /** What happened last anywhere. */
  readonly happened: (receipt: Receipt) => void;
  readonly position: () => string;
}

/** One step of a pilot. */
export type PilotStep = (on: PilotOnItsWay) => Promise<unknown>;

/** The period in which everything was measured. */
export const MEASURED_IN = examples.outcome.period;

/** Six sentences avoided in the first cohort; 360 000 kroner. */
export const SENTENCES = examples.outcome;

/** The milestone that is paid with 200 000 kroner. */
export const STARTED = {
  kind: 'milestone',
  metric: 'started',
  period: MEASURED_IN,
  achieved: true,
  evidence: 'a3'.repeat(32),
} as const;

/** So many sentences among the 40 of the first cohort; 28 were expected. */
export function sentencesOf(events: number) {
  return { ...SENTENCES, intervention: { events, persons: 40 } };
}

const by = (who: keyof PilotCast, path: string, body?: unknown): PilotStep => {
  return ({ cast, send }) => send(cast[who], path, body);
};

const joins = (organisation: string, name: string, role: string): PilotStep =>
  by('caseworker', 'partners', { organisation, name, role });

/** Signs what was drafted last. */
export const signs = (who: keyof PilotCast): PilotStep => {
  return async ({ cast, id, send, position }) => {
    const path = `/v1/pilots/${id}?after=${position()}`;
    const { body } = await cast[who].get<{ contract: { digest: string } }>(path);
    return send(cast[who], 'contract/signature', { digest: body.contract.digest });
  };
};

/** The evaluator records. */
export const records = (outcome: { readonly metric: string }): PilotStep => {
  return async ({ cast, send, measured }) => {
    const { id } = await send(cast.evaluator, 'measurements', { outcome });
    measured.set(outcome.metric, id);
  };
};

/** Somebody does something about a measurement. */
export const about = (
  metric: string,
  who: keyof PilotCast,
  what: string,
  body?: (on: PilotOnItsWay) => unknown,
): PilotStep => {
  return (on) => on.send(on.cast[who], `measurements/${on.measured.get(metric)}/${what}`, body?.(on));
};

const verifies = (metric: string) => about(metric, 'validator', 'verification');

/** The evaluator corrects the sentences, the validator verifies that. */
export const corrects = (events: number): readonly PilotStep[] => [
  about('sentences', 'evaluator', 'correction', () => ({
    outcome: sentencesOf(events),
    grounds: 'The register was late.',
  })),
  verifies('sentences'),
];

/** A version is calculated by one directorate and reviewed by the other. */
export const calculates = (version: number, final = false): readonly PilotStep[] => [
  by('caseworker', 'settlements', final ? { final } : {}),
  by('otherCaseworker', `settlements/${version}/review`, { note: 'Compared with the report.' }),
];

/** Both directorates approve a version. */
export const approves = (version: number): readonly PilotStep[] => [
  by('otherDecisionMaker', `settlements/${version}/approval`),
  by('decisionMaker', `settlements/${version}/approval`),
];

/** A version from its calculation to its conclusion. */
export const concludes = (version: number, final = false): readonly PilotStep[] => [
  ...calculates(version, final),
  ...approves(version),
];

const withLastPayout = (act: (cast: PilotCast, payout: string) => Promise<Receipt>): PilotStep => {
  return async ({ cast, id, position, happened }) => {
    const payouts = await payoutsOf(cast.finance, id, position());
    happened(await act(cast, payouts.at(-1)!.id));
  };
};

/** The payout that was ordered last is instructed. */
export const instructs = withLastPayout(sendToTheBank);

/** The bank paid it. */
export const isPaid = withLastPayout(settlePayout);

/** Somebody decides that it is not paid. */
export const cancels = withLastPayout(async ({ finance }, payout) =>
  done(await finance.post(`/v1/payouts/${payout}/cancellation`, { grounds: 'The account was wrong.' })),
);

const drafted = [by('otherManager', 'framework', examples.framework)];
const adoption = { version: examples.framework.version };
const adoptedByOne = [...drafted, by('otherDecisionMaker', 'framework/adoption', adoption)];
const adopted = [...adoptedByOne, by('decisionMaker', 'framework/adoption', adoption)];
const joined = [
  ...adopted,
  by('caseworker', 'partners', examples.partner),
  joins(PARTNERS.provider, 'Ny Start', 'service-provider'),
  joins(PARTNERS.evaluator, 'The institute', 'evaluator'),
  joins(PARTNERS.validator, 'The audit house', 'validator'),
];
const contractDrafted = [...joined, by('caseworker', 'contract', examples.contract)];
const signedByParties = [...contractDrafted, signs('town'), signs('provider')];
const signedByAllButOne = [...signedByParties, signs('otherDecisionMaker')];
const agreed = [...signedByAllButOne, signs('decisionMaker')];
const opened = [...agreed, by('caseworker', 'cohorts', examples.cohort)];
const followed = [
  ...opened,
  by('otherCaseworker', 'visits', { on: `${YEAR}-01-01`, purpose: 'How participants are taken in' }),
  by('caseworker', 'risks', { title: 'Too few', likelihood: 'low', consequence: 'high' }),
];
const service = [
  by('caseworker', 'cohorts/first/closure', examples.cohortClosure),
  by('provider', 'cohorts/first/service', examples.service),
];
const measuring = [records(SENTENCES), records(STARTED)];
const verifying = [verifies('sentences'), verifies('started')];
const recorded = [...opened, ...service, ...measuring];

/** From an agreed contract to its verified outcomes. */
export const delivered = [
  by('caseworker', 'cohorts', examples.cohort),
  ...service,
  ...measuring,
  ...verifying,
] as const;

const verified = [...agreed, ...delivered];
const calculated = [...verified, by('caseworker', 'settlements', {})];
const reviewed = [...verified, ...calculates(1)];
const approvedByOne = [...reviewed, by('otherDecisionMaker', 'settlements/1/approval')];
const concluded = [...verified, ...concludes(1)];
const paid = [...concluded, instructs, isPaid];
const proposedToEnd = [
  ...followed,
  by('otherDecisionMaker', 'termination', { lastDay: `${YEAR}-01-31`, grounds: 'Too few are released.' }),
];

/** States of a pilot by name, each with the steps that lead there. */
export const PILOT_STATES = {
  established: [],
  'framework drafted': drafted,
  'framework adopted by one': adoptedByOne,
  'framework adopted': adopted,
  'partners joined': joined,
  'contract drafted': contractDrafted,
  'signed by the parties': signedByParties,
  'signed by all but one': signedByAllButOne,
  agreed,
  'cohort open, visit planned, risk raised': followed,
  'cohort closed': [...opened, ...service],
  measured: recorded,
  'measurement disputed': [
    ...recorded,
    about('sentences', 'provider', 'dispute', () => ({ grounds: 'Two are too many.' })),
  ],
  verified,
  'settlement calculated': calculated,
  'settlement reviewed': reviewed,
  'settlement approved by one': approvedByOne,
  'settlement returned': [
    ...reviewed,
    by('decisionMaker', 'settlements/1/return', { grounds: 'The second cohort is missing.' }),
  ],
  'payout due': concluded,
  'payout due, an account waits': [...concluded, by('town', 'account-corrections', examples.partnerAccount)],
  'payout with the bank': [...concluded, instructs],
  paid,
  'payout cancelled': [...concluded, cancels],
  'recovery opened': [...paid, ...corrects(24), ...concludes(2)],
  'paid to the end': [...verified, ...concludes(1, true), instructs, isPaid],
  'termination proposed': proposedToEnd,
  terminated: [...proposedToEnd, by('decisionMaker', 'termination/approval')],
  closed: [
    ...verified,
    ...concludes(1, true),
    instructs,
    isPaid,
    by('decisionMaker', 'closure', { conclusion: 'The town goes on with it.' }),
  ],
} as const satisfies Readonly<Record<string, readonly PilotStep[]>>;

/** The name of a state. */
export type PilotState = keyof typeof PILOT_STATES;

let established = 0;

/** A fresh pilot after some steps, or in a state; more steps may be taken by `take`. */
export async function pilotIn(state: PilotState | readonly PilotStep[], cast: PilotCast, schemeId: string) {
  const id = `${schemeId}-${++established}`;
  const measured = new Map<string, string>();
  let position = '';
  const happened = (receipt: Receipt) => {
    position = receipt.position;
  };
  const send = async (person: Person, path: string, body?: unknown) => {
    const receipt = done(await person.post(`/v1/pilots/${id}/${path}`, body));
    happened(receipt);
    return receipt;
  };
  const on: PilotOnItsWay = { cast, id, send, measured, happened, position: () => position };
  happened(done(await cast.manager.post('/v1/pilots', { ...examples.pilot, code: id, schemeId })));
  const take = async (...steps: readonly PilotStep[]) => {
    for (const step of steps) await step(on);
    return position;
  };
  await take(...(typeof state === 'string' ? PILOT_STATES[state] : state));
  return { id, measured, take, position: () => position };
}

/** A pilot that tests act on. */
export type PilotUnderTest = Awaited<ReturnType<typeof pilotIn>>;

/** A pilot with everything a path can name: a cohort, a visit, a risk, a measurement, a settlement, an account. */
export async function pilotOfEverything(cast: PilotCast, schemeId: string): Promise<Ids> {
  await openPilotScheme(cast, schemeId);
  const account = by('town', 'account-corrections', examples.partnerAccount);
  const steps = [...followed, account, ...service, ...measuring, ...verifying, ...calculates(1)];
  const { id, measured } = await pilotIn(steps, cast, schemeId);
  return {
    pilots: id,
    cohort: 'first',
    version: '1',
    visit: '1',
    risk: '1',
    measurement: measured.get('sentences')!,
    number: '1',
  };
}
