import { derivedId } from '#eventsourcing/ids.js';
import { NotifyDecision } from '#grants/application/decisions/notify-decision.js';
import { addDays, dateInOslo } from '#calendar/oslo.js';
import { DIRECTORATE, type Officials } from './scheme.js';
import { moveTo, todayIn } from './time.js';
import { sendAssessmentExamples } from './assessment-examples.js';
import { annulOnAppeal, openRecovery } from './payout-examples.js';
import type { SendExample, SendExampleWith } from './send-example.js';
import type { Person, System } from './system.js';

/** Organisation of the appeal body in the examples. */
const APPEAL_BODY = '983887457';

/** Sends every example of appeals, each to an appeal in the state it is made for. */
export async function sendAppealExamples(
  system: System,
  { caseworker, decisionMaker }: Officials,
  applicant: Person,
  send: SendExample,
  sendWith: SendExampleWith,
): Promise<void> {
  const body = await system.as('mona', 'appeal-body', APPEAL_BODY);
  const decided = async () => {
    const { id } = await send(applicant, 'post', '/v1/applications');
    await send(applicant, 'post', '/v1/applications/{id}/submission', id);
    await sendAssessmentExamples(system, caseworker, id, send);
    await send(caseworker, 'post', '/v1/applications/{id}/proposal', id);
    await send(decisionMaker, 'post', '/v1/applications/{id}/approval', id);
    return id;
  };
  const appealAgainst = async (caseId: string) =>
    (await send(applicant, 'post', '/v1/cases/{id}/appeals', caseId)).id;
  const step = (person: Person, name: string, id: string) =>
    send(person, 'post', `/v1/appeals/{id}/${name}`, id);

  const reversed = await appealAgainst(await decided());
  for (const name of ['preparation', 'provisional-reply', 'detriment-notice'])
    await step(caseworker, name, reversed);
  await step(decisionMaker, 'deferral', reversed);
  await step(caseworker, 'reversal', reversed);
  await step(decisionMaker, 'reversal-approval', reversed);
  await step(decisionMaker, 'costs', reversed);
  await step(caseworker, 'notification', reversed);

  const own = await decided();
  const onCase = (person: Person, name: string, id = own) =>
    send(person, 'post', `/v1/applications/{id}/${name}`, id);
  await onCase(body, 'review-notice');
  await onCase(caseworker, 'own-reversal');
  await onCase(decisionMaker, 'own-reversal-return');
  await onCase(caseworker, 'own-reversal');
  await onCase(decisionMaker, 'own-reversal-approval');

  const forwarded = await appealAgainst(await decided());
  await step(caseworker, 'forwarding', forwarded);
  await step(body, 'decision', forwarded);

  const dismissed = await appealAgainst(await decided());
  await step(caseworker, 'dismissal', dismissed);
  await step(decisionMaker, 'dismissal-approval', dismissed);

  const claimedIn = await decided();
  const claim = await openRecovery(system, claimedIn, 'overtaken', 1_000_000);
  const onClaim = (person: Person, name: string) =>
    send(person, 'post', `/v1/recoveries/{id}/${name}`, claim);
  await onClaim(applicant, 'reply');
  await onClaim(caseworker, 'claim');
  await onClaim(decisionMaker, 'claim-approval');
  const against = { kind: 'recovery', id: claim };
  const overtaken = (await sendWith({ against }, applicant, 'post', '/v1/cases/{id}/appeals', claimedIn)).id;
  // As one lies in a folder from before it ended by itself.
  await annulOnAppeal(system, claim);
  await step(caseworker, 'closing', overtaken);

  const posted = await decided();
  await send(caseworker, 'post', '/v1/cases/{id}/appeal-registration', posted);

  const elsewhere = await decided();
  const neighbour = await system.as('nils', 'applicant', '910000020');
  const other = (await sendWith({ caseId: elsewhere }, neighbour, 'post', '/v1/appeals')).id;
  const knownOn = todayIn(system);
  await sendWith({ knownOn }, caseworker, 'post', '/v1/appeals/{id}/knowledge', other);
  await step(caseworker, 'standing', other);

  const late = await decided();
  await notify(system, late);
  const told = todayIn(system);
  await moveTo(system, new Date(Date.parse(system.standalone.clock.now()) + 40 * 86_400_000).toISOString());
  const receivedOn = addDays(told, 1);
  await sendWith({ receivedOn }, caseworker, 'post', '/v1/applications/{id}/receipt-correction', late);
  await onCase(decisionMaker, 'receipt-correction-rejection', late);
  await sendWith({ receivedOn }, caseworker, 'post', '/v1/applications/{id}/receipt-correction', late);
  const again = { correction: 2 };
  await sendWith(again, decisionMaker, 'post', '/v1/applications/{id}/receipt-correction-approval', late);
  const appeal = await appealAgainst(late);
  await step(caseworker, 'late-acceptance', appeal);
  await step(applicant, 'withdrawal', appeal);

  const corrected = { receivedOn: todayIn(system) };
  const onReceipt = (members: object, person: Person, name: string) =>
    sendWith({ ...members }, person, 'post', `/v1/appeals/{id}/receipt-correction${name}`, reversed);
  await onReceipt(corrected, caseworker, '');
  await onReceipt({}, decisionMaker, '-rejection');
  await onReceipt(corrected, caseworker, '');
  await onReceipt({ correction: 2 }, decisionMaker, '-approval');
}

async function notify(system: System, caseId: string): Promise<void> {
  const now = system.standalone.clock.now();
  const commandId = derivedId('notify', caseId);
  const outcome = await system.standalone.commands.execute(
    new NotifyDecision(
      caseId,
      { decision: 1, receivedOn: dateInOslo(now), channel: 'portal' },
      {
        actor: { subject: 'anna', roles: ['caseworker'], organisation: DIRECTORATE },
        commandId,
        commandHash: commandId,
        correlationId: commandId,
        now,
      },
    ),
  );
  if (!outcome.ok) throw new Error(outcome.refusal.code);
}
