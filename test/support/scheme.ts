import { yearOf } from '#calendar/oslo.js';
import { TODAY, type Answer, type Asked, type Person, type Receipt } from './system.js';
import { todayIn } from './time.js';

/** The year the tests' budgets are for: payments due on its first day, or received then, lie behind. */
export const YEAR = yearOf(TODAY);

/** The directorate of the tests. */
export const DIRECTORATE = 'directorate';

/** Asserts that a command was carried out. */
export function done(answer: Answer<Receipt>): Receipt {
  if (answer.status !== 200 && answer.status !== 201)
    throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** The date that the system of a finance person shows: casts are nothing but persons, and are handed on without it. */
const days = new WeakMap<Person, () => string>();

/** The date on which the bank settles what the finance person has just instructed. */
export function bankDayOf(finance: Person): string {
  return days.get(finance)!();
}

/** Officials of a directorate. */
export async function officialsOf(system: Asked, organisation = DIRECTORATE) {
  const officials = {
    manager: await system.as('mette', 'scheme-manager', organisation),
    caseworker: await system.as('anna', 'caseworker', organisation),
    decisionMaker: await system.as('berit', 'decision-maker', organisation),
    attester: await system.as('carl', 'attester', organisation),
    finance: await system.as('dina', 'finance', organisation),
  };
  days.set(officials.finance, () => todayIn(system));
  return officials;
}

/** The officials of one directorate. */
export type Officials = Awaited<ReturnType<typeof officialsOf>>;

/** Establishes a scheme with an appropriation (minor units) and an open call, for a year; answers the call's id. */
export async function openScheme(
  manager: Person,
  code: string,
  appropriation: number,
  rules: object = {},
  year = YEAR,
): Promise<string> {
  const regulation = {
    version: '1',
    inForceFrom: `${year - 1}-01-01`,
    criteria: [{ code: 'need', title: 'Need', min: 1, max: 5, weight: 1 }],
    multiYear: true,
    legalReferences: [],
    ...rules,
  };
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
      regulation,
    }),
  );
  const amount = { amount: appropriation, currency: 'NOK' };
  done(await manager.post(`/v1/budgets/${code}/appropriations`, { year, amount }));
  const call = done(
    await manager.post('/v1/calls', {
      code: `${code}-call`,
      schemeId: code,
      regulationVersion: '1',
      title: 'Call',
      frame: amount,
      opensAt: `${year - 1}-01-01T00:00:00Z`,
      closesAt: `${year + 10}-01-01T00:00:00Z`,
    }),
  );
  return call.id;
}

/** What an applicant writes. */
export const documentOf = (amount: number) => ({
  applicant: {
    name: 'Verkstedet',
    contactPerson: 'Kari Nordmann',
    email: 'kari@verkstedet.example',
    account: '86011117947',
  },
  title: 'Work training',
  summary: 'Six places in the workshop',
  amount: { amount, currency: 'NOK' },
});

/** An application, drafted and submitted; answers its id. */
export async function submitApplication(
  applicant: Person,
  callId: string,
  amount: number,
  more: object = {},
): Promise<string> {
  const { id } = done(await applicant.post('/v1/applications', { callId, ...documentOf(amount), ...more }));
  done(await applicant.post(`/v1/applications/${id}/submission`));
  return id;
}

/** Takes a submitted application to a proposal to grant it, in one instalment that is due on the first day of a year. */
export async function prepareGrant(
  caseworker: Person,
  id: string,
  amount: number,
  year = YEAR,
): Promise<Receipt> {
  const grant = { amount, currency: 'NOK' };
  const step = async (name: string, body?: unknown) =>
    done(await caseworker.post(`/v1/applications/${id}/${name}`, body));
  await step('assignment');
  await step('impartiality', { conflict: false });
  await step('scores', { scores: [{ criterion: 'need', score: 5, rationale: 'Many need it' }] });
  await step('recommendation', { outcome: 'granted', amount: grant, rationale: 'Worth it' });
  return step('proposal', {
    outcome: 'granted',
    amount: grant,
    grounds: 'It fits the goal of the scheme',
    conditions: ['Accounts by 31 March'],
    schedule: [{ dueDate: `${year}-01-01`, amount: grant }],
  });
}
