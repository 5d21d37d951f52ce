import { claims, headers, type Row } from './row.js';

const LOGOUT = { 'http://schemas.openid.net/event/backchannel-logout': {} };
const NO_MARK = { typ: undefined };

/** What is an access token and what is not. */
export const KINDS: readonly Row[] = [
  ['people', 'access token: `"typ": "Bearer"` among the claims'],
  ['people', 'access token: `typ` `at+jwt`', { header: { typ: 'at+jwt' }, claims: NO_MARK }],
  ['people', '`typ` `application/at+jwt`', { header: { typ: 'application/at+jwt' }, claims: NO_MARK }],
  ['people', '`typ` `AT+JWT`', { header: { typ: 'AT+JWT' }, claims: NO_MARK }],
  ['people', '`typ` `JWT`, no mark', { claims: NO_MARK }],
  ['people', 'no `typ`, no mark', { header: { typ: undefined }, claims: NO_MARK }],
  ['people', 'access token with `nonce`, as a mapper of Keycloak adds it', { claims: { nonce: 'n-0S6' } }],
  ...claims(
    'people',
    ['ID token: `"typ": "ID"`', { typ: 'ID' }],
    [
      'ID token for the client: `typ` `JWT`, `nonce`',
      { ...NO_MARK, nonce: 'n-0S6', aud: ['portal', 'tilsagn'] },
    ],
    ['ID token: `typ` `JWT`, `at_hash`', { ...NO_MARK, at_hash: 'MTIz' }],
    ['ID token: `c_hash`', { ...NO_MARK, c_hash: 'MTIz' }],
    ['ID token: `s_hash`', { ...NO_MARK, s_hash: 'MTIz' }],
    ['ID token: `"token_use": "id"`', { ...NO_MARK, token_use: 'id' }],
    ['marked, and `at_hash` all the same', { at_hash: 'MTIz' }],
    ['refresh token: `"typ": "Refresh"`', { typ: 'Refresh' }],
    ['refresh token: `"typ": "Offline"`', { typ: 'Offline' }],
    ['logout token: `"typ": "Logout"`', { typ: 'Logout', events: undefined }],
    ['logout token: `events`', { ...NO_MARK, events: LOGOUT }],
    ['security event: `events`', { ...NO_MARK, events: { 'https://schemas.openid.net/secevent/caep': {} } }],
    ['`"typ": "Registration"`', { typ: 'Registration' }],
    ['`"token_type": "mac"`', { token_type: 'mac' }],
    ['`typ` among the claims is a number', { typ: 1 }],
  ),
  [
    'people',
    'refresh token, signed with a secret (`HS512`)',
    { header: { alg: 'HS512' }, claims: { typ: 'Refresh' } },
  ],
  ...headers(
    'people',
    ['logout token: `typ` `logout+jwt`', { typ: 'logout+jwt' }],
    ['security event: `typ` `secevent+jwt`', { typ: 'secevent+jwt' }],
    ['proof of a key: `typ` `dpop+jwt`', { typ: 'dpop+jwt' }],
    ['authorization request: `typ` `oauth-authz-req+jwt`', { typ: 'oauth-authz-req+jwt' }],
    ['answer of introspection: `typ` `token-introspection+jwt`', { typ: 'token-introspection+jwt' }],
    ['sign-in of a client: `typ` `client-authentication+jwt`', { typ: 'client-authentication+jwt' }],
    ['credential: `typ` `vc+jwt`', { typ: 'vc+jwt' }],
    ['`typ` of the header is a number', { typ: 1 }],
  ),
  ...claims(
    'people',
    ['bound to a key, as Keycloak says it: `"typ": "DPoP"`', { typ: 'DPoP', cnf: { jkt: 'NzbLsXh8' } }],
    ['bound to a key: `cnf.jkt`', { cnf: { jkt: 'NzbLsXh8' } }],
    ['bound to a certificate: `cnf["x5t#S256"]`', { cnf: { 'x5t#S256': 'bwcK0esc' } }],
  ),
  ['people', 'encrypted token (five parts)', { then: (token) => `${token}.AAAA.AAAA` }],
  ['people', 'two parts', { then: (token) => token.split('.').slice(0, 2).join('.') }],
  ['people', 'no token at all (`abc`)', { then: () => 'abc' }],
];

/** Who signed it, and how. */
export const SIGNATURES: readonly Row[] = [
  ['people', 'signed with a key of nobody, under the `kid` of the issuer’s', { forged: true }],
  [
    'people',
    'signed by another issuer, under its `kid`',
    { signedBy: 'systems', header: { kid: 'systems' } },
  ],
  ['people', 'a claim changed afterwards', { then: changed }],
  ['people', 'signature cut off', { then: (token) => token.slice(0, -20) }],
  ['people', '`kid` left out, the issuer has one key', { header: { kid: undefined } }],
  ...headers(
    'people',
    ['`kid` that the issuer does not have', { kid: 'unknown' }],
    ['`alg` `none`', { alg: 'none' }],
    ['`alg` `HS256`', { alg: 'HS256' }],
    ['`alg` `RS512`, which is not configured', { alg: 'RS512' }],
    ['`alg` left out', { alg: undefined }],
    ['`crit`, whatever it demands', { crit: ['exp'] }],
  ),
  [
    'people',
    'signed with a key that it brings along (`jwk`)',
    { forged: true, header: { jwk: { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA' } } },
  ],
  [
    'people',
    'signed with a key that it names the place of (`jku`)',
    { forged: true, header: { jku: 'https://evil.example/jwks' } },
  ],
  [
    'people',
    'signed with a certificate that it brings along (`x5c`)',
    { forged: true, header: { x5c: ['MIIB'] } },
  ],
];

function changed(token: string): string {
  const [header, payload, signature] = token.split('.');
  const json = Buffer.from(payload!, 'base64url').toString().replace('caseworker', 'superior');
  return `${header}.${Buffer.from(json).toString('base64url')}.${signature}`;
}
