import type { Receipt } from '#eventsourcing/command.js';
import * as examples from '#pilots/http/examples/pilots.js';
import { bankDayOf, done, officialsOf, YEAR } from './scheme.js';
import type { Person, System } from './system.js';

/** The directorate that runs pilots together with the one that owns the scheme. */
export const CORRECTIONS = examples.pilot.together;

/** Organisations that take part in the tests' pilots. */
export const PARTNERS = {
  town: examples.partner.organisation,
  provider: 'ny-start',
  evaluator: 'institute',
  validator: 'audit-house',
} as const;

/** Everyone who has to do with a pilot. */
export type PilotCast = Awaited<ReturnType<typeof pilotCastOf>>;

/** The people of the pilots: two directorates, those who take part, and who oversees them. */
export async function pilotCastOf(system: System) {
  return {
    ...(await officialsOf(system)),
    secondDecisionMaker: await system.as('beate', 'decision-maker', 'directorate'),
    thirdDecisionMaker: await system.as('bodil', 'decision-maker', 'directorate'),
    otherManager: await system.as('kari', 'scheme-manager', CORRECTIONS),
    otherCaseworker: await system.as('knut', 'caseworker', CORRECTIONS),
    otherDecisionMaker: await system.as('kjersti', 'decision-maker', CORRECTIONS),
    otherSecondDecisionMaker: await system.as('kristian', 'decision-maker', CORRECTIONS),
    town: await system.as('tone', ['partner', 'applicant'], PARTNERS.town),
    provider: await system.as('per', 'partner', PARTNERS.provider),
    evaluator: await system.as('eva', 'evaluator', PARTNERS.evaluator),
    validator: await system.as('vidar', 'validator', PARTNERS.validator),
    auditor: await system.as('revi', 'auditor', 'auditor-general'),
  };
}

/** Minor units. */
const PLENTY = 1_000_000_000_000;

/** A scheme whose budget bears pilots: this year's appropriation and next year's, and the authority to promise. */
export async function openPilotScheme({ manager }: PilotCast, code: string, room = PLENTY): Promise<void> {
  done(
    await manager.post('/v1/schemes', {
      code,
      name: 'Pilot with social impact bonds',
      ministry: 'Ministry of Justice',
      budgetChapter: '0430',
      budgetPost: '70',
      goal: 'Less reoffending',
      targetGroup: 'Persons of 18 to 30',
      currency: 'NOK',
      regulation: {
        version: '1',
        inForceFrom: `${YEAR - 2}-01-01`,
        criteria: [{ code: 'need', title: 'Need', min: 1, max: 5, weight: 1 }],
        multiYear: true,
        legalReferences: [],
      },
    }),
  );
  const amount = { amount: room, currency: 'NOK' };
  for (const year of [YEAR, YEAR + 1])
    done(await manager.post(`/v1/budgets/${code}/appropriations`, { year, amount }));
  done(await manager.post(`/v1/budgets/${code}/commitment-authorities`, { year: YEAR, amount }));
}

/** Attests, approves and instructs a payout; the bank then settles it where asked. */
export async function sendToTheBank(
  { attester, secondDecisionMaker, finance }: PilotCast,
  payout: string,
): Promise<Receipt> {
  const at = `/v1/payouts/${payout}`;
  done(await attester.post(`${at}/attestation`));
  done(await secondDecisionMaker.post(`${at}/approval`));
  return done(await finance.post(`${at}/instruction`));
}

/** The bank says that all of it was paid. */
export async function settlePayout({ finance }: PilotCast, payout: string): Promise<Receipt> {
  const settled = { status: 'settled', settledOn: bankDayOf(finance), bankReference: 'BANK-1' };
  return done(await finance.post(`/v1/payouts/${payout}/settlement`, settled));
}

/** A payout as its list shows it. */
export interface ShownPayout {
  readonly id: string;
  readonly status: string;
  readonly amount: { readonly amount: number };
}

/** Payouts of a pilot once its events up to a position are in the list; the last one ordered comes last. */
export async function payoutsOf(reader: Person, pilot: string, position: string): Promise<ShownPayout[]> {
  const { body } = await reader.get<{ items: (ShownPayout & { instalment: number })[] }>(
    `/v1/payouts?case=${pilot}&after=${position}`,
  );
  return body.items.toSorted((a, b) => a.instalment - b.instalment);
}

/** A refusal as tests expect it. */
export function refusedAs(status: number, code: string, more: object = {}) {
  return { status, body: { type: `urn:tilsagn:problem:${code}`, ...more } };
}
