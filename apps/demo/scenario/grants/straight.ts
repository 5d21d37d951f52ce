import type { Story } from '../player.js';
import { kroner, type Agency } from './agency.js';
import { accept, apply, assess, decide, payWhatIsDue, type Case } from './steps.js';

/** Makes the case of a story known as soon as it exists. */
export type Begun = (begun: Case) => void;

/** Granted in full, accepted, paid, reported, closed. */
export async function* fullGrant(agency: Agency, callId: string, begun: Begun): Story {
  const about = {
    organisation: '310514500',
    name: 'Verkstedet AS',
    title: 'Et verksted som fører til arbeid',
  };
  const its = await apply(agency, callId, { ...about, amount: 900_000 });
  begun(its);
  yield '2027-02-15';
  await assess(agency.caseworker, its, { amount: 900_000, points: 5 });
  yield '2027-03-01';
  await decide(agency, agency.caseworker, its, {
    amount: 900_000,
    conditions: ['Resultatene deles med kommunen.'],
  });
  yield '2027-03-08';
  await accept(its);
  yield '2027-03-10';
  await payWhatIsDue(agency, its);
  yield '2027-12-15';
  await agency.caseworker.send(`/v1/awards/${its.id}/conditions/1/fulfilment`, {
    evidence: 'Referat fra møtet med kommunen.',
  });
  yield '2028-03-20';
  await report(agency, its, 900_000);
  yield '2028-04-10';
  await agency.caseworker.send(`/v1/awards/${its.id}/closing`, { note: 'Alt er betalt og rapportert.' });
}

/** Granted in part. */
export async function* partGrant(agency: Agency, callId: string, begun: Begun): Story {
  const about = { organisation: '315452694', name: 'Kafé Nabo', title: 'En kafé drevet av naboene' };
  const its = await apply(agency, callId, { ...about, amount: 600_000 });
  begun(its);
  yield '2027-02-16';
  await assess(agency.caseworker, its, { amount: 400_000, points: 4 });
  yield '2027-03-01';
  await decide(agency, agency.caseworker, its, { amount: 400_000 });
  yield '2027-03-09';
  await accept(its);
  await payWhatIsDue(agency, its);
}

/** The grant is not accepted in time: it lapses, and its money is free again. */
export async function* lapse(agency: Agency, callId: string, begun: Begun): Story {
  const about = { organisation: '311493744', name: 'Stille Vann', title: 'Båter bygd av unge' };
  const its = await apply(agency, callId, { ...about, amount: 350_000 });
  begun(its);
  yield '2027-02-17';
  await assess(agency.caseworker, its, { amount: 350_000 });
  yield '2027-03-02';
  await decide(agency, agency.caseworker, its, { amount: 350_000 });
  yield '2027-04-05';
  await its.applicant.refused('acceptance-deadline-passed', `/v1/awards/${its.id}/acceptance`);
}

/** The recipient does not want the grant after all: its money is free at once. */
export async function* declined(agency: Agency, callId: string, begun: Begun): Story {
  const about = {
    organisation: '312469251',
    name: 'Nytt Spor',
    title: 'Sykler reparert av dem som sykler',
  };
  const its = await apply(agency, callId, { ...about, amount: 280_000 });
  begun(its);
  yield '2027-02-20';
  await assess(agency.caseworker, its, { amount: 280_000 });
  yield '2027-03-05';
  await decide(agency, agency.caseworker, its, { amount: 280_000 });
  yield '2027-03-15';
  await its.applicant.send(`/v1/awards/${its.id}/declining`, {
    grounds: 'Kommunen har overtatt verkstedet.',
  });
}

/** The caseworker turns out to know the applicant; a stand-in takes over. */
export async function* standIn(agency: Agency, callId: string, begun: Begun): Story {
  const about = { organisation: '319050728', name: 'Ny Start', title: 'En vei tilbake etter fengsel' };
  const its = await apply(agency, callId, { ...about, amount: 500_000 });
  begun(its);
  yield '2027-02-18';
  const at = `/v1/applications/${its.id}`;
  await agency.caseworker.send(`${at}/assignment`);
  await agency.caseworker.send(`${at}/impartiality`, {
    conflict: true,
    statement: 'En nær slektning arbeider hos søkeren.',
  });
  await agency.standIn.send(`${at}/assignment`, { note: 'Stedfortreder for saksbehandleren.' });
  yield '2027-02-22';
  await assess(agency.standIn, its, { amount: 500_000 });
  yield '2027-03-03';
  await decide(agency, agency.standIn, its, { amount: 500_000 });
  yield '2027-03-12';
  await accept(its);
  await payWhatIsDue(agency, its);
}

/** What was missing is asked for and does not come: the application is found inadmissible. */
export async function* supplementMissed(agency: Agency, callId: string, begun: Begun): Story {
  const about = { organisation: '315549175', name: 'Håp', title: 'Arbeid til dem som trenger det' };
  const its = await apply(agency, callId, { ...about, amount: 250_000 });
  begun(its);
  yield '2027-02-19';
  const at = `/v1/applications/${its.id}`;
  const { caseworker, decisionMaker, scene } = agency;
  await caseworker.send(`${at}/assignment`);
  await caseworker.send(`${at}/impartiality`, { conflict: false });
  await caseworker.send(`${at}/supplement-request`, { items: ['Vedtektene', 'Regnskapet for i fjor'] });
  yield '2027-03-16';
  await its.applicant.refused('wrong-state', `${at}/supplement`, { answer: 'Her er de.' });
  const nothing = { outcome: 'inadmissible', amount: kroner(0) };
  await caseworker.send(`${at}/recommendation`, { ...nothing, rationale: 'Vedtektene kom ikke.' });
  await caseworker.send(`${at}/proposal`, {
    ...nothing,
    grounds: 'Vi ba om vedtektene og fikk dem ikke, så vi kan ikke se om virksomheten kan søke.',
  });
  await decisionMaker.send(`${at}/approval`, { impartiality: { conflict: false } });
  await caseworker.send(`${at}/notification`, { receivedOn: scene.today, channel: 'portal' });
}

/** The recipient reports with accounts, and the report is approved. Kroner. */
export async function report(
  agency: Agency,
  { id, applicant }: Case,
  spent: number,
  coFunding = 0,
): Promise<string> {
  const { items } = await applicant.read<{
    readonly items: readonly { readonly id: string; readonly status: string }[];
  }>(`/v1/reports?case=${id}`);
  const open = items.find(({ status }) => status === 'required' || status === 'returned')!;
  await applicant.send(`/v1/reports/${open.id}/submission`, {
    text: 'Tolv deltok, åtte av dem har arbeid nå.',
    accounts: [{ text: 'Lønn og materialer', amount: kroner(spent) }],
    spent: kroner(spent),
    totalCosts: kroner(spent + coFunding),
    coFunding: kroner(coFunding),
  });
  await agency.caseworker.send(`/v1/reports/${open.id}/approval`);
  return open.id;
}
