import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { statSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { refusal } from '#eventsourcing/refusal.js';
import { refused } from '#http/problems.js';
import { createLogger } from '#hosting/logging.js';
import { collect } from '#hosting/testing/collect.js';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { adminLines, AdminProblem, adminRequest } from './admin-client.js';
import { AdminServer } from './admin-server.js';
import { adminSocketPath } from './socket-path.js';

describe('the admin socket', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let server: AdminServer;
  let path: string;

  beforeEach(() => {
    folder = temporaryFolder();
    path = adminSocketPath(folder.path);
    server = new AdminServer(createLogger('silent'));
  });
  afterEach(async () => {
    await server.close();
    folder.remove();
  });

  it('can be opened by its owner alone', async () => {
    await server.listen(path);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('takes the place of a socket that a dead process left', async () => {
    writeFileSync(path, '');
    server.route('GET', '/x', () => [1]);
    await server.listen(path);
    expect(await collect(adminRequest(path, 'GET', '/x'))).toEqual([1]);
  });

  it('hands over what the path names and the body, and answers object by object', async () => {
    server.route('POST', '/projections/:name/rebuild', async function* ({ params, body }) {
      yield { params };
      await Promise.resolve();
      yield { body };
    });
    await server.listen(path);
    const answer = adminRequest(path, 'POST', '/projections/work%20queue/rebuild', { force: true });
    expect(await collect(answer)).toEqual([{ params: { name: 'work queue' } }, { body: { force: true } }]);
  });

  it('passes bytes through as they are', async () => {
    const line = '{"b": 1,  "a":"é"}';
    server.route('GET', '/log', () => [Buffer.from(line), Buffer.from(line)]);
    await server.listen(path);
    expect(await collect(adminLines(path, 'GET', '/log'))).toEqual([line, line]);
  });

  it('answers nothing for nothing', async () => {
    server.route('GET', '/none', () => []);
    await server.listen(path);
    expect(await collect(adminRequest(path, 'GET', '/none'))).toEqual([]);
  });

  it('sends a line while the next one is being worked on', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    server.route('GET', '/slow', async function* () {
      yield 'first';
      await promise;
      yield 'second';
    });
    await server.listen(path);
    const lines = adminRequest(path, 'GET', '/slow');
    expect((await lines.next()).value).toBe('first');
    resolve();
    expect((await lines.next()).value).toBe('second');
  });

  it('does not run ahead of a reader that does not read', async () => {
    let made = 0;
    const many = 100_000;
    server.route('GET', '/many', function* () {
      for (; made < many; made++) yield { made, filling: 'x'.repeat(1000) };
    });
    await server.listen(path);
    const lines = adminRequest(path, 'GET', '/many');
    await lines.next();
    const before = made;
    expect(before).toBeLessThan(many / 2);
    let read = 1;
    for await (const _ of lines) read++;
    expect([read, made]).toEqual([many, many]);
  });

  it('stops working for a client that has gone', async () => {
    const gone = Promise.withResolvers<void>();
    server.route('GET', '/endless', async function* ({ signal }) {
      try {
        yield 'here';
        await once(signal, 'abort');
        yield 'there';
      } finally {
        gone.resolve();
      }
    });
    await server.listen(path);
    for await (const line of adminRequest(path, 'GET', '/endless')) {
      expect(line).toBe('here');
      break;
    }
    await gone.promise;
  });

  it('ends what is being answered when it closes, and the client is told', async () => {
    server.route('GET', '/endless', async function* ({ signal }) {
      yield 'here';
      await once(signal, 'abort');
    });
    await server.listen(path);
    const lines = adminRequest(path, 'GET', '/endless');
    await lines.next();
    const [rest] = await Promise.allSettled([lines.next(), server.close()]);
    expect(rest.status).toBe('rejected');
  });

  it('answers a refusal as a problem', async () => {
    server.route('GET', '/refused', () => {
      throw refused(refusal('conflict', 'busy', 'a rebuild is under way', { projection: 'queue' }));
    });
    await server.listen(path);
    const error = await collect(adminRequest(path, 'GET', '/refused')).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(AdminProblem);
    expect((error as AdminProblem).document).toMatchObject({
      type: 'urn:tilsagn:problem:busy',
      status: 409,
      projection: 'queue',
    });
  });

  it('says what went wrong half-way', async () => {
    server.route('GET', '/half', function* () {
      yield 1;
      throw new Error('disk full');
    });
    await server.listen(path);
    const lines = adminRequest(path, 'GET', '/half');
    expect((await lines.next()).value).toBe(1);
    await expect(lines.next()).rejects.toThrow('disk full');
  });

  it.each([
    ['GET', '/nothing', 404],
    ['POST', '/x', 404],
    ['GET', '/%', 400],
  ])('refuses %s %s', async (method, route, status) => {
    server.route('GET', '/x', () => [1]);
    await server.listen(path);
    await expect(collect(adminRequest(path, method, route))).rejects.toMatchObject({
      document: { status },
    });
  });

  it('refuses a body that is not JSON', async () => {
    server.route('POST', '/x', () => [1]);
    await server.listen(path);
    const socket = createConnection(path);
    socket.end('POST /x HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\nconnection: close\r\n\r\n{');
    let text = '';
    for await (const chunk of socket) text += String(chunk);
    expect(text).toContain('HTTP/1.1 400');
  });

  it('moves to the temporary files when the folder has too long a path', async () => {
    const deep = join(folder.path, 'x'.repeat(120));
    const short = adminSocketPath(deep);
    expect(Buffer.byteLength(short)).toBeLessThanOrEqual(103);
    expect(adminSocketPath(deep)).toBe(short);
    expect(adminSocketPath(`${deep}y`)).not.toBe(short);
    server.route('GET', '/x', () => [1]);
    await server.listen(short);
    expect(await collect(adminRequest(short, 'GET', '/x'))).toEqual([1]);
  });

  it('says so when nobody listens', async () => {
    await expect(collect(adminRequest(path, 'GET', '/x'))).rejects.toThrow('ENOENT');
  });
});
