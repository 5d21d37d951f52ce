import type { Story } from '../player.js';
import type { Agency } from './agency.js';
import { forewarn, recover, revoke } from './later.js';
import type { Begun } from './straight.js';
import { accept, apply, assess, decide, payWhatIsDue, sendToTheBank, type Case } from './steps.js';

const AMOUNT = 300_000;
const IN_FORCE = 100_000;
const GROUNDS = 'To av tre verksteder stengte før noe var betalt.';

/** 300 000 is due when the grant is revoked in part: 100 000 is paid under a payout of its own, and nobody owes anything. */
export async function* reducedWhileWaiting(agency: Agency, callId: string, begun: Begun): Story {
  const its = yield* granted(agency, callId, begun, {
    organisation: '310349933',
    name: 'Tre verksteder',
  });
  await forewarn(agency, its, GROUNDS);
  yield '2027-04-26';
  await revoke(agency, its, { inForce: IN_FORCE, grounds: GROUNDS });
  yield '2027-04-27';
  await payWhatIsDue(agency, its);
}

/** 300 000 is with the bank when the grant is revoked in part: once it is paid, 200 000 of it is claimed back. */
export async function* reducedAtTheBank(agency: Agency, callId: string, begun: Begun): Story {
  const its = yield* granted(agency, callId, begun, { organisation: '311524704', name: 'To verksteder' });
  await forewarn(agency, its, GROUNDS);
  yield '2027-04-26';
  await agency.scene.catchUp();
  const { items } = await agency.finance.read<{
    readonly items: readonly { readonly id: string }[];
  }>(`/v1/payouts?case=${its.id}`);
  const [payout] = items;
  await sendToTheBank(agency, payout!.id);
  await revoke(agency, its, { inForce: IN_FORCE, grounds: GROUNDS });
  yield '2027-04-27';
  const { finance, scene } = agency;
  const settlement = { status: 'settled', settledOn: scene.today, bankReference: 'B-1' };
  await finance.send(`/v1/payouts/${payout!.id}/settlement`, settlement);
  yield '2027-05-20';
  yield* recover(agency, its, { '2027-06-10': AMOUNT - IN_FORCE });
}

async function* granted(
  agency: Agency,
  callId: string,
  begun: Begun,
  applicant: { readonly organisation: string; readonly name: string },
): AsyncGenerator<string, Case> {
  const its = await apply(agency, callId, {
    ...applicant,
    title: 'Verksteder der folk lærer et fag',
    amount: AMOUNT,
  });
  begun(its);
  yield '2027-03-01';
  await assess(agency.caseworker, its, { amount: AMOUNT });
  yield '2027-03-10';
  await decide(agency, agency.caseworker, its, { amount: AMOUNT });
  yield '2027-03-17';
  await accept(its);
  yield '2027-03-30';
  return its;
}
