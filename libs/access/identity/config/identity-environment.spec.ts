import { describe, expect, it } from '@jest/globals';
import { resolve } from 'node:path';
import { identityOf } from './identity-environment.js';
import type { IssuerConfig } from './issuer-config.js';

const OIDC = { TILSAGN_OIDC_ISSUER: 'https://id.example/realms/state', TILSAGN_OIDC_AUDIENCE: 'tilsagn' };
const PRODUCTION = { ...OIDC, TILSAGN_OIDC_CLIENTS: 'portal' };

type Env = Readonly<Record<string, string>>;

function read(env: Env, production = false) {
  const reasons: string[] = [];
  const config = identityOf({
    get: (name) => env[name],
    production,
    refuse: (name, reason) => void reasons.push(`${name} ${reason}`),
  });
  return { config, reasons };
}

function issuerOf(env: Env, production = false): IssuerConfig {
  const { config, reasons } = read(env, production);
  expect(reasons).toEqual([]);
  return (config as { readonly issuers: readonly IssuerConfig[] }).issuers[0]!;
}

describe('one issuer in the environment', () => {
  it('is none where no variable is set, but in production, which has no dev issuer', () => {
    expect(read({})).toEqual({ config: { kind: 'dev' }, reasons: [] });
    expect(read({}, true).reasons).toEqual([
      expect.stringMatching(/^TILSAGN_OIDC_ISSUER must be set, or TILSAGN_IDENTITY, when .* production/),
    ]);
  });

  it('has its keys where a variable says, or where discovery finds them', () => {
    expect(issuerOf(OIDC).keys).toEqual({ kind: 'discovery', issuer: OIDC.TILSAGN_OIDC_ISSUER });
    expect(issuerOf({ ...OIDC, TILSAGN_OIDC_CA: 'ca.pem' }).keys).toEqual({
      kind: 'discovery',
      issuer: OIDC.TILSAGN_OIDC_ISSUER,
      ca: resolve('ca.pem'),
    });
    const url = 'https://id.example/jwks';
    expect(issuerOf({ ...OIDC, TILSAGN_OIDC_JWKS: url }).keys).toEqual({ kind: 'jwks', url });
    expect(issuerOf({ ...OIDC, TILSAGN_OIDC_JWKS: 'jwks.json' }).keys).toEqual({
      kind: 'file',
      path: resolve('jwks.json'),
    });
  });

  it('goes on as it was configured before, but not in production', () => {
    const before = issuerOf(OIDC);
    expect(before).toMatchObject({ accessToken: 'unmarked', leewaySeconds: 5 });
    expect(before).not.toHaveProperty('clients');
    expect(before).not.toHaveProperty('longestLifetimeSeconds');
    expect(issuerOf(PRODUCTION, true)).toMatchObject({
      accessToken: 'marked',
      clients: ['portal'],
      longestLifetimeSeconds: 86_400,
    });
    const reasons = read(OIDC, true).reasons;
    expect(reasons).toEqual([expect.stringMatching(/^TILSAGN_OIDC_CLIENTS must be set when .* production/)]);
    expect(reasons[0]).toContain('TILSAGN_OIDC_ACCESS_TOKEN');
  });

  it('lists its clients with commas', () => {
    const env = { ...OIDC, TILSAGN_OIDC_CLIENTS: 'portal, finance ,' };
    expect(issuerOf(env, true).clients).toEqual(['portal', 'finance']);
    const programs = { ...env, TILSAGN_OIDC_PROGRAMS: ' finance ,', TILSAGN_OIDC_PROFILE: 'keycloak' };
    expect(issuerOf(programs, true).programs).toMatchObject({
      clients: ['finance'],
      claim: { text: 'client_id' },
    });
  });

  it('takes what it does not say from the profile', () => {
    const issuer = issuerOf({ ...PRODUCTION, TILSAGN_OIDC_PROFILE: 'keycloak' }, true);
    expect(issuer.roles.from.map(({ text }) => text)).toEqual(['realm_access.roles', 'roles']);
    expect(issuerOf({ ...OIDC, TILSAGN_OIDC_PROFILE: 'keycloak' }).accessToken).toBe('marked');
    expect(issuerOf({ ...OIDC, TILSAGN_OIDC_PROFILE: 'entra-id' })).toMatchObject({
      accessToken: 'unmarked',
      person: { claim: { text: 'oid' }, digest: false },
    });
  });

  it('digests a national identity number, since nothing else may be done with one', () => {
    for (const claim of ['pid', 'user.fnr', '["helseid://claims/identity/pid"]'])
      expect(issuerOf({ ...PRODUCTION, TILSAGN_OIDC_PERSON: claim }, true).person).toMatchObject({
        claim: { text: claim },
        digest: true,
      });
    expect(issuerOf({ ...PRODUCTION, TILSAGN_OIDC_PERSON: 'oid' }, true).person.digest).toBe(false);
  });

  it.each<[string, Env]>([
    ['TILSAGN_OIDC_ISSUER must be an https:// URL', { TILSAGN_OIDC_ISSUER: 'http://id.example' }],
    ['TILSAGN_OIDC_ISSUER must be a URL where the keys', { TILSAGN_OIDC_ISSUER: 'urn:state' }],
    ['TILSAGN_OIDC_JWKS must be an https:// URL', { TILSAGN_OIDC_JWKS: 'http://id.example/jwks' }],
    ['TILSAGN_OIDC_JWKS must be a URL', { TILSAGN_OIDC_JWKS: 'https://' }],
    ['TILSAGN_OIDC_CLIENTS must not be empty', { TILSAGN_OIDC_CLIENTS: ' , ' }],
    ['TILSAGN_OIDC_PROGRAMS must be among the clients', { TILSAGN_OIDC_PROGRAMS: 'erp' }],
    ['TILSAGN_OIDC_PROGRAMS must not be empty', { TILSAGN_OIDC_PROGRAMS: ',' }],
    ['TILSAGN_OIDC_PROFILE must be one of keycloak, id-porten', { TILSAGN_OIDC_PROFILE: 'okta' }],
    [
      'TILSAGN_OIDC_PROFILE needs a file (TILSAGN_IDENTITY): in an issuer of it /roles/map',
      { TILSAGN_OIDC_PROFILE: 'maskinporten' },
    ],
    ['TILSAGN_OIDC_PERSON must be a path into the claims', { TILSAGN_OIDC_PERSON: 'a..b' }],
    [
      'TILSAGN_OIDC_PERSON must not be sub: with id-porten it is pairwise',
      { TILSAGN_OIDC_PROFILE: 'id-porten', TILSAGN_OIDC_PERSON: 'sub', TILSAGN_OIDC_CLIENTS: 'a,b' },
    ],
    ['TILSAGN_OIDC_ACCESS_TOKEN must be one of marked, unmarked', { TILSAGN_OIDC_ACCESS_TOKEN: 'any' }],
    ['TILSAGN_OIDC_CA must be left out', { TILSAGN_OIDC_CA: 'ca.pem', TILSAGN_OIDC_JWKS: 'jwks.json' }],
  ])('is refused in production: %s', (reason, env) => {
    const { reasons } = read({ ...PRODUCTION, ...env }, true);
    expect(reasons).toEqual([expect.stringContaining(reason)]);
  });

  it('tells all that is wrong at once', () => {
    const env = {
      ...OIDC,
      TILSAGN_OIDC_PROFILE: 'okta',
      TILSAGN_OIDC_PERSON: '[',
      TILSAGN_OIDC_JWKS: 'http://x',
    };
    expect(read(env, true).reasons.map((reason) => reason.split(' ')[0])).toEqual([
      'TILSAGN_OIDC_CLIENTS',
      'TILSAGN_OIDC_PROFILE',
      'TILSAGN_OIDC_PERSON',
      'TILSAGN_OIDC_JWKS',
    ]);
  });

  it('stands in the file or in the environment, never in both', () => {
    const { reasons } = read({ ...OIDC, TILSAGN_IDENTITY: 'none.json' });
    expect(reasons).toEqual([
      'TILSAGN_OIDC_ISSUER must not be set together with TILSAGN_IDENTITY, where all issuers stand',
      'TILSAGN_OIDC_AUDIENCE must not be set together with TILSAGN_IDENTITY, where all issuers stand',
      'TILSAGN_IDENTITY (none.json) cannot be read: ENOENT',
    ]);
  });
});
