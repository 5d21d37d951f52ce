import type { Story } from '../player.js';
import { kroner, type Agency } from './agency.js';
import { forewarn, revoke } from './later.js';
import { accept, apply, assess, decide, payWhatIsDue } from './steps.js';
import type { Begun } from './straight.js';

const AMOUNT = 300_000;
const IN_FORCE = 200_000;
const WAIVED = 40_000;
const GROUNDS = 'En tredel av plassene ble aldri fylt.';

/** 100 000 of 300 000 is claimed back; two who did not decide on it before leave 40 000 to the recipient, the rest is repaid. */
export async function* waivedInPart(agency: Agency, callId: string, begun: Begun): Story {
  const its = await apply(agency, callId, {
    organisation: '314049489',
    name: 'Tolv plasser',
    title: 'Tolv plasser i et snekkerverksted',
    amount: AMOUNT,
  });
  begun(its);
  yield '2027-03-01';
  await assess(agency.caseworker, its, { amount: AMOUNT });
  yield '2027-03-12';
  await decide(agency, agency.caseworker, its, { amount: AMOUNT });
  yield '2027-03-19';
  await accept(its);
  await payWhatIsDue(agency, its);
  yield '2027-05-03';
  await forewarn(agency, its, GROUNDS);
  yield '2027-05-20';
  await revoke(agency, its, { inForce: IN_FORCE, grounds: GROUNDS });
  yield '2027-06-10';
  const { caseworker, decisionMaker, secondDecisionMaker, finance } = agency;
  const { items } = await finance.read<{ readonly items: readonly { readonly id: string }[] }>(
    `/v1/recoveries?case=${its.id}`,
  );
  const at = `/v1/recoveries/${items[0]!.id}`;
  await caseworker.send(`${at}/claim`, {
    amount: kroner(AMOUNT - IN_FORCE),
    dueOn: '2027-07-15',
    grounds: 'Det som ble betalt for plasser som ikke ble fylt, betales tilbake.',
  });
  await decisionMaker.send(`${at}/claim-approval`);
  yield '2027-06-24';
  await caseworker.send(`${at}/waiver`, {
    amount: kroner(WAIVED),
    grounds: 'Materialene ble kjøpt i god tro og kan ikke leveres tilbake.',
  });
  await decisionMaker.refused('decided-the-basis', `${at}/giving-up-approval`);
  await secondDecisionMaker.send(`${at}/giving-up-approval`);
  yield '2027-07-14';
  await finance.send(`${at}/repayments`, {
    amount: kroner(AMOUNT - IN_FORCE - WAIVED),
    receivedOn: '2027-07-14',
    bankReference: 'R-1',
  });
}
