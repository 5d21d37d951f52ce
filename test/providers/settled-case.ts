import { setTimeout } from 'node:timers/promises';
import { dateInOslo } from '#calendar/oslo.js';
import type { Role } from '#access/roles.js';
import { DIRECTORATE, done, openScheme, prepareGrant, submitApplication } from '#test/support/scheme.js';
import { personOf, type Person, type Problem } from '#test/support/system.js';

/** What somebody must be to the provider of their tokens: these roles, called as here, in this organisation. */
export interface Part {
  readonly roles: readonly Role[];
  readonly organisation: string;
  /** A program, which gets its token without a person (client credentials). */
  readonly machine?: true;
}

/** Everyone whom the case needs; the caseworker could decide too, had they not prepared it. */
export const PARTS = {
  manager: { roles: ['scheme-manager'], organisation: DIRECTORATE },
  caseworker: { roles: ['caseworker', 'decision-maker'], organisation: DIRECTORATE },
  decisionMaker: { roles: ['decision-maker'], organisation: DIRECTORATE },
  attester: { roles: ['attester'], organisation: DIRECTORATE },
  applicant: { roles: ['applicant'], organisation: '987654325' },
  financeSystem: { roles: ['finance'], organisation: DIRECTORATE, machine: true },
} as const satisfies Readonly<Record<string, Part>>;

/** One of those whom the case needs. */
export type PartName = keyof typeof PARTS;

/** Where the case is played, and by whom. */
export interface Stage {
  /** Of the server: `https://…` or `http://…`, without a slash at its end. */
  readonly baseUrl: string;
  /** Signs somebody in; asked once for each. What it answers must count until the case is played. */
  readonly tokenOf: (who: PartName) => Promise<string>;
  /** Of the scheme; another for each case on one data folder. */
  readonly code?: string;
}

/** A case that went from application to settled payout. */
export interface SettledCase {
  readonly id: string;
  /** As whom each stands in events, by `GET /v1/me`. */
  readonly subjects: Readonly<Record<PartName, string>>;
  /** Each event of the case in order: its type, and who did it, called as in {@link PARTS}. */
  readonly history: readonly string[];
  /** What `GET /v1/cases/{id}` says at the end. */
  readonly view: Readonly<Record<string, unknown>>;
  /** The types of the problems that were answered on the way. */
  readonly refused: {
    /** The caseworker approves what they proposed. */
    readonly ownProposal: string;
    /** The finance system attests and approves the payout it is to carry out. */
    readonly machineAttests: string;
    readonly machineApproves: string;
  };
}

const GRANTED = 300_000;

/** Plays a case from a new scheme to a settled payout, all by tokens of a provider. @throws Error at what is refused */
export async function playSettledCase({
  baseUrl,
  tokenOf,
  code = 'settled-case',
}: Stage): Promise<SettledCase> {
  const cast = await castAt(baseUrl, tokenOf);
  const { manager, caseworker, decisionMaker, attester, applicant, financeSystem } = cast;
  const callId = await openScheme(manager, code, 1_000_000);
  const id = await submitApplication(applicant, callId, 400_000);
  await prepareGrant(caseworker, id, GRANTED);

  const approval = [`/v1/applications/${id}/approval`, { impartiality: { conflict: false } }] as const;
  const ownProposal = await refusal(caseworker, ...approval);
  done(await decisionMaker.post(...approval));
  done(await caseworker.post(`/v1/applications/${id}/notification`, { channel: 'portal' }));
  const { position } = done(await applicant.post(`/v1/awards/${id}/acceptance`));

  const payout = `/v1/payouts/${await payoutOf(financeSystem, id, position)}`;
  const machineAttests = await refusal(financeSystem, `${payout}/attestation`);
  done(await attester.post(`${payout}/attestation`));
  const machineApproves = await refusal(financeSystem, `${payout}/approval`);
  done(await decisionMaker.post(`${payout}/approval`));
  done(await financeSystem.post(`${payout}/instruction`));
  const bank = { status: 'settled', settledOn: dateInOslo(new Date().toISOString()), bankReference: 'B-1' };
  const settled = done(await financeSystem.post(`${payout}/settlement`, bank));

  return {
    id,
    subjects: subjectsOf(cast),
    history: await historyOf(cast, id, settled.position),
    view: (await caseworker.get(`/v1/cases/${id}?after=${settled.position}`)).body,
    refused: { ownProposal, machineAttests, machineApproves },
  };
}

/** What the history of the settled case must be. */
export const SETTLED_HISTORY = [
  'ApplicationSubmitted applicant',
  'CaseworkerAssigned caseworker',
  'ImpartialityDeclared caseworker',
  'ApplicationScored caseworker',
  'ApplicationRecommended caseworker',
  'DecisionProposed caseworker',
  'CommitmentReserved decisionMaker',
  'ImpartialityDeclared decisionMaker',
  'DecisionApproved decisionMaker',
  'DecisionNotified caseworker',
  'AwardAccepted applicant',
  'InstalmentReleased applicant',
  'PayoutOpened process:open-payouts',
  'ImpartialityDeclared attester',
  'PayoutAttested attester',
  'PayoutApproved decisionMaker',
  'InstructionReserved financeSystem',
  'PayoutInstructed financeSystem',
  'PayoutSettled financeSystem',
] as const;

type Cast = Readonly<Record<PartName, Person>>;

const NAMES = Object.keys(PARTS) as readonly PartName[];

async function castAt(baseUrl: string, tokenOf: Stage['tokenOf']): Promise<Cast> {
  const cast: Partial<Record<PartName, Person>> = {};
  for (const name of NAMES) cast[name] = await personAt(baseUrl, await tokenOf(name), name);
  return cast as Cast;
}

/** Who a token is for, by what the server says of it. */
async function personAt(baseUrl: string, token: string, name: PartName): Promise<Person> {
  const { status, body } = await personOf(baseUrl, name, token).get<{ subject: string }>('/v1/me');
  if (status !== 200) throw new Error(`${name} is not let in: ${status} ${JSON.stringify(body)}`);
  return personOf(baseUrl, body.subject, token);
}

function subjectsOf(cast: Cast): SettledCase['subjects'] {
  return Object.fromEntries(NAMES.map((name) => [name, cast[name].subject])) as SettledCase['subjects'];
}

async function refusal(who: Person, path: string, body?: object): Promise<string> {
  const answer = await who.post<Problem>(path, body);
  if (answer.status < 400) throw new Error(`${path} must be refused, and was answered ${answer.status}`);
  return answer.body.type;
}

const LOOK_AGAIN_MS = 20;

/** The payout that follows from an acceptance, once it is there. */
async function payoutOf(who: Person, id: string, position: string): Promise<string> {
  for (;;) {
    const { body } = await who.get<{ items: readonly { id: string }[] }>(
      `/v1/payouts?case=${id}&after=${position}`,
    );
    if (body.items[0]) return body.items[0].id;
    await setTimeout(LOOK_AGAIN_MS);
  }
}

async function historyOf(cast: Cast, id: string, position: string): Promise<readonly string[]> {
  const { body } = await cast.caseworker.get<{
    items: readonly { type: string; actor: { subject: string } }[];
  }>(`/v1/cases/${id}/history?after=${position}`);
  const called = new Map<string, string>(NAMES.map((name) => [cast[name].subject, name]));
  return body.items.map(({ type, actor: { subject } }) => `${type} ${called.get(subject) ?? subject}`);
}
