import { bankDayOf, done, documentOf, officialsOf, YEAR } from './scheme.js';
import type { Asked, Person } from './system.js';

/** Everyone who has to do with a case. */
export type Cast = Awaited<ReturnType<typeof castOf>>;

const BODY = '974760673';

/** The people of the cases. */
export async function castOf(system: Asked) {
  return {
    applicant: await system.as('ola', 'applicant', '987654325'),
    ...(await officialsOf(system)),
    approver: await system.as('beate', 'decision-maker', 'directorate'),
    superior: await system.as('sigrid', 'superior', 'directorate'),
    appealBody: await system.as('klara', 'appeal-body', BODY),
    auditor: await system.as('revi', 'auditor', 'auditor-general'),
  };
}

const NOK = (amount: number) => ({ amount, currency: 'NOK' });
const GRANT = NOK(300_000);

/** Rules that know every turn a case can take. */
export const RICH_RULES = {
  version: '1',
  inForceFrom: `${YEAR - 2}-01-01`,
  criteria: [{ code: 'need', title: 'Need', min: 1, max: 5, weight: 1 }],
  eligibility: { checks: [{ code: 'no-dividend', text: 'No dividend', required: true }] },
  multiYear: true,
  supplement: { weeks: 3 },
  acceptance: { weeks: 3 },
  forewarning: { weeks: 2 },
  appeal: { period: { weeks: 3 }, outerLimit: { years: 1 }, body: BODY, bodyName: 'Ministry' },
  reporting: [
    {
      code: 'annual',
      title: 'Report',
      every: 'year',
      dueMonth: 3,
      dueDay: 31,
      withAccounts: true,
      withAuditorStatement: false,
    },
  ],
  limitation: { years: 3 },
  legalReferences: [],
};

/** A scheme whose rules know every turn a case can take; answers its open call. */
export async function openRichScheme({ manager }: Cast, code: string): Promise<string> {
  done(
    await manager.post('/v1/schemes', {
      code,
      name: 'Social entrepreneurship',
      ministry: 'Ministry of Labour',
      budgetChapter: '0621',
      budgetPost: '70',
      goal: 'New solutions',
      targetGroup: 'People outside working life',
      currency: 'NOK',
      regulation: RICH_RULES,
    }),
  );
  done(await manager.post(`/v1/budgets/${code}/appropriations`, { year: YEAR, amount: NOK(1_000_000_000) }));
  const call = done(
    await manager.post('/v1/calls', {
      code: `${code}-call`,
      schemeId: code,
      regulationVersion: '1',
      title: 'Call',
      frame: NOK(1_000_000_000),
      opensAt: `${YEAR - 1}-01-01T00:00:00Z`,
      closesAt: `${YEAR + 10}-01-01T00:00:00Z`,
    }),
  );
  return call.id;
}

/** A case on its way: what its states are reached with. */
interface OnItsWay {
  readonly cast: Cast;
  readonly id: string;
  readonly send: (person: Person, path: string, body?: unknown) => Promise<string>;
  /** Id of the first payout, appeal, report or recovery of the case. */
  readonly first: (list: string) => Promise<string>;
}

type Step = (on: OnItsWay) => Promise<unknown>;

const application = (name: string, who: keyof Cast, body?: unknown): Step => {
  return ({ cast, id, send }) => send(cast[who], `/v1/applications/${id}/${name}`, body);
};
const award = (name: string, who: keyof Cast, body?: unknown): Step => {
  return ({ cast, id, send }) => send(cast[who], `/v1/awards/${id}/${name}`, body);
};
const part = (list: string, name: string, who: keyof Cast, body?: unknown): Step => {
  return async ({ cast, send, first }) => send(cast[who], `/v1/${list}/${await first(list)}/${name}`, body);
};

const proposal = {
  outcome: 'granted',
  amount: GRANT,
  grounds: 'It fits the goal of the scheme',
  conditions: ['Accounts by 31 March'],
  schedule: [{ dueDate: `${YEAR}-01-01`, amount: GRANT }],
};
const rejection = { outcome: 'rejected', amount: NOK(0) };

const assigned = [application('assignment', 'caseworker')];
const impartial = [...assigned, application('impartiality', 'caseworker', { conflict: false })];
const eligible = [
  ...impartial,
  application('eligibility', 'caseworker', { checks: [{ code: 'no-dividend', met: true }] }),
];
const scored = [
  ...eligible,
  application('scores', 'caseworker', {
    scores: [{ criterion: 'need', score: 5, rationale: 'Many need it' }],
  }),
];
const recommended = [
  ...scored,
  application('recommendation', 'caseworker', { outcome: 'granted', amount: GRANT, rationale: 'Worth it' }),
];
const proposed = [...recommended, application('proposal', 'caseworker', proposal)];
const decided = [
  ...proposed,
  application('approval', 'decisionMaker', { impartiality: { conflict: false } }),
];
const notice = application('notification', 'caseworker', { channel: 'portal' });
const notified = [...decided, notice];
const accepted = [...notified, award('acceptance', 'applicant')];
const attested = [...accepted, part('payouts', 'attestation', 'attester')];
const instructed = [
  ...attested,
  part('payouts', 'approval', 'approver'),
  part('payouts', 'instruction', 'finance'),
];
const paid: Step[] = [
  ...instructed,
  async ({ cast: { finance }, send, first }) =>
    send(finance, `/v1/payouts/${await first('payouts')}/settlement`, {
      status: 'settled',
      settledOn: bankDayOf(finance),
      bankReference: 'B-1',
    }),
];
const rejected = [
  ...scored,
  application('recommendation', 'caseworker', { ...rejection, rationale: 'Others are better' }),
  application('proposal', 'caseworker', { ...rejection, grounds: 'Others are better' }),
  application('approval', 'decisionMaker', { impartiality: { conflict: false } }),
  notice,
];
const appealed: Step[] = [
  ...rejected,
  ({ cast, id, send }) =>
    send(cast.applicant, `/v1/cases/${id}/appeals`, {
      against: { kind: 'decision', number: 1 },
      grounds: 'The need was overlooked',
    }),
];

/** States of a case by name, each with the steps that lead there. */
export const CASE_STATES: Readonly<Record<string, readonly Step[]>> = {
  submitted: [],
  assigned,
  impartial,
  'awaiting supplement': [
    ...impartial,
    application('supplement-request', 'caseworker', { items: ['The accounts'] }),
  ],
  eligible,
  scored,
  recommended,
  proposed,
  returned: [
    ...proposed,
    application('impartiality', 'decisionMaker', { conflict: false }),
    application('return', 'decisionMaker', { grounds: 'Too much' }),
  ],
  granted: decided,
  notified,
  'accepted, payout due': accepted,
  'payout attested': attested,
  'payout instructed': instructed,
  'payout failed': [
    ...instructed,
    part('payouts', 'settlement', 'finance', { status: 'failed', reasonCode: 'AC04' }),
  ],
  paid,
  'amendment proposed': [
    ...accepted,
    award('amendments', 'caseworker', {
      kind: 'conditions',
      addConditions: [{ text: 'Results are published' }],
      grounds: 'Others want to know',
    }),
  ],
  'account correction proposed': [
    ...accepted,
    award('account-corrections', 'applicant', {
      account: '12345678911',
      evidence: 'A letter of the bank',
    }),
  ],
  'report submitted': [
    ...paid,
    part('reports', 'submission', 'applicant', {
      text: 'Done',
      accounts: [{ text: 'Salaries', amount: GRANT }],
      spent: GRANT,
    }),
  ],
  'unspent money forewarned': [
    ...paid,
    part('reports', 'submission', 'applicant', {
      text: 'Done',
      accounts: [{ text: 'Salaries', amount: NOK(200_000) }],
      spent: NOK(200_000),
    }),
    part('reports', 'approval', 'caseworker'),
  ],
  'revocation forewarned': [
    ...paid,
    award('revocation-forewarning', 'caseworker', { grounds: 'The work was stopped' }),
  ],
  rejected,
  appealed,
  'reversal proposed': [
    ...appealed,
    part('appeals', 'reversal', 'caseworker', {
      grounds: 'The need is documented',
      newDecision: {
        outcome: 'granted',
        amount: GRANT,
        schedule: [{ dueDate: `${YEAR}-01-01`, amount: GRANT }],
      },
    }),
  ],
  'appeal forwarded': [
    ...appealed,
    part('appeals', 'forwarding', 'caseworker', { statement: 'Nothing new was said' }),
  ],
  withdrawn: [application('withdrawal', 'applicant', { grounds: 'Financed otherwise' })],
};

/** A fresh case in a state; answers its id and the position from which the read models show it. */
export async function caseIn(
  state: string,
  cast: Cast,
  callId: string,
): Promise<{ readonly id: string; readonly position: string }> {
  let position = '';
  const send = async (person: Person, path: string, body?: unknown) => {
    const receipt = done(await person.post(path, body));
    position = receipt.position;
    return receipt.id;
  };
  const id = await send(cast.applicant, '/v1/applications', { callId, ...documentOf(400_000) });
  await send(cast.applicant, `/v1/applications/${id}/submission`);
  const first = async (list: string) => {
    for (;;) {
      const { body } = await cast.caseworker.get<{ items?: { id: string }[] }>(
        `/v1/${list}?case=${id}&after=${position}`,
      );
      if (body.items?.[0]) return body.items[0].id;
    }
  };
  for (const step of CASE_STATES[state]!) await step({ cast, id, send, first });
  return { id, position };
}
