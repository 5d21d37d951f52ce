import { claims, type Row } from './row.js';

const now = () => Math.floor(Date.now() / 1000);
const SUB_TWICE = (json: string) => json.replace('{', '{"sub":"somebody",');
const act = (depth: number): object => ({
  sub: `client-${depth}`,
  ...(depth > 1 ? { act: act(depth - 1) } : {}),
});
const roles = (value: unknown) => ({ realm_access: { roles: value } });

/** From whom, for whom, and until when. */
export function datedRows(): readonly Row[] {
  return [
    ...claims(
      'people',
      ['`iss` left out', { iss: undefined }],
      ['`iss` of somebody else', { iss: 'https://evil.example' }],
      ['`iss` with a slash more', { iss: 'https://login.example.no/realms/state/' }],
      ['`iss` of another trusted issuer', { iss: 'https://idporten.no' }],
      ['`aud` left out', { aud: undefined }],
      ['`aud` is another service', { aud: 'account' }],
      ['`aud` is an empty list', { aud: [] }],
      ['`aud` is a list with Tilsagn in it', { aud: ['account', 'tilsagn'] }],
      ['`exp` left out', { exp: undefined }],
      ['`exp` is a text', { exp: '4000000000' }],
      ['expired a minute ago', { iat: now() - 360, exp: now() - 60 }],
      ['expired two seconds ago, within the leeway', { iat: now() - 300, exp: now() - 2 }],
      ['`nbf` in a minute', { nbf: now() + 60 }],
      ['`nbf` in two seconds, within the leeway', { nbf: now() + 2 }],
      ['`iat` left out', { iat: undefined }],
      ['`iat` in an hour', { iat: now() + 3600, exp: now() + 3900 }],
      ['lives for 25 hours', { exp: now() + 90_000 }],
      ['`azp` of a client that is not listed', { azp: 'game' }],
      ['neither `azp` nor `client_id`', { azp: undefined }],
      ['`client_id` instead of `azp`', { azp: undefined, client_id: 'finance' }],
      [
        'of a service account: `client_id` beside `azp`',
        { azp: 'finance', client_id: 'finance', sub: '90c4' },
      ],
      ['of a program: `sub` is the client', { sub: 'portal' }],
      ['of a person, exchanged by a program: no `act`', { azp: 'finance' }],
      ['of a person, exchanged by a program: `act`', { azp: 'finance', act: { sub: 'erp' } }],
      ['`azp` and `client_id` differ', { client_id: 'finance' }],
      ['`azp` is a list', { azp: ['portal'] }],
    ),
  ];
}

/** Who, and for whom. */
export const PERSONS: readonly Row[] = [
  ...claims(
    'people',
    ['`sub` left out', { sub: undefined }],
    ['`sub` is empty', { sub: '' }],
    ['`sub` is a number', { sub: 7 }],
    ['`sub` is a list', { sub: ['6c1f2a90'] }],
    ['`sub` of 201 characters', { sub: 's'.repeat(201) }],
    ['`sub` with a line break', { sub: 'a\nb' }],
    ['`sub` of other providers: `auth0\\|5f7`', { sub: 'auth0|5f7' }],
    ['`sub` of a federated user: `f:28d7:kari`', { sub: 'f:28d7:kari' }],
    ['`sub` with signs: `a/b+c=`', { sub: 'a/b+c=' }],
    ['`sub` of a process manager: `process:x`', { sub: 'process:x' }],
    ['`sub` of an import: `Import:x`', { sub: 'Import:x' }],
    ['`sub` of an operator: `operator:import`', { sub: 'operator:import' }],
    ['`sub` like one of another issuer: `systems:61c9`', { sub: 'systems:61c9' }],
  ),
  ['people', '`sub` twice in the JSON', { written: SUB_TWICE }],
  ['people', 'claims that are no object', { written: () => '[]' }],
  ...claims(
    'people',
    ['`act`: a client acts for the person', { act: { sub: 'finance-robot' } }],
    ['`act` in `act`: who acted before', { act: act(2) }],
    ['`act` of another trusted issuer', { act: { iss: 'https://maskinporten.no/', client_id: '61c9' } }],
    ['`act` of an issuer that is not trusted', { act: { iss: 'https://evil.example', sub: 'x' } }],
    ['`act` without a subject', { act: {} }],
    ['`act` is a text', { act: 'finance-robot' }],
    ['`act` of a process manager', { act: { sub: 'process:x' } }],
    ['`act` eleven deep', { act: act(11) }],
  ),
];

/** In which roles, for which organisations. */
export const MEMBERSHIPS: readonly Row[] = [
  ...claims(
    'people',
    ['no roles at all', { realm_access: undefined }],
    ['roles nobody knows', roles(['uma_authorization'])],
    ['a role written otherwise: `Caseworker`', roles(['Caseworker'])],
    ['a role with a Cyrillic letter', roles(['c\u0430seworker'])],
    ['`__proto__` as a role', roles(['__proto__', 'constructor'])],
    ['a role twice', roles(['finance', 'finance'])],
    ['roles are one text', roles('caseworker')],
    ['roles are a number', roles(1)],
    ['roles are `null`', roles(null)],
    ['roles are a list of lists', roles([['caseworker']])],
    ['roles hold an empty text', roles(['caseworker', ''])],
    ['roles hold 10 000 texts', roles(Array.from({ length: 10_000 }, String))],
    ['`realm_access` is a text', { realm_access: 'caseworker' }],
    ['no organisation', { organisation: undefined }],
    ['two organisations, plain roles', { organisation: ['udir', 'imdi'] }],
    ['an organisation twice', { organisation: ['udir', 'udir'] }],
    ['no organisation in the list', { organisation: [] }],
    ['organisation is a number', { organisation: 987654325 }],
    ['organisation is `null`', { organisation: null }],
    ['organisation of another person: `subject:bob`', { organisation: 'subject:bob' }],
    ['the same among others, written otherwise', { organisation: ['udir', ' Subject:bob'] }],
    ['`__proto__` as an organisation', { organisation: '__proto__' }],
  ),
];
