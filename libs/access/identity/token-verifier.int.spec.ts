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
import { IdentityUnavailable, InvalidToken, TokenVerifier } from './token-verifier.js';

interface Signer {
  readonly key: CryptoKey;
  readonly jwk: JWK;
}

async function signer(kid: string, alg = 'ES256'): Promise<Signer> {
  const { privateKey, publicKey } = await generateKeyPair(alg);
  return { key: privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg } };
}

type Claims = { readonly [name in keyof JWTPayload]: unknown };

/** So many who act for each other. */
const chain = (count: number): object | undefined =>
  count === 0 ? undefined : { sub: `p${count}`, act: chain(count - 1) };

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
  const oidc = (jwks: string) =>
    tokenVerifierOf({
      data: folder.path,
      identity: { kind: 'oidc', issuer: 'https://id.example', audience: 'tilsagn', jwks },
    });

  it('stands for a subject, its roles and its organisations', async () => {
    const verifier = await oidc(jwksFile(first));
    const membershipsOf = async (claims: Claims) =>
      (await verifier.verify(await sign(first, claims))).memberships;
    const roles = ['caseworker', 'offline_access'];
    const held = ['caseworker'];
    expect(await membershipsOf({ roles, organisation: 'd1' })).toEqual([{ organisation: 'd1', roles: held }]);
    expect(await membershipsOf({ roles, organisation: ['d1', 'd2', 'd1'] })).toEqual([
      { organisation: 'd1', roles: held },
      { organisation: 'd2', roles: held },
    ]);
    expect(await membershipsOf({ roles: undefined })).toEqual([{ roles: [] }]);
    expect(await membershipsOf({ roles, organisation: [] })).toEqual([{ roles: held }]);
    const memberships = [
      { organisation: 'd1', roles },
      { organisation: 'o1', roles: ['applicant'] },
      { roles: ['auditor'] },
      { organisation: 'd1', roles: ['finance'] },
    ];
    expect(await membershipsOf({ memberships })).toEqual([
      { organisation: 'd1', roles: ['caseworker', 'finance'] },
      { organisation: 'o1', roles: ['applicant'] },
      { roles: ['auditor'] },
    ]);
  });

  it('says to which client it was issued, and who acts with it', async () => {
    const verifier = await oidc(jwksFile(first));
    const act = { sub: 'robot', act: { sub: 'operator' } };
    expect(await verifier.verify(await sign(first, { azp: 'finance', act }))).toMatchObject({
      subject: 'alice',
      client: 'finance',
      actedBy: ['robot', 'operator'],
    });
    expect(await verifier.verify(await sign(first, { client_id: 'portal' }))).toMatchObject({
      client: 'portal',
    });
    const plain = await verifier.verify(await sign(first));
    expect(Object.keys(plain)).toEqual(['subject', 'memberships']);
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
    ['that does so among others', { organisation: ['d1', 'Subject:bob'] }, '"organisation"'],
    ['of too many organisations', { organisation: Array.from({ length: 1001 }, String) }, '"organisation"'],
    ['with a membership that is a word', { memberships: ['d1'] }, '"memberships"'],
    ['with memberships in memberships', { memberships: [{ memberships: [] }] }, '"memberships"'],
    ['of a client that is no text', { azp: 7 }, 'client'],
    ['by which nobody acts', { act: {} }, '"act"'],
    ['by which a process manager acts', { act: { sub: 'process:x' } }, '"act"'],
    ['by which somebody acts who is no text', { act: 'robot' }, '"act"'],
    ['by which too many act', { act: chain(11) }, '"act"'],
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
    const verifier = new TokenVerifier({
      issuer: 'https://id.example',
      audience: 'tilsagn',
      algorithms: ['ES384'],
      keys: await importJWK(first.jwk, 'ES256').then((key) => () => key as CryptoKey),
    });
    await expect(verifier.verify(await sign(first))).rejects.toThrow(InvalidToken);
  });

  it('is checked once and answered at once from then on, until it expires', async () => {
    let asked = 0;
    const keys = await fileKeySet(jwksFile(first));
    const verifier = new TokenVerifier({
      issuer: 'https://id.example',
      audience: 'tilsagn',
      algorithms: ['ES256'],
      keys: (...args) => {
        asked++;
        return keys(...args);
      },
    });
    const token = await sign(first);
    const actor = await verifier.verify(token);
    expect(verifier.verify(token)).toBe(actor);
    expect(asked).toBe(1);
    jest.useFakeTimers({ now: Date.now() + 70_000 });
    expect(() => verifier.verify(token)).toThrow('expired');
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
      const memberships = [{ organisation: 'd1', roles: ['finance'] }];
      expect(await (await dev()).verify(token)).toEqual({ subject: 'alice', memberships });
      const other = await DevIssuer.open(join(folder.path, 'other'));
      await expect(new TokenVerifier(other.rules).verify(token)).rejects.toThrow(InvalidToken);
    });

    it('lasts as long as it is told to', async () => {
      const token = await issueDevToken(folder.path, { subject: 'alice', roles: [], ttl: -60 });
      await expect((await dev()).verify(token)).rejects.toThrow('expired');
    });

    it('is signed by a key that only the owner of the folder can read', async () => {
      const [one, two] = await Promise.all([DevIssuer.open(folder.path), DevIssuer.open(folder.path)]);
      expect(statSync(join(folder.path, 'dev-issuer.json')).mode & 0o777).toBe(0o600);
      const token = await one.issue({ subject: 'alice', roles: [] });
      expect(await new TokenVerifier(two.rules).verify(token)).toMatchObject({ subject: 'alice' });
    });

    it('is checked by the public half alone', async () => {
      const issuer = await DevIssuer.open(folder.path);
      const { d } = JSON.parse(readFileSync(join(folder.path, 'dev-issuer.json'), 'utf8')) as { d: string };
      expect(d).toMatch(/^[\w-]{43}$/);
      const key = await issuer.rules.keys({ alg: 'EdDSA' }, { payload: '', signature: '' });
      expect(key).toMatchObject({ type: 'public' });
    });
  });
});
