import { kroner, openScheme } from '../grants/agency.js';
import { accept, assess, decide, payWhatIsDue } from '../grants/steps.js';
import { report } from '../grants/straight.js';
import type { Story } from '../player.js';
import { CORRECTIONS, ORGANISATIONS, type Cast } from './cast.js';
import { COHORTS, contract } from './contract.js';
import { AT, measure, milestone, PILOT, refusing, sentences, sign, type Refusals } from './steps.js';

const SCHEME = 'reoffending-pilot';

/** A part of a story that others go on from. */
type Telling<Result> = AsyncGenerator<string, Result, undefined>;

/** The whole story, told in steps; `linked` hears the id of the municipality's grant. */
export async function* told(cast: Cast, refusals: Refusals, linked: (id: string) => void): Story {
  yield* framework(cast, refusals);
  const grant = yield* developmentCosts(cast);
  linked(grant);
  yield* agreement(cast, refusals, grant);
  yield* delivery(cast, grant);
  yield* measurements(cast, refusals);
  yield* settlement(cast, refusals);
}

/** Two directorates lay down what binds the pilot; one alone cannot. */
async function* framework({ scene, labour, corrections }: Cast, refusals: Refusals): Story {
  const refused = refusing(refusals, () => scene.today);
  await openScheme(labour, SCHEME, { 2027: 20_000_000, 2029: 3_000_000, 2030: 3_000_000 }, 10_000_000);
  await labour.manager.send('/v1/pilots', {
    code: PILOT,
    schemeId: SCHEME,
    title: 'Fewer relapses among those of 18 to 30',
    targetGroup: 'Persons of 18 to 30 who were released from one of two prisons',
    together: CORRECTIONS,
  });
  yield '2027-01-11';
  const version = '2027-1';
  await corrections.manager.send(`${AT}/framework`, {
    version,
    inForceFrom: '2027-03-01',
    purpose:
      'Less reoffending by new ways in which the public, social entrepreneurs and investors work together.',
    targetGroup: 'Persons of 18 to 30 who were released from one of two prisons',
    maxParticipants: 120,
    maxStateShare: kroner(2_000_000).amount,
    legalReferences: ['Prop. 1 S (2026–2027), chapter 621 post 70'],
  });
  yield '2027-02-15';
  await corrections.decisionMaker.send(`${AT}/framework/adoption`, { version });
  const again = [corrections.secondDecisionMaker, 'framework/adoption', { version }] as const;
  await refused('one directorate adopts the framework twice', 'other-directorate', ...again);
  yield '2027-02-22';
  await labour.decisionMaker.send(`${AT}/framework/adoption`, { version });
}

/** The municipality's development costs are an ordinary grant that belongs to the pilot. */
async function* developmentCosts({ labour, town }: Cast): Telling<string> {
  const callId = `${SCHEME}-2028`;
  await labour.manager.send('/v1/calls', {
    code: callId,
    schemeId: SCHEME,
    regulationVersion: '2027-1',
    title: 'Development costs of municipalities that take part',
    frame: kroner(1_000_000),
    opensAt: '2027-02-22T06:00:00Z',
    closesAt: '2027-03-31T10:00:00Z',
  });
  yield '2027-03-08';
  const { id } = await town.send('/v1/applications', {
    callId,
    applicant: { name: 'Sundby municipality', contactPerson: 'Tone Berg', account: '86011117947' },
    title: 'Development of the pilot against reoffending',
    amount: kroner(600_000),
    budgetLines: [
      { text: 'A project leader for ten months', amount: kroner(450_000) },
      { text: 'Legal advice on the contract', amount: kroner(150_000) },
    ],
    language: 'nn',
  });
  await town.send(`/v1/applications/${id}/submission`);
  const its = { id, applicant: town };
  yield '2027-04-05';
  await assess(labour.caseworker, its, { amount: 500_000 });
  yield '2027-04-12';
  await decide(labour, labour.caseworker, its, { amount: 500_000 });
  yield '2027-04-19';
  await accept(its);
  await payWhatIsDue(labour, its);
  return id;
}

/** Partners join, the directorates look at what the terms would pay, and all sign. */
async function* agreement(
  { scene, labour, corrections, town, provider }: Cast,
  refusals: Refusals,
  applicationId: string,
): Story {
  const refused = refusing(refusals, () => scene.today);
  const { caseworker } = labour;
  const partners = [
    {
      organisation: ORGANISATIONS.town,
      name: 'Sundby municipality',
      role: 'municipality',
      account: '86011117947',
    },
    { organisation: ORGANISATIONS.provider, name: 'Ny Start', role: 'service-provider' },
    { organisation: ORGANISATIONS.evaluator, name: 'Institute for Evaluation', role: 'evaluator' },
    { organisation: ORGANISATIONS.validator, name: 'Statistics and Audit', role: 'validator' },
  ];
  for (const partner of partners) await caseworker.send(`${AT}/partners`, partner);
  await caseworker.send(`${AT}/development-grants`, { applicationId });
  yield '2027-05-10';
  const uncapped = { ...contract, terms: { ...contract.terms, caps: {} } };
  await refused(
    'a contract without a cap of the state',
    'contract-invalid',
    caseworker,
    'contract',
    uncapped,
  );
  await caseworker.send(`${AT}/contract`, contract);
  yield '2027-05-24';
  await sign(provider);
  const digest = '0'.repeat(64);
  await refused('a party signs another contract', 'other-contract', town, 'contract/signature', { digest });
  await sign(town);
  yield '2027-05-31';
  await sign(corrections.decisionMaker);
  await sign(labour.decisionMaker);
}

/** Three cohorts are taken in and served; the directorates follow up. */
async function* delivery({ scene, labour, corrections, town, provider }: Cast, grant: string): Story {
  const { caseworker } = labour;
  yield '2027-06-21';
  await corrections.caseworker.send(`${AT}/visits`, {
    on: '2027-10-12',
    purpose: 'How participants are taken in',
  });
  await caseworker.send(`${AT}/risks`, {
    title: 'Too few are released to the town',
    likelihood: 'medium',
    consequence: 'high',
    measure: 'A second prison joins.',
  });
  for (const [cohort, openedOn] of Object.entries(COHORTS)) {
    yield openedOn;
    await caseworker.send(`${AT}/cohorts`, { cohort, openedOn });
    if (cohort === 'autumn') {
      yield '2027-10-12';
      await corrections.caseworker.send(`${AT}/visits/1/report`, {
        heldOn: scene.today,
        findings: 'The first talks come two weeks later than planned.',
      });
    }
    if (cohort === 'spring') {
      yield '2028-03-20';
      await report(labour, { id: grant, applicant: town }, 500_000);
    }
    yield plusMonths(openedOn, 3);
    await caseworker.send(`${AT}/cohorts/${cohort}/closure`, { closedOn: scene.today, persons: 40 });
    await provider.send(`${AT}/cohorts/${cohort}/service`, {
      period: { from: openedOn, to: scene.today },
      persons: 38,
      summary: 'Two mentors each, and a place to live.',
    });
  }
  await provider.send(`${AT}/status-reports`, {
    period: { from: '2028-06-01', to: '2028-11-30' },
    summary: 'All places are taken; two of the mentors left.',
  });
  await caseworker.send(`${AT}/risks/1/closure`, { grounds: 'The second prison has joined.' });
}

/** Every cohort is measured and verified; one measurement is disputed and corrected. */
async function* measurements({ scene, evaluator, validator, provider }: Cast, refusals: Refusals): Story {
  const refused = refusing(refusals, () => scene.today);
  yield '2029-01-15';
  await measure(evaluator, validator, milestone('both-prisons', '2027-09-01', '2028-12-31'));
  yield '2029-03-12';
  const tooMany = sentences('autumn', '2027-09-01', '2028-11-30', 55, 41);
  await refused('more persons than the cohort has', 'measurement-invalid', evaluator, 'measurements', {
    outcome: tooMany,
  });
  await measure(evaluator, validator, sentences('autumn', '2027-09-01', '2028-11-30', 54, 40));
  yield '2029-09-10';
  const spring = await measure(evaluator, validator, sentences('spring', '2028-03-01', '2029-05-31', 58, 40));
  yield '2029-09-24';
  await provider.send(`${AT}/measurements/${spring}/dispute`, {
    grounds: 'Three of the sentences are for acts committed before the release.',
  });
  yield '2029-10-08';
  await evaluator.send(`${AT}/measurements/${spring}/correction`, {
    outcome: sentences('spring', '2028-03-01', '2029-05-31', 55, 40),
    grounds: 'Three acts were dated before the release.',
  });
  await validator.send(`${AT}/measurements/${spring}/verification`);
  yield '2030-03-11';
  await measure(evaluator, validator, sentences('late', '2028-09-01', '2029-11-30', 52, 40));
  await measure(evaluator, validator, milestone('in-work', '2027-09-01', '2029-12-31'));
}

/** Calculated, reviewed, approved by both, paid; the pilot is closed. */
async function* settlement(cast: Cast, refusals: Refusals): Story {
  const { scene, labour, corrections } = cast;
  const refused = refusing(refusals, () => scene.today);
  yield '2030-04-08';
  await labour.caseworker.send(`${AT}/settlements`, { final: true });
  await corrections.caseworker.send(`${AT}/settlements/1/review`, {
    note: "Counts compared with the evaluator's report.",
  });
  yield '2030-04-15';
  const approval = 'settlements/1/approval';
  await corrections.decisionMaker.send(`${AT}/${approval}`);
  const alone = [corrections.secondDecisionMaker, approval] as const;
  await refused('one directorate approves the settlement twice', 'other-directorate', ...alone);
  yield '2030-04-22';
  await labour.decisionMaker.send(`${AT}/${approval}`);
  yield '2030-05-06';
  await payWhatIsDue(labour, { id: PILOT, applicant: cast.town });
  const { items } = await labour.auditor.read<{
    readonly items: readonly { readonly differences: readonly { payer: string; difference: number }[] }[];
  }>(`${AT}/settlements`);
  const share = items[0]!.differences.find(({ payer }) => payer === 'town')!.difference;
  yield '2030-05-20';
  await labour.finance.send(`${AT}/share-payments`, {
    payer: 'town',
    amount: { amount: share, currency: 'NOK' },
    paidOn: scene.today,
    reference: 'SUNDBY-2030-1',
  });
  await labour.decisionMaker.send(`${AT}/closure`, {
    conclusion: 'The service is continued by the municipality.',
  });
}

function plusMonths(date: string, months: number): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  return new Date(Date.UTC(year, month - 1 + months, day)).toISOString().slice(0, 10);
}
