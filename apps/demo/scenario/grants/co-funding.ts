import type { Story } from '../player.js';
import type { Agency } from './agency.js';
import { recover } from './later.js';
import { accept, apply, assess, decide, payWhatIsDue } from './steps.js';
import { report, type Begun } from './straight.js';

const GROUNDS = 'Kommunen betalte 60 000 av de 100 000 kronene den hadde lovet.';

/** Of 100 000 promised 60 000 came: a grant of 300 000 comes to 180 000, the unpaid 50 000 are cut and 70 000 claimed back. */
export async function* coFundingFellShort(agency: Agency, callId: string, begun: Begun): Story {
  const { caseworker, decisionMaker } = agency;
  const its = await apply(agency, callId, {
    organisation: '311956833',
    name: 'Delt Regning',
    title: 'Et reparasjonsverksted med kommunen',
    amount: 300_000,
    coFunding: 100_000,
  });
  begun(its);
  yield '2027-02-27';
  await assess(caseworker, its, { amount: 300_000 });
  yield '2027-03-09';
  await decide(agency, caseworker, its, {
    amount: 300_000,
    schedule: { '2027-04-01': 250_000, '2027-12-20': 50_000 },
  });
  yield '2027-03-16';
  await accept(its);
  yield '2027-04-02';
  await payWhatIsDue(agency, its);
  yield '2028-03-20';
  const reportId = await report(agency, its, 250_000, 60_000);
  yield '2028-03-21';
  await caseworker.send(`/v1/awards/${its.id}/revocation-forewarning`, { reportId, grounds: GROUNDS });
  yield '2028-04-18';
  await caseworker.send(`/v1/awards/${its.id}/revocation`, { grounds: GROUNDS });
  await decisionMaker.send(`/v1/awards/${its.id}/revocation-approval`);
  yield '2028-05-05';
  yield* recover(agency, its, { '2028-05-26': 70_000 });
}
