import { afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { CryptoKey, JWK, JWTPayload } from 'jose';
import { exportJWK, generateKeyPair, importJWK, SignJWT, UnsecuredJWT } from 'jose';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { DevIssuer, issueDevToken } from './dev-issuer.js';
import { fileKeySet, tokenVerifierOf } from './key-sets.js';
import type { IdentityConfig } from './config/issuer-config.js';
import { identityOf } from './config/identity-environment.js';
import { IdentityUnavailable, InvalidToken } from './invalid-token.js';
import { type KeySource, TokenVerifier } from './token-verifier.js';

interface Signer {
  readonly key: CryptoKey;
  readonly jwk: JWK;
}

async function signer(kid: string, alg = 'ES256'): Promise<Signer> {
  const { privateKey, publicKey } = await generateKeyPair(alg);
  return { key: privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg } };
}

/** What the three variables of a development configuration say. */
function configured(jwks: string): IdentityConfig {
  const env: Record<string, string> = {
    TILSAGN_OIDC_ISSUER: 'https://id.example',
    TILSAGN_OIDC_AUDIENCE: 'tilsagn',
    TILSAGN_OIDC_JWKS: jwks,
  };
  const refuse = (name: string, reason: string) => {
    throw new Error(`${name} ${reason}`);
  };
  return identityOf({ get: (name) => env[name], production: false, refuse });
}

/** A verifier of that issuer with other keys. */
function verifierWith(keys: KeySource, algorithms?: readonly string[]): TokenVerifier {
  const { issuers } = configured('keys.json') as IdentityConfig & { readonly kind: 'oidc' };
  return new TokenVerifier(
    issuers.map((rules) => ({ keys, rules: { ...rules, ...(algorithms && { algorithms }) } })),
  );
}

type Claims = { readonly [name in keyof JWTPayload]: unknown };

const sign = ({ key, jwk }: Signer, claims: Claims = {}) =>
  new SignJWT({
    iss: 'https://id.example',
    aud: 'tilsagn',
    sub: 'alice',
    roles: ['applicant'],
    exp: Math.floor(Date.now() / 1000) + 60,
    ...claims,
  } as JWTPayload)
    .setProtectedHeader({ alg: jwk.alg!, kid: jwk.kid! })
    .sign(key);

describe('a bearer token', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let first: Signer;
  let second: Signer;
  beforeAll(async () => {
    [first, second] = [await signer('k1'), await signer('k2')];
  });
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => {
    jest.useRealTimers();
    folder.remove();
  });

  const jwksFile = (...signers: Signer[]) => {
    const path = join(folder.path, 'jwks.json');
    writeFileSync(path, JSON.stringify({ keys: signers.map(({ jwk }) => jwk) }));
    return path;
  };
  const dev = () => tokenVerifierOf({ data: folder.path, identity: { kind: 'dev' } });
  const oidc = (jwks: string) => tokenVerifierOf({ data: folder.path, identity: configured(jwks) });

  it('stands for a subject, its roles and its organisation', async () => {
    const verifier = await oidc(jwksFile(first));
    const roles = ['caseworker', 'offline_access'];
    expect(await verifier.verify(await sign(first, { roles, organisation: 'd1' }))).toEqual({
      subject: 'alice',
      memberships: [{ organisation: 'd1', roles: ['caseworker'] }],
    });
    const without = await sign(first, { roles: undefined });
    expect(await verifier.verify(without)).toEqual({ subject: 'alice', memberships: [{ roles: [] }] });
  });

  it.each<[string, Claims, string]>([
    ['of another issuer', { iss: 'https://evil.example' }, '"iss"'],
    ['for another audience', { aud: 'other' }, '"aud"'],
    ['without an audience', { aud: undefined }, '"aud"'],
    ['that never expires', { exp: undefined }, '"exp"'],
    ['that has expired', { exp: 1_000_000 }, 'expired'],
    ['that is not valid yet', { nbf: 4_000_000_000 }, '"nbf"'],
    ['without a subject', { sub: undefined }, '"sub"'],
    ['with an empty subject', { sub: '' }, '"sub"'],
    ['with a subject that shows nothing', { sub: '\u200B' }, '"sub"'],
    ['with NUL in its subject', { sub: 'alice\0' }, '"sub"'],
    ['with a turn of direction in its subject', { sub: 'alice\u202E' }, '"sub"'],
    ['that poses as a process manager', { sub: 'process:instalments' }, '"sub"'],
    ['that looks like a process manager', { sub: '\u200B process:instalments' }, '"sub"'],
    ['that shouts to be one', { sub: 'PROCESS:instalments' }, '"sub"'],
    ['with NUL in its organisation', { organisation: 'd1\0' }, '"organisation"'],
    ['with roles in one text', { roles: 'caseworker' }, '"roles"'],
    ['with an organisation that is no text', { organisation: 1 }, '"organisation"'],
    ['that poses as another person', { organisation: 'subject:bob' }, '"organisation"'],
  ])('%s is refused', async (_, claims, reason) => {
    const verifier = await oidc(jwksFile(first));
    const token = await sign(first, claims);
    await expect(verifier.verify(token)).rejects.toThrow(InvalidToken);
    await expect(verifier.verify(token)).rejects.toThrow(reason);
  });

  it('signed by another key, by none, or by the public key as a secret is refused', async () => {
    const verifier = await oidc(jwksFile(first));
    const forged = await sign({ key: second.key, jwk: first.jwk });
    const unsigned = new UnsecuredJWT({ sub: 'alice', roles: [] })
      .setIssuer('https://id.example')
      .setAudience('tilsagn')
      .setExpirationTime('1h')
      .encode();
    const confused = await new SignJWT({ sub: 'alice' })
      .setProtectedHeader({ alg: 'HS256', kid: 'k1' })
      .setIssuer('https://id.example')
      .setAudience('tilsagn')
      .setExpirationTime('1h')
      .sign(Buffer.from(JSON.stringify(first.jwk)));
    for (const token of [forged, unsigned, confused, 'x.y.z', ''])
      await expect(verifier.verify(token)).rejects.toThrow(InvalidToken);
  });

  it('signed with an algorithm that is not on the list is refused, whatever key it names', async () => {
    const key = (await importJWK(first.jwk, 'ES256')) as CryptoKey;
    const verifier = verifierWith({ find: () => key, revision: 0 }, ['ES384']);
    await expect(verifier.verify(await sign(first))).rejects.toThrow(InvalidToken);
  });

  it('is checked once and answered at once from then on, until it expires', async () => {
    let asked = 0;
    const keys = await fileKeySet(jwksFile(first));
    const source = {
      revision: 0,
      find: (...args: Parameters<typeof keys>) => {
        asked++;
        return keys(...args);
      },
    };
    const verifier = verifierWith(source);
    const token = await sign(first);
    const identity = await verifier.verify(token);
    expect(verifier.verify(token)).toBe(identity);
    expect(asked).toBe(1);
    source.revision++;
    expect(await verifier.verify(token)).toEqual(identity);
    expect(asked).toBe(2);
    jest.useFakeTimers({ now: Date.now() + 70_000 });
    expect(() => verifier.verify(token)).toThrow('expired');
  });

  it('counts as long as its issuer says so, where the issuer is asked', async () => {
    const keys = { find: await fileKeySet(jwksFile(first)), revision: 0 };
    const { issuers } = configured('keys.json') as IdentityConfig & { readonly kind: 'oidc' };
    let active = true;
    const introspection = { active: () => Promise.resolve(active) };
    const verifier = new TokenVerifier([{ rules: issuers[0]!, keys, introspection }]);
    const token = await sign(first);
    expect(await verifier.verify(token)).toMatchObject({ subject: 'alice' });
    active = false;
    await expect(verifier.verify(token)).rejects.toThrow('does not count any more');
  });

  it('needs a digest where its issuer keeps no person in clear', () => {
    const keys = { find: () => first.key, revision: 0 };
    const { issuers } = configured('keys.json') as IdentityConfig & { readonly kind: 'oidc' };
    const person = { ...issuers[0]!.person, digest: true };
    const trusted = [{ rules: { ...issuers[0]!, person }, keys }];
    expect(() => new TokenVerifier(trusted)).toThrow('digests its persons');
    expect(() => new TokenVerifier(trusted, { digestOf: String })).not.toThrow();
  });

  it('is accepted when its key appears in the file later', async () => {
    const path = jwksFile(first);
    const verifier = await oidc(path);
    await expect(verifier.verify(await sign(second))).rejects.toThrow(InvalidToken);
    jwksFile(first, second);
    expect(await verifier.verify(await sign(second))).toMatchObject({ subject: 'alice' });
  });

  it('is no less valid when the issuer cannot be asked: nobody can say', async () => {
    let server: Server | undefined = createServer((_, response) => response.writeHead(500).end());
    await new Promise<void>((resolve) => void server!.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`;
    await expect((await oidc(url)).verify(await sign(first))).rejects.toThrow(IdentityUnavailable);
    await new Promise((resolve) => server!.close(resolve));
    server = undefined;
    await expect((await oidc(url)).verify(await sign(first))).rejects.toThrow(IdentityUnavailable);
  });

  it('is checked with keys fetched from the issuer', async () => {
    const server = createServer((_, response) => {
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [first.jwk] }));
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const verifier = await oidc(`http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`);
    expect(await verifier.verify(await sign(first))).toMatchObject({ subject: 'alice' });
    await expect(verifier.verify(await sign(second))).rejects.toThrow(InvalidToken);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  describe('of the dev issuer', () => {
    it('counts in its own data folder, also after a restart, and in no other', async () => {
      const token = await issueDevToken(folder.path, {
        subject: 'alice',
        roles: ['finance'],
        organisation: 'd1',
      });
      expect(await (await dev()).verify(token)).toEqual({
        subject: 'alice',
        memberships: [{ organisation: 'd1', roles: ['finance'] }],
      });
      const other = await DevIssuer.open(join(folder.path, 'other'));
      await expect(new TokenVerifier([other.trusted]).verify(token)).rejects.toThrow(InvalidToken);
    });

    it('lasts as long as it is told to', async () => {
      const token = await issueDevToken(folder.path, { subject: 'alice', roles: [], ttl: -60 });
      await expect((await dev()).verify(token)).rejects.toThrow('expired');
    });

    it('is signed by a key that only the owner of the folder can read', async () => {
      const [one, two] = await Promise.all([DevIssuer.open(folder.path), DevIssuer.open(folder.path)]);
      expect(statSync(join(folder.path, 'dev-issuer.json')).mode & 0o777).toBe(0o600);
      const token = await one.issue({ subject: 'alice', roles: [] });
      expect(await new TokenVerifier([two.trusted]).verify(token)).toMatchObject({ subject: 'alice' });
    });

    it('is checked by the public half alone', async () => {
      const issuer = await DevIssuer.open(folder.path);
      const { d } = JSON.parse(readFileSync(join(folder.path, 'dev-issuer.json'), 'utf8')) as { d: string };
      expect(d).toMatch(/^[\w-]{43}$/);
      const key = await issuer.trusted.keys.find({ alg: 'EdDSA' }, { payload: '', signature: '' });
      expect(key).toMatchObject({ type: 'public' });
    });
  });
});
