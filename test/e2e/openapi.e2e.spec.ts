import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { DIRECTORATE, done, officialsOf, YEAR } from '#test/support/scheme.js';
import { sendAwardExamples } from '#test/support/award-examples.js';
import { sendAppealExamples } from '#test/support/appeal-examples.js';
import { sendApplicationExamples } from '#test/support/application-examples.js';
import { sendPayoutExamples } from '#test/support/payout-examples.js';
import { sendPilotExamples } from '#test/support/pilot-examples.js';
import type { SendExample, SendExampleWith } from '#test/support/send-example.js';
import { sendStateAidExamples } from '#test/support/state-aid-examples.js';
import { startSystem, type System } from '#test/support/system.js';

interface Operation {
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly schema: object;
    readonly description?: string;
  }[];
  readonly requestBody?: {
    readonly content: {
      readonly 'application/json'?: {
        readonly schema: object;
        readonly examples?: Record<string, { readonly value: unknown }>;
      };
    };
  };
}
interface Document {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, Operation>>;
}

/** A schema of the document whose references lead into the document. */
const inDocument = (schema: object): object =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"openapi#/')) as object;

describe('the documentation of the API', () => {
  let system: System;
  let document: Document;

  beforeAll(async () => {
    system = await startSystem();
    document = (await (await fetch(`${system.url}/docs/openapi.json`)).json()) as Document;
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  it('is OpenAPI 3.1, and a page to read', async () => {
    expect(document.openapi).toMatch(/^3\.1\./);
    const page = await fetch(`${system.url}/docs`);
    expect([page.status, page.headers.get('content-type')]).toEqual([
      200,
      expect.stringContaining('text/html'),
    ]);
  });

  it('has examples that fit their own schemas', () => {
    const ajv = new Ajv2020({ allErrors: true, strictSchema: false });
    formats.default(ajv);
    ajv.addSchema(document, 'openapi');
    const faults = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.entries(operations).flatMap(([method, { requestBody }]) => {
        const { schema, examples = {} } = requestBody?.content['application/json'] ?? {};
        return Object.entries(examples)
          .filter(([, { value }]) => !ajv.validate(inDocument(schema!), value))
          .map(([name]) => `${method} ${path} ${name}: ${ajv.errorsText()}`);
      }),
    );
    expect(faults).toEqual([]);
  });

  it('tells of every list how much of it may be asked for, and what `after` and `cursor` are', () => {
    const queried = Object.entries(document.paths).flatMap(([path, { get }]) =>
      (get?.parameters ?? [])
        .filter((parameter) => parameter.in === 'query')
        .map(({ name, schema, description }) => ({ path, name, schema, description })),
    );
    const limits = queried.filter(({ name }) => name === 'limit');
    expect(limits.length).toBeGreaterThan(20);
    for (const { path, schema } of limits)
      expect([path, schema]).toEqual([path, { type: 'integer', minimum: 1, maximum: 200, default: 50 }]);
    const common = queried.filter(({ name }) => ['limit', 'cursor', 'after'].includes(name));
    expect(common.filter(({ description }) => description === undefined)).toEqual([]);
  });

  it('has a request example for every command, and each of them posts as it is', async () => {
    const officials = await officialsOf(system);
    const { manager, decisionMaker, attester, finance } = officials;
    const applicant = await system.as('ola', 'applicant', '987654325');
    const left = new Set(
      Object.entries(document.paths).flatMap(([path, operations]) =>
        Object.entries(operations)
          .filter(([method]) => method === 'post' || method === 'put')
          // A file is no example: uploads have a test of their own.
          .filter(([, { requestBody }]) => !requestBody || 'application/json' in requestBody.content)
          .map(([method]) => `${method} ${path}`),
      ),
    );
    let round = 0;
    const sendWith: SendExampleWith = async (members, person, method, path, ...ids) => {
      left.delete(`${method} ${path}`);
      const examples = Object.values(
        document.paths[path]?.[method]?.requestBody?.content['application/json']?.examples ?? {},
      );
      // Where there are several, each round takes another one: they lead to different states.
      const example = examples[round % examples.length]?.value;
      const answer = await person[method](
        ids.reduce((filled, id) => filled.replace(/\{\w+\}/, id), path),
        Object.keys(members).length === 0 ? example : { ...(example as object), ...members },
      );
      expect([path, answer.status < 300 ? 'done' : answer.body]).toEqual([path, 'done']);
      return answer.body;
    };
    const send: SendExample = (...sent) => sendWith({}, ...sent);
    const exampleOf = (path: string, number = 0) =>
      Object.values(document.paths[path]!['post']!.requestBody!.content['application/json']!.examples!)[
        number
      ]!.value as Record<string, string>;

    const scheme = exampleOf('/v1/schemes')['code']!;
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
      const payouts = await finance.get<{ items: { id: string }[] }>(
        `/v1/payouts?case=${id}&after=${position}`,
      );
      const [payout] = payouts.body.items;
      for (const [person, step] of [
        [attester, 'attestation'],
        [decisionMaker, 'approval'],
        [finance, 'instruction'],
      ] as const)
        await send(person, 'post', `/v1/payouts/{id}/${step}`, payout!.id);
      await send(finance, 'post', '/v1/payouts/{id}/settlement', payout!.id);

      const draft = await send(applicant, 'post', '/v1/applications');
      await send(applicant, 'post', '/v1/applications/{id}/submission', draft.id);
      const steps = ['assignment', 'supplement-request', 'supplement-registration'];
      for (const step of steps)
        await send(officials.caseworker, 'post', `/v1/applications/{id}/${step}`, draft.id);
      await send(applicant, 'post', '/v1/applications/{id}/withdrawal', draft.id);
    }

    await sendStateAidExamples(officials, applicant, send);
    await sendPilotExamples(system, send, sendWith);
    // Time moves on in what follows, at the end of a year into the next one.
    const appropriation = { year: YEAR + 1, amount: { amount: 10_000_000_000, currency: 'NOK' } };
    done(await manager.post(`/v1/budgets/${scheme}/appropriations`, appropriation));

    await sendPayoutExamples(system, officials, applicant, send, sendWith);
    await sendAppealExamples(system, officials, applicant, send, sendWith);
    await sendAwardExamples(system, officials, applicant, sendWith);

    const second = await system.as('marit', 'scheme-manager', DIRECTORATE);
    const templated = exampleOf('/v1/schemes', 1)['code']!;
    const version = '/v1/schemes/{id}/regulation-versions/{version}';
    await send(manager, 'post', `${version}/draft`, templated, '2');
    await send(manager, 'post', `${version}/consultation`, templated, '2');
    await send(second, 'post', `${version}/adoption`, templated, '2');
    const { id: given } = await send(manager, 'post', '/v1/schemes/{id}/delegations', templated);
    await send(manager, 'post', '/v1/schemes/{id}/delegations/{delegation}/revocation', templated, given);
    const call = exampleOf('/v1/calls')['code']!;
    for (const step of ['extension', 'dispensations'])
      await send(manager, 'post', `/v1/calls/{id}/${step}`, call);
    await send(officials.caseworker, 'post', '/v1/calls/{id}/application-registration', call);
    await send(manager, 'post', '/v1/calls/{id}/cancellation', call);
    const administrator = await system.as('aud', 'administrator');
    const representatives = '/v1/organisations/{id}/representatives';
    await send(administrator, 'post', representatives, '987654325');
    const named = done(
      await administrator.post(representatives.replace('{id}', '987654325'), exampleOf(representatives, 1)),
    );
    const withdrawal = `${representatives}/namings/{naming}/withdrawal`;
    await send(administrator, 'post', withdrawal, '987654325', named.id);
    await send(applicant, 'post', `${representatives}/{person}/removal`, '987654325', 'ola');
    await send(applicant, 'put', '/v1/people/{subject}/absence', 'me');

    expect([...left]).toEqual([]);
  });
});
