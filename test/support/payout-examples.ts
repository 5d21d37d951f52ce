import { derivedId } from '#eventsourcing/ids.js';
import type { CommandContext } from '#eventsourcing/command.js';
import type { ResourceCommand } from '#cqrs/resource-command.js';
import { AnnulClaim, OpenRecovery } from '#payouts/contract/commands.js';
import type { SendExample, SendExampleWith } from './send-example.js';
import { DIRECTORATE, done, openScheme, prepareGrant, submitApplication, type Officials } from './scheme.js';
import type { Person, System } from './system.js';
import { headOf } from './time.js';

/** Sends every example of what the bank reports and of recoveries, each where it is made for. */
export async function sendPayoutExamples(
  system: System,
  officials: Officials,
  applicant: Person,
  send: SendExample,
  sendWith: SendExampleWith,
): Promise<void> {
  const { manager, caseworker, decisionMaker, attester, finance } = officials;
  const caseId = await submitApplication(applicant, await openScheme(manager, 'bank', 2_000_000), 1_000_000);
  await prepareGrant(caseworker, caseId, 1_000_000);
  const impartial = { impartiality: { conflict: false } };
  done(await decisionMaker.post(`/v1/applications/${caseId}/approval`, impartial));
  const { position } = done(await applicant.post(`/v1/awards/${caseId}/acceptance`));
  const { body } = await finance.get<{ items: { id: string }[] }>(
    `/v1/payouts?case=${caseId}&after=${position}`,
  );
  const payout = body.items[0]!.id;
  const items = [{ id: payout }];
  await sendWith({ items: [{ id: caseId, conflict: false }] }, attester, 'post', '/v1/impartiality');
  for (const [person, step] of [
    [attester, 'attestation'],
    [decisionMaker, 'approval'],
    [finance, 'instruction'],
    [finance, 'acknowledgement'],
    [finance, 'settlement'],
    [finance, 'return'],
    [decisionMaker, 'cancellation'],
  ] as const)
    await send(person, 'post', `/v1/payouts/{id}/${step}`, payout);
  await sendWith({ items }, attester, 'post', '/v1/payouts/attestations');
  await sendWith({ items }, decisionMaker, 'post', '/v1/payouts/approvals');

  const receivedMoney = async (bankReference: string) => {
    await sendWith({ bankReference }, finance, 'post', '/v1/payouts/{id}/received-money', payout);
    const shown = await finance.get<{ received: { id: string }[] }>(
      `/v1/payouts/${payout}?after=${await headOf(system)}`,
    );
    return shown.body.received.at(-1)!.id;
  };
  await send(
    finance,
    'post',
    '/v1/payouts/{id}/received-money/{received}/return',
    payout,
    await receivedMoney('BANK-0007'),
  );

  const step = (person: Person, name: string, id: string) =>
    send(person, 'post', `/v1/recoveries/{id}/${name}`, id);
  const writtenOff = await openRecovery(system, caseId, 'first', 1_000_000);
  await step(applicant, 'reply', writtenOff);
  await step(caseworker, 'reply-registration', writtenOff);
  await step(caseworker, 'claim', writtenOff);
  await step(decisionMaker, 'claim-approval', writtenOff);
  await step(caseworker, 'instalments', writtenOff);
  await step(caseworker, 'limitation', writtenOff);
  await step(caseworker, 'limitation-move', writtenOff);
  await step(decisionMaker, 'limitation-move-return', writtenOff);
  await step(caseworker, 'limitation-move', writtenOff);
  await step(decisionMaker, 'limitation-move-approval', writtenOff);
  await step(finance, 'repayments', writtenOff);
  await sendWith(
    { recoveryId: writtenOff },
    caseworker,
    'post',
    '/v1/payouts/{id}/received-money/{received}/allocation',
    payout,
    await receivedMoney('BANK-0009'),
  );
  const superior = await system.as('sara', 'superior', DIRECTORATE);
  const second = await system.as('beate', 'decision-maker', DIRECTORATE);
  await step(caseworker, 'waiver', writtenOff);
  await step(superior, 'giving-up-stand-in', writtenOff);
  await step(second, 'giving-up-approval', writtenOff);
  await step(finance, 'write-off', writtenOff);
  await step(second, 'giving-up-approval', writtenOff);
  const dropped = await openRecovery(system, caseId, 'second', 1_000_000);
  await step(applicant, 'reply', dropped);
  await step(caseworker, 'claim', dropped);
  await step(decisionMaker, 'claim-return', dropped);
  await step(caseworker, 'dropping', dropped);
  await step(decisionMaker, 'giving-up-return', dropped);
  const fell = await openRecovery(system, caseId, 'decision-1', 1_000_000, undefined, 'revocation');
  await step(applicant, 'reply', fell);
  await step(caseworker, 'claim', fell);
  await step(decisionMaker, 'claim-approval', fell);
  await step(finance, 'repayments', fell);
  await annulOnAppeal(system, fell);
  await step(caseworker, 'paying-back', fell);
  await step(decisionMaker, 'paying-back-return', fell);
  await step(caseworker, 'paying-back', fell);
  await step(decisionMaker, 'paying-back-approval', fell);
  await step(finance, 'paid-back', fell);
  await step(caseworker, 'new-claim', fell);
  await step(caseworker, 'limitation-end', await openRecovery(system, caseId, 'third', 1_000_000, -1));
  done(await decisionMaker.post(`/v1/applications/${caseId}/impartiality`, { conflict: true }));
  await send(superior, 'post', '/v1/applications/{id}/retaking', caseId);
}

/** Opens a recovery of a case, as follows from what happens to an award; the debtor may answer for two weeks, and it is barred after so many days. */
export async function openRecovery(
  system: System,
  caseId: string,
  name: string,
  amount: number,
  limitedTo = 3 * 365,
  basis: 'unspent' | 'revocation' = 'unspent',
): Promise<string> {
  const recoveryId = derivedId('recovery', caseId, name);
  const now = system.standalone.clock.now();
  const day = (days: number) => new Date(Date.parse(now) + days * 86_400_000).toISOString().slice(0, 10);
  const content = {
    caseId,
    awardId: caseId,
    schemeId: 'bank',
    directorate: DIRECTORATE,
    debtor: '987654325',
    amount: { amount, currency: 'NOK' },
    basis,
    limitationDate: day(limitedTo),
    forewarning: { grounds: 'A report showed that not all of it was spent.', replyBy: day(14) },
  };
  return carriedOut(system, new OpenRecovery(recoveryId, content, contextOf(system, `open ${recoveryId}`)));
}

/** Annuls a claim as the appeal body does, so that it is decided anew. */
export async function annulOnAppeal(system: System, recoveryId: string): Promise<void> {
  const content = { appealId: derivedId('appeal', recoveryId), by: 'appeal' as const };
  await carriedOut(system, new AnnulClaim(recoveryId, content, contextOf(system, `annul ${recoveryId}`)));
}

/** As a process sends it. */
function contextOf(system: System, name: string): CommandContext {
  const commandId = derivedId('example', name);
  return {
    actor: { subject: 'process:test', roles: ['process'] },
    commandId,
    commandHash: commandId,
    correlationId: commandId,
    now: system.standalone.clock.now(),
  };
}

async function carriedOut(system: System, command: ResourceCommand<unknown>): Promise<string> {
  const outcome = await system.standalone.commands.execute(command);
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  return command.id;
}
