import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { readIdentityFile } from './identity-file.js';
import type { IssuerConfig } from './issuer-config.js';

const PEOPLE = {
  name: 'people',
  profile: 'keycloak',
  issuer: 'https://id.example/realms/state',
  audience: 'tilsagn',
  clients: ['portal'],
};
const SYSTEMS = {
  name: 'systems',
  profile: 'maskinporten',
  issuer: 'https://maskinporten.example/',
  audience: ['https://tilsagn.example'],
  clients: ['61c9'],
  roles: { map: { 'tilsagn:finance': 'finance' } },
};

describe('the file of issuers', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => folder.remove());

  function read(content: unknown, production = true) {
    const file = join(folder.path, 'identity.json');
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
    const reasons: string[] = [];
    const config = readIdentityFile(file, { production, refuse: (reason) => void reasons.push(reason) });
    const { issuers } = config as { readonly issuers: readonly IssuerConfig[] };
    return { issuers, reasons: reasons.map((reason) => reason.replace(`(${file}) `, '')), said: reasons };
  }
  const faultsOf = (changes: object, of: object = PEOPLE) =>
    read({ issuers: [{ ...of, ...changes }] }).reasons;

  it('says who is trusted, in the order in which they stand there', () => {
    const { issuers, reasons } = read({ issuers: [PEOPLE, SYSTEMS] });
    expect(reasons).toEqual([]);
    expect(issuers.map(({ name, audience, keys }) => ({ name, audience, keys }))).toEqual([
      { name: 'people', audience: ['tilsagn'], keys: { kind: 'discovery', issuer: PEOPLE.issuer } },
      {
        name: 'systems',
        audience: ['https://tilsagn.example'],
        keys: { kind: 'discovery', issuer: SYSTEMS.issuer },
      },
    ]);
  });

  it('leaves what is not said to the profile, each member of an object on its own', () => {
    const [systems] = read({ issuers: [SYSTEMS] }).issuers;
    expect(systems!.roles.from.map(({ text }) => text)).toEqual(['scope']);
    expect(systems!.roles.map!.get('tilsagn:finance')).toEqual([{ role: 'finance' }]);
    expect(systems).toMatchObject({ accessToken: 'unmarked', organisations: { stripPrefix: '0192:' } });
  });

  it('says every member of an issuer', () => {
    const [issuer] = read({
      issuers: [
        {
          name: 'state',
          issuer: 'https://id.example',
          audience: ['a', 'b'],
          clients: ['portal'],
          keys: { jwks: 'https://id.example/jwks' },
          keysSurviveSeconds: 7200,
          ca: 'ca.pem',
          algorithms: ['PS512'],
          leewaySeconds: 0,
          longestLifetimeSeconds: 600,
          accessToken: 'unmarked',
          person: { claim: 'pid', digest: true },
          programs: { clients: ['portal'], claim: 'kind', oneOf: ['service'] },
          names: { name: 'name', title: 'work.title' },
          roles: {
            from: ['groups'],
            map: {
              a: 'auditor',
              b: ['finance', { role: 'attester', organisation: 'udir' }],
            },
            default: ['applicant'],
          },
          organisations: { from: ['tid'], map: { t1: 'udir' }, stripPrefix: 'urn:' },
          memberships: [{ each: 'orgs[]', organisation: 'id', roles: 'is', default: ['partner'] }],
          conditions: [
            { claim: 'amr', oneOf: ['mfa'] },
            { claim: 'acr', order: ['low', 'high', 'top'], atLeast: 'high' },
          ],
          introspection: { url: 'https://id.example/i', clientId: 'tilsagn', clientSecretFile: '/run/s' },
        },
      ],
    }).issuers;
    expect(issuer).toMatchObject({
      keys: { kind: 'jwks', url: 'https://id.example/jwks', ca: join(folder.path, 'ca.pem') },
      keysSurviveSeconds: 7200,
      algorithms: ['PS512'],
      leewaySeconds: 0,
      longestLifetimeSeconds: 600,
      person: { claim: { text: 'pid' }, digest: true },
      programs: { clients: ['portal'], claim: { text: 'kind' }, accepts: ['service'] },
      names: { name: { text: 'name' }, title: { text: 'work.title' } },
      roles: { default: ['applicant'] },
      organisations: { map: new Map([['t1', 'udir']]), stripPrefix: 'urn:' },
      memberships: [{ default: ['partner'] }],
      conditions: [{ accepts: ['mfa'] }, { accepts: ['high', 'top'] }],
      introspection: {
        url: 'https://id.example/i',
        clientId: 'tilsagn',
        clientSecretFile: '/run/s',
        ca: join(folder.path, 'ca.pem'),
      },
    });
    expect(issuer!.roles.map!.get('b')).toEqual([
      { role: 'finance' },
      { role: 'attester', organisation: 'udir' },
    ]);
  });

  it('tells all its faults at once, each with the file and the place', () => {
    const { reasons, said } = read({
      issuers: [
        { ...PEOPLE, audience: 7, colour: 'red', leewaySeconds: 121 },
        { ...SYSTEMS, roles: { map: { a: 'king' } }, issuer: 'http://x' },
      ],
      more: 1,
    });
    expect(reasons).toEqual(['/more is no member that is known here']);
    expect(said[0]).toContain(`(${join(folder.path, 'identity.json')}) /more`);
    expect(
      read({
        issuers: [
          { ...PEOPLE, audience: 7, colour: 'red', leewaySeconds: 121 },
          { ...SYSTEMS, roles: { map: { 'a/b': 'king' } }, issuer: 'http://x' },
        ],
      }).reasons,
    ).toEqual([
      '/issuers/0/colour is no member that is known here',
      '/issuers/0/audience must be a text or a list',
      '/issuers/0/leewaySeconds must be <= 120',
      '/issuers/1/issuer must be an https:// URL when TILSAGN_MODE is production',
      expect.stringMatching(/^\/issuers\/1\/roles\/map\/a~1b must name roles: applicant, caseworker/),
    ]);
  });

  it.each<[string, object, object?]>([
    ['/issuers/0/name must be a short word', { name: 'State' }],
    ['/issuers/0/name must be a short word', { name: 'process' }],
    ['/issuers/0/name must be a short word', { name: 'a:b' }],
    ['/issuers/0/name is missing', { name: undefined }],
    ['/issuers/0/audience must not be empty', { audience: [] }],
    ['/issuers/0/clients must list the clients', { clients: undefined }],
    ['/issuers/0/clients must not be empty', { clients: [] }],
    ['/issuers/0/programs/clients must be among the clients', { programs: { clients: ['erp'] } }],
    [
      '/issuers/0/programs/oneOf must stand beside the claim',
      { profile: undefined, programs: { oneOf: ['app'] } },
    ],
    ['/issuers/0/profile must be one of keycloak', { profile: '__proto__' }],
    ['/issuers/0/keys must have one member', { keys: {} }],
    ['/issuers/0/keys must have one member', { keys: { jwks: 'https://x', file: 'y' } }],
    ['/issuers/0/keys/jwks must be an https:// URL', { keys: { jwks: 'http://id.example/jwks' } }],
    ['/issuers/0/algorithms/0 must be one of EdDSA', { algorithms: ['HS256'] }],
    ['/issuers/0/algorithms/1 must be one of EdDSA', { algorithms: ['ES256', 'none'] }],
    ['/issuers/0/leewaySeconds must be a whole number', { leewaySeconds: 0.5 }],
    ['/issuers/0/accessToken must be one of marked, unmarked', { accessToken: 'id' }],
    ['/issuers/0/person/digest must be true: pid holds', { person: { claim: 'pid' } }],
    ['/issuers/0/names/name must not be a claim with a national', { names: { name: 'pid' } }],
    ['/issuers/0/roles/from/0 must be a path into the claims: at character 3', { roles: { from: ['a.'] } }],
    ['/issuers/0/roles/default must name roles', { roles: { default: ['Applicant'] } }],
    ['/issuers/0/roles/map/a must be a role, {"role"', { roles: { map: { a: 1 } } }],
    [
      '/issuers/0/roles/map/a/organisation must be a short text',
      {
        roles: { map: { a: { role: 'finance', organisation: 'subject:x' } } },
      },
    ],
    ['/issuers/0/organisations/map/t must be a short text', { organisations: { map: { t: ' Subject:x' } } }],
    ['/issuers/0/memberships/0/organisation is missing', { memberships: [{ each: 'o[]' }] }],
    ['/issuers/0/conditions/0 must have "oneOf"', { conditions: [{ claim: 'acr' }] }],
    [
      '/issuers/0/conditions/0 must have "oneOf"',
      {
        conditions: [{ claim: 'acr', order: ['low'], atLeast: 'high' }],
      },
    ],
    [
      '/issuers/0/introspection/url must be an https:// URL',
      {
        introspection: { url: 'http://x/i', clientId: 'a', clientSecretFile: 'b' },
      },
    ],
    ['/issuers/0/roles/map is needed with the profile maskinporten', { roles: undefined }, SYSTEMS],
    [
      '/issuers/0/person/claim must not be sub: with entra-id it is pairwise',
      {
        profile: 'entra-id',
        person: { claim: 'sub' },
        clients: ['a', 'b'],
      },
    ],
  ])('is refused: %s', (reason, changes, ...[of]) => {
    expect(faultsOf(changes, of)).toEqual([expect.stringContaining(reason)]);
  });

  it('lets a pairwise subject be the person where there is one client, through which it is always the same', () => {
    expect(faultsOf({ profile: 'entra-id', person: { claim: 'sub' } })).toEqual([]);
  });

  it('refuses issuers that could not be told apart', () => {
    expect(
      read({ issuers: [PEOPLE, { ...SYSTEMS, name: 'people', issuer: PEOPLE.issuer }] }).reasons,
    ).toEqual([
      '/issuers/1/name is that of another issuer of this file',
      '/issuers/1/issuer is that of another issuer of this file',
    ]);
  });

  it.each<[string, unknown]>([
    ['is not JSON', '{"issuers": ['],
    ['/issuers/0/name is there twice', '{"issuers":[{"name":"a","name":"b"}]}'],
    ['must be an object', '[]'],
    ['/issuers is missing', {}],
    ['/issuers must not be empty', { issuers: [] }],
  ])('is refused whole: it %s', (reason, content) => {
    expect(read(content).reasons).toEqual([reason]);
  });
});
