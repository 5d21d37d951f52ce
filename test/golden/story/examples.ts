import { sendAppealExamples } from '#test/support/appeal-examples.js';
import { routesOf } from '#test/support/api-routes.js';
import { sendApplicationExamples } from '#test/support/application-examples.js';
import { sendAwardExamples } from '#test/support/award-examples.js';
import { sendPayoutExamples } from '#test/support/payout-examples.js';
import { sendPilotExamples } from '#test/support/pilot-examples.js';
import { DIRECTORATE, done, officialsOf, YEAR } from '#test/support/scheme.js';
import type { SendExample, SendExampleWith } from '#test/support/send-example.js';
import { sendStateAidExamples } from '#test/support/state-aid-examples.js';
import type { System } from '#test/support/system.js';

/** Every command of the API, each with the example that its documentation shows. */
export async function everyExample(system: System): Promise<void> {
  const officials = await officialsOf(system);
  const { manager, attester, decisionMaker, finance } = officials;
  const applicant = await system.as('ola', 'applicant', '987654325');
  const bodies = new Map(
    (await routesOf(system)).map(({ method, path, examples }) => [`${method} ${path}`, examples]),
  );
  const exampleOf = (path: string, number: number) =>
    bodies.get(`POST ${path}`)![number] as Readonly<Record<string, string>>;
  let round = 0;
  const sendWith: SendExampleWith = async (members, person, method, path, ...ids) => {
    const examples = bodies.get(`${method.toUpperCase()} ${path}`) ?? [];
    const example = examples[round % examples.length];
    // The pilot of the scenario has the code of the example.
    if (path === '/v1/pilots')
      return done(await person[method](path, { ...(example as object), code: 'as-documented' }));
    const filled = ids.reduce((text, id) => text.replace(/\{\w+\}/, id), path);
    const body = Object.keys(members).length === 0 ? example : { ...(example as object), ...members };
    return done(await person[method](filled, body));
  };
  const send: SendExample = (...sent) => sendWith({}, ...sent);

  const scheme = exampleOf('/v1/schemes', 0)['code']!;
  for (; round < 2; round++) {
    await send(manager, 'post', '/v1/schemes');
    await send(manager, 'post', '/v1/schemes/{id}/regulation-versions', scheme);
    await send(manager, 'post', '/v1/budgets/{scheme}/appropriations', scheme);
    await send(manager, 'post', '/v1/budgets/{scheme}/commitment-authorities', scheme);
    await send(manager, 'post', '/v1/calls');
    const { id } = await send(applicant, 'post', '/v1/applications');
    await send(applicant, 'put', '/v1/applications/{id}', id);
    await sendApplicationExamples(system, officials, applicant, id, send);
    const { position } = await send(applicant, 'post', '/v1/awards/{id}/acceptance', id);
    const { body } = await finance.get<{ items: { id: string }[] }>(
      `/v1/payouts?case=${id}&after=${position}`,
    );
    for (const [person, step] of [
      [attester, 'attestation'],
      [decisionMaker, 'approval'],
      [finance, 'instruction'],
      [finance, 'settlement'],
    ] as const)
      await send(person, 'post', `/v1/payouts/{id}/${step}`, body.items[0]!.id);
    const other = await send(applicant, 'post', '/v1/applications');
    await send(applicant, 'post', '/v1/applications/{id}/submission', other.id);
    await send(applicant, 'post', '/v1/applications/{id}/withdrawal', other.id);
  }

  await sendStateAidExamples(officials, applicant, send);
  await sendPilotExamples(system, send, sendWith);
  const appropriation = { year: YEAR + 1, amount: { amount: 10_000_000_000, currency: 'NOK' } };
  done(await manager.post(`/v1/budgets/${scheme}/appropriations`, appropriation));
  await sendPayoutExamples(system, officials, applicant, send, sendWith);
  await sendAppealExamples(system, officials, applicant, send, sendWith);
  await sendAwardExamples(system, officials, applicant, sendWith);
  await sendRegulationExamples(system, exampleOf('/v1/schemes', 1)['code']!, send);
  for (const step of ['extension', 'dispensations', 'cancellation'])
    await send(manager, 'post', `/v1/calls/{id}/${step}`, exampleOf('/v1/calls', 0)['code']!);
  // Of another organisation, for which nobody applies afterwards.
  const organisation = '123456785';
  const representatives = '/v1/organisations/{id}/representatives';
  const itself = await system.as('ola', 'applicant', organisation);
  const administrator = await system.as('aud', 'administrator');
  const { id: naming } = done(
    await administrator.post(representatives.replace('{id}', organisation), exampleOf(representatives, 1)),
  );
  await send(administrator, 'post', `${representatives}/namings/{naming}/withdrawal`, organisation, naming);
  await send(administrator, 'post', representatives, organisation);
  await send(itself, 'post', `${representatives}/{person}/removal`, organisation, 'ola');
}

async function sendRegulationExamples(system: System, scheme: string, send: SendExample): Promise<void> {
  const { manager } = await officialsOf(system);
  const second = await system.as('marit', 'scheme-manager', DIRECTORATE);
  const version = '/v1/schemes/{id}/regulation-versions/{version}';
  await send(manager, 'post', `${version}/draft`, scheme, '2');
  await send(manager, 'post', `${version}/consultation`, scheme, '2');
  await send(second, 'post', `${version}/adoption`, scheme, '2');
  const { id } = await send(manager, 'post', '/v1/schemes/{id}/delegations', scheme);
  await send(manager, 'post', '/v1/schemes/{id}/delegations/{delegation}/revocation', scheme, id);
}
