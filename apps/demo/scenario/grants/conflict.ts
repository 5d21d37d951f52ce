import type { Story } from '../player.js';
import type { Agency } from './agency.js';
import { accept, apply, assess, decide, payWhatIsDue } from './steps.js';
import type { Begun } from './straight.js';

/** The decision-maker turns out to be married to the manager: nothing is paid until a superior upholds the decision. */
export async function* foundAfterDecision(agency: Agency, callId: string, begun: Begun): Story {
  const about = { organisation: '312374188', name: 'Nabohjelpa', title: 'Naboer som hjelper hverandre' };
  const its = await apply(agency, callId, { ...about, amount: 240_000 });
  begun(its);
  yield '2027-02-20';
  await assess(agency.caseworker, its, { amount: 240_000 });
  yield '2027-03-05';
  const schedule = { '2027-03-05': 120_000, '2027-09-01': 120_000 };
  await decide(agency, agency.caseworker, its, { amount: 240_000, schedule });
  yield '2027-03-11';
  await accept(its);
  await payWhatIsDue(agency, its);
  yield '2027-08-20';
  const at = `/v1/applications/${its.id}`;
  await agency.decisionMaker.send(`${at}/impartiality`, {
    conflict: true,
    statement: 'Mannen min har ledet virksomheten siden før den søkte.',
  });
  yield '2027-09-02';
  await payWhatIsDue(agency, its);
  yield '2027-09-20';
  await agency.superior.send(`${at}/upholding`, {
    grounds: 'Poengene er saksbehandlerens alene, og andre med samme poeng fikk like mye.',
  });
  await payWhatIsDue(agency, its);
}
