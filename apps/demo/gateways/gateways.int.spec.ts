import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { Gateways, RefusedByGateway } from './gateways.js';

const ANNA = { subject: 'anna', roles: ['caseworker'], organisation: 'udir' };
const RECEIPT = { id: 'a', revision: 1, position: '1' };
const problem = (code: string) => ({ type: `urn:tilsagn:problem:${code}`, detail: 'because' });

describe('gateways that are asked in turn', () => {
  const folder = temporaryFolder();
  const servers: { readonly url: string; readonly server: Server; readonly asked: IncomingMessage[] }[] = [];
  let answers: { readonly status: number; readonly body: object }[];

  beforeAll(async () => {
    for (let count = 0; count < 2; count++) {
      const asked: IncomingMessage[] = [];
      const server = createServer((request, response) => {
        asked.push(request);
        const { status, body } = answers.shift() ?? { status: 200, body: RECEIPT };
        response.writeHead(status).end(JSON.stringify(body));
      });
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      const { port } = server.address() as AddressInfo;
      servers.push({ url: `http://127.0.0.1:${port}`, server, asked });
    }
  });
  beforeEach(() => {
    answers = [];
    for (const { asked } of servers) asked.length = 0;
  });
  afterAll(() => {
    for (const { server } of servers) server.closeAllConnections();
    for (const { server } of servers) server.close();
    folder.remove();
  });
  const open = (...more: string[]) => Gateways.at([...more, ...servers.map(({ url }) => url)], folder.path);

  it('get every other request, with the token of whoever acts and the key of the step', async () => {
    const gateways = await open();
    for (const step of ['one', 'two']) expect(await gateways.post(ANNA, '/v1/x', {}, step)).toEqual(RECEIPT);
    expect([...gateways.answers.values()]).toEqual([1, 1]);
    const [first, second] = servers.map(({ asked }) => asked[0]!.headers);
    expect(first!.authorization).toMatch(/^Bearer ./);
    expect(second!.authorization).toBe(first!.authorization);
    expect(second!['idempotency-key']).not.toBe(first!['idempotency-key']);
  });

  it('are asked one after the other while one cannot answer, or is not there, under the same key', async () => {
    answers = [{ status: 503, body: problem('not-yet') }];
    const gateways = await open('http://127.0.0.1:1');
    expect(await gateways.post(ANNA, '/v1/x', {}, 'one')).toEqual(RECEIPT);
    const [first, second] = servers.map(({ asked }) => asked[0]!.headers['idempotency-key']);
    expect(second).toBe(first);
  });

  it('refuse for good what they refuse', async () => {
    answers = [{ status: 409, body: problem('wrong-state') }];
    const refused = (await open()).post(ANNA, '/v1/x', {}, 'one');
    await expect(refused).rejects.toThrow(new RefusedByGateway('wrong-state', 'because'));
  });

  it('are told what has to have followed before they answer', async () => {
    await (await open()).get(ANNA, '/v1/payouts?case=a', 'C:1/P:1');
    expect(servers[0]!.asked[0]!.url).toBe('/v1/payouts?case=a&after-consequences=C%3A1%2FP%3A1');
  });
});
