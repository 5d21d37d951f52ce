import type { Story } from '../player.js';
import { kroner, type Agency } from './agency.js';
import { accept, apply, assess, decide, payWhatIsDue } from './steps.js';
import type { Begun } from './straight.js';

/** Rejected; the appeal lies in the post over the last day to appeal, and is in time by the day it was posted. */
export async function* appealByPost(agency: Agency, callId: string, begun: Begun): Story {
  const about = { organisation: '319583513', name: 'Brevduen', title: 'Brev mot ensomhet' };
  const its = await apply(agency, callId, { ...about, amount: 180_000 });
  begun(its);
  yield '2027-02-24';
  await assess(agency.caseworker, its, { amount: 0, points: 3 });
  yield '2027-03-04';
  await decide(agency, agency.caseworker, its, { amount: 0 });
  yield '2027-03-31';
  const { caseworker, decisionMaker, scene } = agency;
  const { id } = await caseworker.send(`/v1/cases/${its.id}/appeal-registration`, {
    against: { kind: 'decision', number: 1 },
    grounds: 'Brevene fra de to kommunene ble ikke regnet med.',
    arrival: { channel: 'post', sentOn: '2027-03-24' },
  });
  yield '2027-04-06';
  await caseworker.send(`/v1/appeals/${id}/reversal`, {
    newDecision: {
      outcome: 'granted',
      amount: kroner(180_000),
      schedule: [{ dueDate: '2027-04-15', amount: kroner(180_000) }],
    },
    grounds: 'Brevene lå ved søknaden og svarer på det som manglet.',
  });
  await decisionMaker.send(`/v1/appeals/${id}/reversal-approval`);
  await caseworker.send(`/v1/appeals/${id}/notification`, { receivedOn: scene.today, channel: 'letter' });
  yield '2027-04-12';
  await accept(its);
  yield '2027-04-16';
  await payWhatIsDue(agency, its);
}
