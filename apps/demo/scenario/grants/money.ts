import type { Story } from '../player.js';
import { kroner, type Agency } from './agency.js';
import { accept, apply, assess, decide, payWhatIsDue, sendToTheBank, type Case } from './steps.js';
import type { Begun } from './straight.js';

/** The account was closed: what came back is paid to another, once two persons saw that it is the recipient's. */
export async function* accountCorrected(agency: Agency, callId: string, begun: Begun): Story {
  const about = {
    organisation: '317523165',
    name: 'Ny Konto',
    title: 'Sykler som blir reparert av dem som bruker dem',
  };
  const its = await apply(agency, callId, { ...about, amount: 200_000 });
  begun(its);
  yield '2027-02-26';
  await assess(agency.caseworker, its, { amount: 200_000 });
  yield '2027-03-10';
  await decide(agency, agency.caseworker, its, { amount: 200_000 });
  yield '2027-03-17';
  await accept(its);
  await payWhatIsDue(agency, its);
  yield '2027-03-22';
  const { decisionMaker, finance, scene } = agency;
  const [payout] = await payoutsOf(agency, its);
  const back = { returnedOn: scene.today, bankReference: 'R-closed', reasonCode: 'AC04' };
  await finance.send(`/v1/payouts/${payout!.id}/return`, back);
  yield '2027-03-30';
  const at = `/v1/awards/${its.id}/account-corrections`;
  await its.applicant.send(at, {
    account: '12345678911',
    evidence: 'Et brev fra banken oppgir kontoen og hvem som eier den.',
  });
  await decisionMaker.send(`${at}/1/approval`);
  yield '2027-03-31';
  await payWhatIsDue(agency, its);
}

/** Due in December, settled on 3 January: money of the new year, for which what is left of the old one is transferred. */
export async function* paidInNextYear(agency: Agency, callId: string, begun: Begun): Story {
  const about = { organisation: '313742563', name: 'Juleverkstedet', title: 'Arbeid før jul' };
  const its = await apply(agency, callId, { ...about, amount: 150_000 });
  begun(its);
  yield '2027-02-26';
  await assess(agency.caseworker, its, { amount: 150_000 });
  yield '2027-03-11';
  await decide(agency, agency.caseworker, its, { amount: 150_000, schedule: { '2027-12-15': 150_000 } });
  yield '2027-03-18';
  await accept(its);
  yield '2027-12-28';
  const [payout] = await payoutsOf(agency, its);
  await sendToTheBank(agency, payout!.id);
  yield '2028-01-03';
  const settlement = { status: 'settled', settledOn: '2028-01-03', bankReference: 'B-new-year' };
  await agency.finance.send(`/v1/payouts/${payout!.id}/settlement`, settlement);
  const transferred = { year: 2028, amount: kroner(400_000), transferredIn: kroner(150_000) };
  await agency.manager.send(`/v1/budgets/${await schemeOf(agency, its)}/appropriations`, transferred);
}

async function payoutsOf({ finance }: Agency, { id }: Case) {
  const { items } = await finance.read<{ readonly items: readonly { readonly id: string }[] }>(
    `/v1/payouts?case=${id}`,
  );
  return items;
}

async function schemeOf({ auditor }: Agency, { id }: Case): Promise<string> {
  return (await auditor.read<{ readonly schemeId: string }>(`/v1/cases/${id}`)).schemeId;
}
