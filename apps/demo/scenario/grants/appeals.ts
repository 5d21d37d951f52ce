import type { Story } from '../player.js';
import { kroner, type Agency } from './agency.js';
import { accept, appeal, apply, assess, decide, payWhatIsDue, type Case } from './steps.js';
import type { Begun } from './straight.js';

/** A rejected application whose applicant may appeal. */
async function* rejected(
  agency: Agency,
  callId: string,
  about: { readonly organisation: string; readonly name: string; readonly title: string },
  begun: Begun,
): AsyncGenerator<string, Case, undefined> {
  const its = await apply(agency, callId, { ...about, amount: 300_000 });
  begun(its);
  yield '2027-02-23';
  await assess(agency.caseworker, its, { amount: 0, points: 3 });
  yield '2027-03-04';
  await decide(agency, agency.caseworker, its, { amount: 0 });
  return its;
}

/** Rejected; the appeal body lets the decision stand. */
export async function* stands(agency: Agency, callId: string, begun: Begun): Story {
  const about = { organisation: 'lysglimt', name: 'Lysglimt', title: 'Light in dark months' };
  const its = yield* rejected(agency, callId, about, begun);
  yield '2027-03-18';
  const id = await appeal(its, 'The need was not seen.');
  yield '2027-04-12';
  await agency.caseworker.send(`/v1/appeals/${id}/forwarding`, { statement: 'The scores are explained.' });
  yield '2027-06-01';
  await agency.appealBody.send(`/v1/appeals/${id}/decision`, {
    impartiality: { conflict: false },
    outcome: 'stands',
    grounds: 'The assessment is sound.',
  });
  await agency.appealBody.send(`/v1/appeals/${id}/notification`, {
    receivedOn: agency.scene.today,
    channel: 'letter',
  });
}

/** Rejected by mistake; the directorate reverses it of its own motion, before anybody has appealed. */
export async function* reversedOnOwnMotion(agency: Agency, callId: string, begun: Begun): Story {
  const about = { organisation: 'solsiden', name: 'Solsiden', title: 'A kitchen garden for a whole street' };
  const its = yield* rejected(agency, callId, about, begun);
  const at = `/v1/applications/${its.id}`;
  yield '2027-03-16';
  await agency.caseworker.send(`${at}/own-reversal`, {
    newDecision: {
      outcome: 'granted',
      amount: kroner(260_000),
      schedule: [{ dueDate: '2027-04-01', amount: kroner(260_000) }],
    },
    grounds: 'The references had been filed in another case. With them the application is among the best.',
  });
  yield '2027-03-17';
  await agency.decisionMaker.send(`${at}/own-reversal-approval`);
  await agency.caseworker.send(`${at}/notification`, { receivedOn: agency.scene.today, channel: 'letter' });
  yield '2027-04-02';
  await accept(its);
  await payWhatIsDue(agency, its);
}

/** Rejected; the appeal body changes the decision into a grant, which is accepted and paid. */
export async function* changed(agency: Agency, callId: string, begun: Begun): Story {
  const about = { organisation: 'fellesskapet', name: 'Fellesskapet', title: 'A house for everyone' };
  const its = yield* rejected(agency, callId, about, begun);
  yield '2027-03-19';
  const id = await appeal(its, 'Two of the references were not read.');
  yield '2027-04-13';
  await agency.caseworker.send(`/v1/appeals/${id}/forwarding`, { statement: 'The references came late.' });
  yield '2027-06-02';
  await agency.appealBody.send(`/v1/appeals/${id}/decision`, {
    impartiality: { conflict: false },
    outcome: 'changed',
    grounds: 'With the references the application scores above others that were granted.',
    newDecision: {
      outcome: 'granted',
      amount: kroner(300_000),
      schedule: [{ dueDate: '2027-06-15', amount: kroner(300_000) }],
    },
  });
  await agency.appealBody.send(`/v1/appeals/${id}/notification`, {
    receivedOn: agency.scene.today,
    channel: 'letter',
  });
  yield '2027-06-10';
  await accept(its);
  yield '2027-06-16';
  await payWhatIsDue(agency, its);
}

/** Rejected; the appeal comes months late and is dismissed. */
export async function* lateDismissed(agency: Agency, callId: string, begun: Begun): Story {
  const about = { organisation: 'sent-ute', name: 'Sent Ute', title: 'Evenings that matter' };
  const its = yield* rejected(agency, callId, about, begun);
  yield '2027-07-01';
  const id = await appeal(its, 'We did not have the time before.');
  yield '2027-07-05';
  const { caseworker, decisionMaker, scene } = agency;
  await caseworker.send(`/v1/appeals/${id}/dismissal`, {
    grounds: 'Nothing kept the applicant from appealing in time.',
  });
  await decisionMaker.send(`/v1/appeals/${id}/dismissal-approval`);
  await caseworker.send(`/v1/appeals/${id}/notification`, { receivedOn: scene.today, channel: 'letter' });
}

/** Rejected; on appeal the directorate sees its mistake and reverses its own decision. */
export async function* ownReversal(agency: Agency, callId: string, begun: Begun): Story {
  const about = { organisation: 'broen', name: 'Broen', title: 'A bridge between generations' };
  const its = yield* rejected(agency, callId, about, begun);
  yield '2027-03-15';
  const id = await appeal(its, 'A sheet of the budget was left out of the assessment.');
  yield '2027-03-22';
  await agency.caseworker.send(`/v1/appeals/${id}/reversal`, {
    newDecision: {
      outcome: 'granted',
      amount: kroner(300_000),
      schedule: [{ dueDate: '2027-04-01', amount: kroner(300_000) }],
    },
    grounds: 'The sheet was received in time and answers what was found missing.',
  });
  await agency.decisionMaker.send(`/v1/appeals/${id}/reversal-approval`);
  await agency.caseworker.send(`/v1/appeals/${id}/notification`, {
    receivedOn: agency.scene.today,
    channel: 'letter',
  });
  yield '2027-03-29';
  await accept(its);
  yield '2027-04-02';
  await payWhatIsDue(agency, its);
}
