import type { Story } from '../player.js';
import { kroner, type Agency } from './agency.js';
import { forewarn, revoke } from './later.js';
import { accept, appeal, apply, assess, decide, payWhatIsDue } from './steps.js';
import type { Begun } from './straight.js';

const AMOUNT = 300_000;
const LEFT = 60_000;
const UPHELD = 180_000;
const GROUNDS = 'Tre av fem kurs ble avlyst.';

/** Of 300 000 that was paid the revocation leaves 60 000; the appeal body leaves 180 000, so of 240 000 claimed 120 000 is repaid. */
export async function* upheldInPart(agency: Agency, callId: string, begun: Begun): Story {
  const its = await apply(agency, callId, {
    organisation: '312628406',
    name: 'Fem kurs',
    title: 'Fem kurs for ungdom uten skoleplass',
    amount: AMOUNT,
  });
  begun(its);
  yield '2027-03-02';
  await assess(agency.caseworker, its, { amount: AMOUNT });
  yield '2027-03-15';
  await decide(agency, agency.caseworker, its, { amount: AMOUNT });
  yield '2027-03-22';
  await accept(its);
  await payWhatIsDue(agency, its);
  yield '2027-05-04';
  await forewarn(agency, its, GROUNDS);
  yield '2027-05-21';
  await revoke(agency, its, { inForce: LEFT, grounds: GROUNDS });
  yield '2027-06-03';
  const against = { kind: 'revocation', id: its.id };
  const id = await appeal(its, 'To av kursene ble holdt om sommeren.', against);
  const { caseworker, decisionMaker, appealBody, finance, scene } = agency;
  yield '2027-06-11';
  const { items } = await finance.read<{ readonly items: readonly { readonly id: string }[] }>(
    `/v1/recoveries?case=${its.id}`,
  );
  const at = `/v1/recoveries/${items[0]!.id}`;
  await caseworker.send(`${at}/claim`, {
    amount: kroner(AMOUNT - LEFT),
    dueOn: '2027-09-01',
    grounds: 'Det som ble betalt for kurs som ikke ble holdt, betales tilbake.',
  });
  await decisionMaker.send(`${at}/claim-approval`);
  yield '2027-06-14';
  await caseworker.send(`/v1/appeals/${id}/forwarding`, { statement: 'Sommerkursene er ikke dokumentert.' });
  yield '2027-08-10';
  await appealBody.send(`/v1/appeals/${id}/decision`, {
    impartiality: { conflict: false },
    outcome: 'changed',
    amount: kroner(UPHELD),
    grounds: 'Deltakerlistene viser at to av kursene ble holdt.',
  });
  await appealBody.send(`/v1/appeals/${id}/notification`, { receivedOn: scene.today, channel: 'letter' });
  yield '2027-08-31';
  await finance.send(`${at}/repayments`, {
    amount: kroner(AMOUNT - UPHELD),
    receivedOn: '2027-08-31',
    bankReference: 'R-1',
  });
}
