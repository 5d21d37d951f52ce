import type { SendExample, SendExampleWith } from './send-example.js';
import { sendApplicationExamples } from './application-examples.js';
import { DIRECTORATE, done, type Officials } from './scheme.js';
import type { Person, System } from './system.js';
import { headOf, moveTo, todayIn } from './time.js';
import { lapsedBefore, withdrawnBefore } from './old-events.js';

/** Sends every example of awards and their reports, each to an award in the state it is made for. */
export async function sendAwardExamples(
  system: System,
  officials: Officials,
  applicant: Person,
  sendWith: SendExampleWith,
): Promise<void> {
  const send: SendExample = (...sent) => sendWith({}, ...sent);
  const { caseworker, decisionMaker } = officials;
  const accepted = async () => {
    const { id } = await send(applicant, 'post', '/v1/applications');
    await sendApplicationExamples(system, officials, applicant, id, send);
    await send(applicant, 'post', '/v1/awards/{id}/acceptance', id);
    return id;
  };
  const step = (person: Person, name: string, ...ids: string[]) =>
    send(person, 'post', `/v1/awards/{id}/${name}`, ...ids);
  const onReport = (person: Person, name: string, id: string) =>
    send(person, 'post', `/v1/reports/{id}/${name}`, id);

  const { id: declined } = await send(applicant, 'post', '/v1/applications');
  await sendApplicationExamples(system, officials, applicant, declined, send);
  await step(caseworker, 'acceptance-date', declined);
  await step(applicant, 'declining', declined);

  const { id: lapsed } = await send(applicant, 'post', '/v1/applications');
  await sendApplicationExamples(system, officials, applicant, lapsed, send);
  await step(caseworker, 'acceptance-date', lapsed);
  await lapsedBefore(system, lapsed);
  await step(caseworker, 'offer-reopening', lapsed);

  const withdrawn = await accepted();
  await withdrawnBefore(system, withdrawn);
  await step(decisionMaker, 'ending', withdrawn);

  const finished = await accepted();
  await step(applicant, 'account-corrections', finished);
  await step(decisionMaker, 'account-corrections/{number}/rejection', finished, '1');
  await step(caseworker, 'account-corrections', finished);
  await step(decisionMaker, 'account-corrections/{number}/approval', finished, '2');
  await step(caseworker, 'conditions/{number}/fulfilment', finished, '1');
  await payAll(system, officials, finished);
  const [report] = await reportsOf(system, caseworker, finished);
  await onReport(applicant, 'submission', report!);
  await onReport(caseworker, 'return', report!);
  await onReport(applicant, 'submission', report!);
  await onReport(caseworker, 'approval', report!);
  await onReport(caseworker, 'recount', report!);
  await step(caseworker, 'closing', finished);

  const revoked = await accepted();
  await step(caseworker, 'amendments', revoked);
  await step(decisionMaker, 'amendments/{number}/return', revoked, '1');
  await step(caseworker, 'amendments', revoked);
  await step(decisionMaker, 'amendments/{number}/approval', revoked, '2');
  await step(applicant, 'amendment-requests', revoked);
  await step(applicant, 'amendment-requests/{number}/withdrawal', revoked, '1');
  await step(applicant, 'amendment-requests', revoked);
  await step(caseworker, 'amendment-requests/{number}/refusal', revoked, '2');
  await step(decisionMaker, 'amendment-refusals/{number}/return', revoked, '1');
  await step(caseworker, 'amendment-requests/{number}/refusal', revoked, '2');
  await step(decisionMaker, 'amendment-refusals/{number}/approval', revoked, '2');
  const [waived] = await reportsOf(system, caseworker, revoked);
  const superior = await system.as('sara', 'superior', DIRECTORATE);
  await onReport(caseworker, 'waiver', waived!);
  await onReport(decisionMaker, 'waiver-return', waived!);
  await onReport(caseworker, 'waiver', waived!);
  await onReport(superior, 'waiver-stand-in', waived!);
  await onReport(decisionMaker, 'waiver-approval', waived!);
  await step(caseworker, 'revocation-forewarning', revoked);
  await moveTo(system, new Date(Date.parse(system.standalone.clock.now()) + 30 * 86_400_000).toISOString());
  await step(caseworker, 'revocation', revoked);
  await step(decisionMaker, 'revocation-approval', revoked);
  const receivedOn = todayIn(system);
  await moveTo(system, new Date(Date.parse(system.standalone.clock.now()) + 86_400_000).toISOString());
  const told = '/v1/cases/{id}/notices';
  await send(caseworker, 'post', told, revoked);
  await sendWith({ receivedOn }, caseworker, 'post', `${told}/receipt-correction`, revoked);
  await send(decisionMaker, 'post', `${told}/receipt-correction-rejection`, revoked);
  await sendWith({ receivedOn }, caseworker, 'post', `${told}/receipt-correction`, revoked);
  const again = { correction: 2 };
  await sendWith(again, decisionMaker, 'post', `${told}/receipt-correction-approval`, revoked);
  await step(caseworker, 'reinstatement', revoked);
  await step(decisionMaker, 'reinstatement-return', revoked);
  await step(caseworker, 'reinstatement', revoked);
  await step(decisionMaker, 'reinstatement-approval', revoked);
}

async function reportsOf(system: System, person: Person, caseId: string): Promise<string[]> {
  const path = `/v1/reports?case=${caseId}&after=${await headOf(system)}`;
  const { body } = await person.get<{ items: { id: string }[] }>(path);
  return body.items.map(({ id }) => id);
}

async function payAll(system: System, officials: Officials, caseId: string): Promise<void> {
  const { attester, decisionMaker, finance } = officials;
  const path = `/v1/payouts?case=${caseId}&after=${await headOf(system)}`;
  const { body } = await finance.get<{ items: { id: string }[] }>(path);
  for (const { id } of body.items) {
    done(await attester.post(`/v1/payouts/${id}/attestation`));
    done(await decisionMaker.post(`/v1/payouts/${id}/approval`));
    done(await finance.post(`/v1/payouts/${id}/instruction`));
    const settled = { status: 'settled', settledOn: todayIn(system), bankReference: id.slice(0, 8) };
    done(await finance.post(`/v1/payouts/${id}/settlement`, settled));
  }
}
