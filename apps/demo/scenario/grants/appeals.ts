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
  const about = { organisation: '313416720', name: 'Lysglimt', title: 'Lys i mørke måneder' };
  const its = yield* rejected(agency, callId, about, begun);
  yield '2027-03-18';
  const id = await appeal(its, 'Behovet ble ikke sett.');
  yield '2027-04-12';
  await agency.caseworker.send(`/v1/appeals/${id}/forwarding`, { statement: 'Poengene er begrunnet.' });
  yield '2027-06-01';
  await agency.appealBody.send(`/v1/appeals/${id}/decision`, {
    impartiality: { conflict: false },
    outcome: 'stands',
    grounds: 'Vurderingen holder.',
  });
  await agency.appealBody.send(`/v1/appeals/${id}/notification`, {
    receivedOn: agency.scene.today,
    channel: 'letter',
  });
}

/** Rejected by mistake; the directorate reverses it of its own motion, before anybody has appealed. */
export async function* reversedOnOwnMotion(agency: Agency, callId: string, begun: Begun): Story {
  const about = { organisation: '311106848', name: 'Solsiden', title: 'En kjøkkenhage for en hel gate' };
  const its = yield* rejected(agency, callId, about, begun);
  const at = `/v1/applications/${its.id}`;
  yield '2027-03-16';
  await agency.caseworker.send(`${at}/own-reversal`, {
    newDecision: {
      outcome: 'granted',
      amount: kroner(260_000),
      schedule: [{ dueDate: '2027-04-01', amount: kroner(260_000) }],
    },
    grounds: 'Referansene lå i en annen sak. Med dem er søknaden blant de beste.',
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
  const about = { organisation: '310388548', name: 'Fellesskapet', title: 'Et hus for alle' };
  const its = yield* rejected(agency, callId, about, begun);
  yield '2027-03-19';
  const id = await appeal(its, 'To av referansene ble ikke lest.');
  yield '2027-04-13';
  await agency.caseworker.send(`/v1/appeals/${id}/forwarding`, { statement: 'Referansene kom sent.' });
  yield '2027-06-02';
  await agency.appealBody.send(`/v1/appeals/${id}/decision`, {
    impartiality: { conflict: false },
    outcome: 'changed',
    grounds: 'Med referansene får søknaden flere poeng enn andre som fikk tilskudd.',
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
  const about = { organisation: '312143046', name: 'Sent Ute', title: 'Kvelder som betyr noe' };
  const its = yield* rejected(agency, callId, about, begun);
  yield '2027-07-01';
  const id = await appeal(its, 'Vi hadde ikke tid før.');
  yield '2027-07-05';
  const { caseworker, decisionMaker, scene } = agency;
  await caseworker.send(`/v1/appeals/${id}/dismissal`, {
    grounds: 'Ingenting hindret søkeren i å klage i tide.',
  });
  await decisionMaker.send(`/v1/appeals/${id}/dismissal-approval`);
  await caseworker.send(`/v1/appeals/${id}/notification`, { receivedOn: scene.today, channel: 'letter' });
}

/** Rejected; on appeal the directorate sees its mistake and reverses its own decision. */
export async function* ownReversal(agency: Agency, callId: string, begun: Begun): Story {
  const about = { organisation: '314324455', name: 'Broen', title: 'En bro mellom generasjoner' };
  const its = yield* rejected(agency, callId, about, begun);
  yield '2027-03-15';
  const id = await appeal(its, 'Et ark av budsjettet ble ikke vurdert.');
  yield '2027-03-22';
  await agency.caseworker.send(`/v1/appeals/${id}/reversal`, {
    newDecision: {
      outcome: 'granted',
      amount: kroner(300_000),
      schedule: [{ dueDate: '2027-04-01', amount: kroner(300_000) }],
    },
    grounds: 'Arket kom i tide og svarer på det som manglet.',
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
