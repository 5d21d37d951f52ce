import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { createLogger } from '#hosting/logging.js';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { UnusableIssuer } from './asking/faults.js';
import { Introspection } from './introspection.js';
import { sign, signer } from './testing/signers.js';
import { pass, simulateTime, until } from './testing/simulated-time.js';
import { json, status, testProvider, type Answering, type TestProvider } from './testing/test-provider.js';
import { IdentityUnavailable, InvalidToken } from './invalid-token.js';
import { exampleVerifier } from './testing/example-issuer.js';

describe('introspection', () => {
  const lines: string[] = [];
  const logger = createLogger('info', { write: (line) => void lines.push(line) });
  let folder: ReturnType<typeof temporaryFolder>;
  let provider: TestProvider;
  let introspection: Introspection;

  beforeEach(async () => {
    lines.length = 0;
    folder = temporaryFolder();
    provider = await testProvider();
    writeFileSync(join(folder.path, 'secret'), 'p%ss:word +\n');
    introspection = await opened();
    simulateTime();
  });
  afterEach(async () => {
    introspection.close();
    jest.useRealTimers();
    await provider.close();
    folder.remove();
  });

  const opened = (changes: object = {}, production = false) =>
    Introspection.open(
      {
        url: `${provider.url}/introspect`,
        clientId: 'tils:agn',
        clientSecretFile: join(folder.path, 'secret'),
        ...changes,
      },
      { logger, production },
    );
  const answers = (answering: Answering) => provider.answer('/introspect', answering);

  it('asks as its client, and sends the token where no log of addresses shows it', async () => {
    const requests: object[] = [];
    answers(async (response, request) => {
      const { method, url, headers } = request;
      const { authorization, 'content-type': type } = headers;
      requests.push({ method, url, authorization, type, body: await text(request) });
      await json({ active: true })(response, request);
    });
    expect(await introspection.active('a.b-c_d')).toBe(true);
    expect(requests).toEqual([
      {
        method: 'POST',
        url: '/introspect',
        authorization: `Basic ${Buffer.from('tils%3Aagn:p%25ss%3Aword+%2B').toString('base64')}`,
        type: 'application/x-www-form-urlencoded',
        body: 'token=a.b-c_d&token_type_hint=access_token',
      },
    ]);
  });

  it('asks once for requests that come together, and again after some seconds', async () => {
    answers(json({ active: true }));
    const together = Array.from({ length: 20 }, () => introspection.active('token'));
    expect(new Set(await Promise.all(together))).toEqual(new Set([true]));
    await pass(4.999);
    await introspection.active('token');
    expect(provider.asked).toHaveLength(1);
    answers(json({ active: false }));
    await pass(0.001);
    expect(await introspection.active('token')).toBe(false);
    expect(await introspection.active('other')).toBe(false);
  });

  it('ends a token that was let in before, a few seconds after it was revoked', async () => {
    const key = await signer('k1');
    const keys = { find: () => Promise.resolve(key.jwk), revision: 0 };
    const verifier = exampleVerifier(keys, { introspection });
    const token = await sign(key);
    answers(json({ active: true }));
    expect(await verifier.verify(token)).toMatchObject({ subject: 'alice' });
    answers(json({ active: false }));
    expect(await verifier.verify(token)).toMatchObject({ subject: 'alice' });
    await pass(5);
    await expect(verifier.verify(token)).rejects.toThrow(InvalidToken);
    await expect(verifier.verify(await sign(await signer('k1')))).rejects.toThrow(InvalidToken);
    expect(provider.asked).toHaveLength(2);
  });

  it.each<[string, Answering]>([
    ['refuses its client', status(401)],
    ['fails', status(500)],
    ['redirects', status(302, { location: 'https://elsewhere.example' })],
    ['answers a page', (response) => void response.end('<html/>')],
    ['answers a word', json('active')],
    ['answers nothing', json(null)],
    ['answers something like yes', json({ active: 'true' })],
    ['answers no such thing', json({ error: 'unsupported' })],
    ['closes the door', (response) => void response.destroy()],
  ])('lets nobody in while the issuer %s, and tells once', async (_, answering) => {
    answers(answering);
    await expect(introspection.active('secret-token')).rejects.toThrow(IdentityUnavailable);
    await expect(introspection.active('secret-token')).rejects.toThrow('whether the token still counts');
    expect(provider.asked).toHaveLength(2);
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0]!)).toMatchObject({ level: 'warn', url: `${provider.url}/introspect` });
    expect(lines[0]).not.toMatch(/secret-token|p%ss/);
    answers(json({ active: true }));
    expect(await introspection.active('secret-token')).toBe(true);
    expect(JSON.parse(lines[1]!)).toMatchObject({ level: 'info' });
  });

  it('waits for no answer longer than some seconds, and for no more than so many at once', async () => {
    answers(() => undefined);
    const waiting = Promise.allSettled(Array.from({ length: 100 }, (_, i) => introspection.active(`t${i}`)));
    await until(() => provider.asked.length === 100);
    await expect(introspection.active('one more')).rejects.toThrow(IdentityUnavailable);
    expect(provider.asked).toHaveLength(100);
    await pass(5);
    expect((await waiting).every((each) => each.status === 'rejected')).toBe(true);
    answers(json({ active: true }));
    expect(await introspection.active('one more')).toBe(true);
  });

  it('lets go of what is being asked when it is closed', async () => {
    answers(() => undefined);
    const waiting = introspection.active('token');
    await until(() => provider.asked.length === 1);
    introspection.close();
    await expect(waiting).rejects.toThrow(IdentityUnavailable);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('is refused at the start where it cannot be used as configured', async () => {
    writeFileSync(join(folder.path, 'empty'), '\n');
    const none = join(folder.path, 'none');
    await expect(opened({ clientSecretFile: none })).rejects.toThrow(`${none} cannot be read: ENOENT`);
    await expect(opened({ clientSecretFile: join(folder.path, 'empty') })).rejects.toThrow('is empty');
    await expect(opened({ ca: none })).rejects.toThrow(UnusableIssuer);
    await expect(opened({}, true)).rejects.toMatchObject({
      setting: 'introspection',
      reason: 'must be an https:// URL in production',
    });
  });
});
