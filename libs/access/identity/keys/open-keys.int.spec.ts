import { afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { exportJWK, SignJWT, type JWK } from 'jose';
import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLogger } from '#hosting/logging.js';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { UnusableIssuer } from '../asking/faults.js';
import { testAuthority, type TestAuthority } from '../testing/certificates.js';
import { sign, signer, type Signer } from '../testing/signers.js';
import { json, status, testProvider, type Answering, type TestProvider } from '../testing/test-provider.js';
import { pass, simulateTime, until } from '../testing/simulated-time.js';
import { InvalidToken } from '../invalid-token.js';
import { exampleVerifier } from '../testing/example-issuer.js';
import type { IssuerKeys, KeysConfig } from './keys.js';
import { openKeys } from './open-keys.js';

const WELL_KNOWN = '/.well-known/openid-configuration';

const text =
  (body: string, type: string): Answering =>
  (response) =>
    void response.writeHead(200, { 'content-type': type }).end(body);

describe('where keys are', () => {
  const lines: Record<string, unknown>[] = [];
  const logger = createLogger('info', { write: (line) => void lines.push(JSON.parse(line) as never) });
  const open: { close(): Promise<void> }[] = [];
  let good: Signer;
  let authority: TestAuthority;
  let provider: TestProvider;
  let folder: ReturnType<typeof temporaryFolder>;

  beforeAll(async () => {
    [good, authority] = await Promise.all([signer('good'), testAuthority()]);
  });
  beforeEach(async () => {
    lines.length = 0;
    folder = temporaryFolder();
    open.push((provider = await testProvider()));
  });
  afterEach(async () => {
    for (const each of open.splice(0).toReversed()) await each.close();
    jest.useRealTimers();
    folder.remove();
  });

  const opened = async (config: KeysConfig, production = false): Promise<IssuerKeys> => {
    const keys = await openKeys(config, { logger, production });
    open.push(keys);
    return keys;
  };
  const atUrl = (url = provider.url) => ({ kind: 'jwks', url: `${url}/jwks` }) as const;
  const issuer = (path = '', url = provider.url) => ({ kind: 'discovery', issuer: url + path }) as const;
  const setOf = (...keys: readonly unknown[]) => json({ keys });
  const file = (name: string, content: string) => {
    const path = join(folder.path, name);
    writeFileSync(path, content);
    return path;
  };
  const secure = async () => {
    const server = await testProvider({ cert: authority.cert, key: authority.key });
    open.push(server);
    return server;
  };
  const verifierOf = (keys: IssuerKeys) =>
    exampleVerifier(keys, { algorithms: ['ES256', 'RS256', 'EdDSA', 'HS256'] });
  const accepts = async (keys: IssuerKeys) => (await verifierOf(keys).verify(await sign(good))).subject;

  describe('an answer that holds no keys', () => {
    const oct = { kty: 'oct', kid: 'good', alg: 'HS256', k: 'c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0' };
    const weak = () =>
      generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ format: 'jwk' });
    const answers: [string, () => Answering | Promise<Answering>, string][] = [
      ['a failure', () => status(500), 'answered 500'],
      ['nothing found', () => status(404), 'answered 404'],
      [
        'a redirect',
        () => status(302, { location: '/jwks' }),
        'redirects (302), which is not followed: name the address it leads to',
      ],
      ['a page', () => text('<html>Vedlikehold</html>', 'text/html'), 'is not JSON'],
      ['what is not UTF-8', () => (response) => void response.end(Buffer.of(0xff, 0xfe)), 'is not UTF-8'],
      ['a member twice', () => text('{"keys":[],"keys":[]}', 'application/json'), '/keys is there twice'],
      ['an empty set', () => setOf(), 'holds no key that tokens can be checked with'],
      [
        'a symmetric key alone',
        () => setOf(oct),
        'holds no key that tokens can be checked with (1 symmetric)',
      ],
      [
        'private keys alone',
        async () => setOf(await exportJWK(good.key)),
        'holds no key that tokens can be checked with (1 private)',
      ],
      [
        'weak, broken and other keys',
        () => setOf(weak(), weak(), { kty: 'RSA' }, { ...good.jwk, use: 'enc' }, 'key'),
        'holds no key that tokens can be checked with (2 weak, 2 malformed, 1 for another purpose)',
      ],
      ['more keys than anyone has', () => setOf(...Array(101).fill(good.jwk)), 'holds more than 100 keys'],
      [
        'ten million bytes',
        () => setOf(good.jwk, { padding: 'x'.repeat(10_000_000) }),
        'answered more than 524288 bytes',
      ],
      [
        'a body without end',
        () => (response) => {
          const more = () => {
            while (!response.destroyed && response.write('x'.repeat(65_536))) continue;
          };
          response.writeHead(200).on('drain', more);
          more();
        },
        'answered more than 524288 bytes',
      ],
      [
        'an answer cut short',
        () => (response) =>
          void response.writeHead(200, { 'content-length': 100 }).write('{', () => response.destroy()),
        'cannot be reached: aborted',
      ],
      [
        'no answer but a closed door',
        () => (response) => void response.destroy(),
        'cannot be reached: socket hang up',
      ],
    ];

    it.each(answers)('%s: the keys of before count on', async (_, answering, reason) => {
      provider.answer('/jwks', setOf(good.jwk));
      simulateTime();
      const keys = await opened(atUrl());
      provider.answer('/jwks', await answering());
      await pass(30);
      await until(() => keys.state().away !== undefined);
      expect(keys.state()).toMatchObject({ keys: 1, away: { cause: `${provider.url}/jwks ${reason}` } });
      expect(await accepts(keys)).toBe('alice');
    });

    it('drop by drop: is not waited for', async () => {
      provider.answer('/jwks', setOf(good.jwk));
      simulateTime();
      const keys = await opened(atUrl());
      let ended = false;
      provider.answer('/jwks', (response) => {
        response.writeHead(200).write('{');
        response.on('close', () => {
          ended = true;
        });
      });
      await pass(30);
      await until(() => provider.asked.length === 2);
      await pass(10);
      await until(() => keys.state().away !== undefined && ended);
      expect(keys.state().away!.cause).toBe(`${provider.url}/jwks did not answer within 10 s`);
    });
  });

  it('an answer that is of no use is not read on: its connection is closed', async () => {
    let closed = false;
    provider.answer('/jwks', (response) => {
      response.on('close', () => {
        closed = true;
      });
      response.writeHead(500).write('Sorry');
    });
    await opened(atUrl());
    await until(() => closed);
  });

  it('only keys that are fit for it check tokens, whatever else stands in a set', async () => {
    const [leaked, secret] = [await signer('leaked'), Buffer.alloc(32, 7)];
    const encryption = await signer('encryption');
    const wrapped: JWK = { kty: 'oct', kid: 'secret', alg: 'HS256', k: secret.toString('base64url') };
    provider.answer(
      '/jwks',
      setOf(
        { ...(await exportJWK(leaked.key)), kid: 'leaked', alg: 'ES256' },
        wrapped,
        { ...encryption.jwk, use: 'enc' },
        good.jwk,
      ),
    );
    simulateTime();
    const keys = await opened(atUrl());
    expect(keys.state()).toEqual({ keys: 1 });
    expect(lines).toEqual([expect.objectContaining({ level: 'warn', private: 1, symmetric: 1 })]);
    expect(await accepts(keys)).toBe('alice');
    for (const each of [leaked, encryption]) {
      await pass(4);
      await expect(verifierOf(keys).verify(await sign(each))).rejects.toThrow(InvalidToken);
    }
    const symmetric = new SignJWT({ sub: 'alice' }).setProtectedHeader({ alg: 'HS256', kid: 'secret' });
    const token = await symmetric
      .setIssuer('https://id.example')
      .setAudience('tilsagn')
      .setExpirationTime('1m')
      .sign(secret);
    await expect(verifierOf(keys).verify(token)).rejects.toThrow(InvalidToken);
  });

  it('a set is one by what it says, not by the type it is sent as', async () => {
    provider.answer('/jwks', text(JSON.stringify({ keys: [good.jwk] }), 'text/plain'));
    expect(await accepts(await opened(atUrl()))).toBe('alice');
  });

  describe('by discovery', () => {
    const says = (path: string, said: string, keys = `${provider.url}/jwks`) =>
      provider.answer(path, json({ issuer: said, jwks_uri: keys }));
    beforeEach(() => provider.answer('/jwks', setOf(good.jwk)));

    it.each(['', '/', '/realms/grants', '/realms/grants/'])(
      'is found below an issuer "…%s"',
      async (path) => {
        says(path.replace(/\/$/, '') + WELL_KNOWN, provider.url + path);
        expect(await accepts(await opened(issuer(path)))).toBe('alice');
      },
    );

    it.each(['', '/', '/tenant'])('is found as RFC 8414 says it below an issuer "…%s"', async (path) => {
      const place = `/.well-known/oauth-authorization-server${path.replace(/\/$/, '')}`;
      says(place, provider.url + path);
      simulateTime();
      const keys = await opened(issuer(path));
      expect(await accepts(keys)).toBe('alice');
      await pass(30);
      await until(() => provider.asked.length === 5);
      expect(provider.asked.slice(1)).toEqual([place, '/jwks', place, '/jwks']);
    });

    it('follows keys to where the issuer moves them', async () => {
      const moved = await signer('moved');
      says(WELL_KNOWN, provider.url);
      simulateTime();
      const keys = await opened(issuer());
      provider.answer('/keys', setOf(moved.jwk));
      says(WELL_KNOWN, provider.url, `${provider.url}/keys`);
      await pass(30);
      await until(() => keys.revision === 1);
      expect((await verifierOf(keys).verify(await sign(moved))).subject).toBe('alice');
    });

    it.each<[string, object | (() => object), string]>([
      [
        'of another issuer',
        () => ({ issuer: `${provider.url}/`, jwks_uri: `${provider.url}/jwks` }),
        'is that of the issuer',
      ],
      ['of nobody', { jwks_uri: 'https://id.example/jwks' }, 'is that of the issuer nobody named'],
      ['without keys', () => ({ issuer: provider.url }), 'has no "jwks_uri" that is a URL'],
      [
        'whose keys are no URL',
        () => ({ issuer: provider.url, jwks_uri: '/jwks' }),
        'has no "jwks_uri" that is a URL',
      ],
      [
        'whose keys are in a file',
        () => ({ issuer: provider.url, jwks_uri: 'file:///etc/jwks' }),
        'no https:// URL',
      ],
      [
        'whose keys anybody on the way can change',
        () => ({ issuer: provider.url, jwks_uri: 'http://id.example/jwks' }),
        'is http:// and not on this machine',
      ],
    ])('a document %s ends the start', async (_, document, reason) => {
      provider.answer(WELL_KNOWN, json(typeof document === 'function' ? document() : document));
      const failure = opened(issuer());
      await expect(failure).rejects.toThrow(reason);
      await expect(failure).rejects.toMatchObject({ setting: 'issuer', what: provider.url + WELL_KNOWN });
    });

    it.each([
      ['no document', status(404), 'answered 404'],
      ['a page', text('<html/>', 'text/html'), 'is no discovery document: it is not JSON'],
      ['a list', json([]), 'is no discovery document: it is no JSON object'],
    ])('%s may still become one', async (_, answering, reason) => {
      provider.answer(WELL_KNOWN, answering);
      const keys = await opened(issuer());
      expect(keys.state()).toMatchObject({
        keys: 0,
        away: { cause: `${provider.url}${WELL_KNOWN} ${reason}` },
      });
    });

    it('in production the keys must be at an https:// URL, too', async () => {
      const server = await secure();
      server.answer(WELL_KNOWN, json({ issuer: server.url, jwks_uri: `${provider.url}/jwks` }));
      const ca = file('ca.pem', authority.ca);
      await expect(opened({ ...issuer('', server.url), ca }, true)).rejects.toThrow(
        `names a "jwks_uri" that is no https:// URL: ${provider.url}/jwks`,
      );
    });
  });

  describe('over TLS', () => {
    it('an authority of the agency is trusted where its file is named, and nowhere else', async () => {
      const server = await secure();
      server.answer('/jwks', setOf(good.jwk));
      const ca = file('ca.pem', `Our own CA\n${authority.ca}`);
      expect(await accepts(await opened({ ...atUrl(server.url), ca }, true))).toBe('alice');
      const without = await opened(atUrl(server.url), true);
      expect(without.state()).toMatchObject({
        keys: 0,
        away: {
          cause: expect.stringContaining(
            'is not trusted (UNABLE_TO_VERIFY_LEAF_SIGNATURE): name the file of its CA',
          ),
        },
      });
      await expect(fetch(`${server.url}/jwks`)).rejects.toThrow('fetch failed');
    });

    it('another authority than the one named is not', async () => {
      const server = await secure();
      server.answer('/jwks', setOf(good.jwk));
      const ca = file('ca.pem', (await testAuthority()).ca);
      expect((await opened({ ...atUrl(server.url), ca }, true)).state()).toMatchObject({ keys: 0 });
    });
  });

  describe('a start ends with what is wrong', () => {
    const cases: [string, () => KeysConfig, Partial<UnusableIssuer>][] = [
      [
        'a discovery URL where keys are expected',
        () => {
          provider.answer('/jwks', json({ issuer: provider.url, jwks_uri: `${provider.url}/keys` }));
          return atUrl();
        },
        {
          setting: 'url',
          reason: expect.stringMatching(/^is a discovery document, not a set of keys/) as never,
        },
      ],
      [
        'a single key',
        () => {
          provider.answer('/jwks', json(good.jwk));
          return atUrl();
        },
        { setting: 'url', reason: 'is a single key: a set of keys, {"keys": […]}, is expected' },
      ],
      [
        'JSON of another kind',
        () => {
          provider.answer('/jwks', json({ error: 'nope' }));
          return atUrl();
        },
        { setting: 'url', reason: 'is no set of keys: it has no list "keys"' },
      ],
      [
        'a list',
        () => {
          provider.answer('/jwks', json([good.jwk]));
          return atUrl();
        },
        { setting: 'url', reason: 'is no set of keys: a JSON object with "keys" is expected' },
      ],
      [
        'a file that is not there',
        () => ({ kind: 'file', path: join(folder.path, 'none.json') }),
        { setting: 'path', reason: expect.stringMatching(/^cannot be read: ENOENT/) as never },
      ],
      [
        'a folder',
        () => {
          mkdirSync(join(folder.path, 'keys'));
          return { kind: 'file', path: join(folder.path, 'keys') };
        },
        { setting: 'path', reason: 'is no file' },
      ],
      [
        'a file of another kind',
        () => ({ kind: 'file', path: file('keys.pem', authority.cert) }),
        { setting: 'path', reason: 'is not JSON' },
      ],
      [
        'an enormous file',
        () => ({ kind: 'file', path: file('keys.json', ' '.repeat(600_000)) }),
        { setting: 'path', reason: 'has more than 524288 bytes' },
      ],
      [
        'a file without a usable key',
        () => ({ kind: 'file', path: file('keys.json', '{"keys":[{"kty":"oct","k":"AAAA"}]}') }),
        { setting: 'path', reason: 'holds no key that tokens can be checked with (1 symmetric)' },
      ],
      [
        'a CA file that is not there',
        () => ({ ...atUrl(), ca: join(folder.path, 'none.pem') }),
        { setting: 'ca', reason: expect.stringMatching(/^cannot be read: ENOENT/) as never },
      ],
      [
        'a CA file without a certificate',
        () => ({ ...issuer(), ca: file('ca.pem', authority.key) }),
        { setting: 'ca', reason: 'holds no certificate (PEM)' },
      ],
      [
        'a CA file with a broken certificate',
        () => ({ ...issuer(), ca: file('ca.pem', authority.ca + authority.ca.replace(/MII/, 'AII')) }),
        { setting: 'ca', reason: 'holds a certificate that cannot be read: number 2' },
      ],
      ['a URL that is none', () => ({ kind: 'jwks', url: 'jwks' }), { setting: 'url', reason: 'is no URL' }],
      [
        'an issuer that is no address',
        () => ({ kind: 'discovery', issuer: 'urn:agency:login' }),
        { setting: 'issuer', reason: 'must be an https:// URL' },
      ],
      [
        'an issuer with a query',
        () => ({ kind: 'discovery', issuer: 'https://id.example/?tenant=7' }),
        { setting: 'issuer', reason: 'must have no query and no fragment' },
      ],
    ];

    it.each(cases)('%s', async (_, config, expected) => {
      const failure = await opened(config()).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(UnusableIssuer);
      expect(failure).toMatchObject(expected);
      expect(lines).toEqual([]);
    });

    it.each<[KeysConfig, string]>([
      [{ kind: 'jwks', url: 'http://127.0.0.1/jwks?key=secret' }, 'http://127.0.0.1/jwks'],
      [{ kind: 'discovery', issuer: 'http://operator:secret@127.0.0.1' }, 'http://127.0.0.1/'],
    ])('in production, what is fetched over http:// (%j)', async (config, what) => {
      await expect(opened(config, true)).rejects.toMatchObject({
        what,
        reason: 'must be an https:// URL in production',
      });
    });
  });
});
