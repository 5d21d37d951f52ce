import { claims, type Row } from './row.js';

const DETAILS = { type: 'ansattporten:altinn:service', resource: 'urn:altinn:resource:2480:40' };
const reportees = (...ids: readonly string[]) => ids.map((ID) => ({ Authority: 'iso6523-actorid-upis', ID }));
const details = (...all: readonly object[]) => ({ authorization_details: all });

/** Tokens as the providers make them. */
export const PROVIDERS: readonly Row[] = [
  ['citizens', 'access token of ID-porten: the person is a digest of `pid`'],
  ...claims(
    'citizens',
    [
      'the same person through another client, with another `sub` (pairwise)',
      { sub: 'NR8vTTPrM3T7', client_id: 'b7c1b0f6-98f5-4f0a-8f64-0d3a1e7b9a55' },
    ],
    ['`acr` `idporten-loa-substantial`', { acr: 'idporten-loa-substantial' }],
    ['`acr` `idporten-loa-low`', { acr: 'idporten-loa-low' }],
    ['`acr` left out', { acr: undefined }],
    ['without `pid`', { pid: undefined }],
    ['no `resource` was asked for: `aud` is `unspecified`', { aud: 'unspecified' }],
    ['ID token: `nonce`', { nonce: 'n-0S6', client_id: undefined, scope: undefined, token_type: undefined }],
  ),
  ['employees', 'access token of Ansattporten, one organisation chosen'],
  ...claims(
    'employees',
    [
      'two organisations chosen',
      details({ ...DETAILS, reportees: reportees('0192:987654325', '0192:912345679') }),
    ],
    [
      'representation by another service, which any client may ask for',
      details({ ...DETAILS, resource: 'urn:altinn:resource:1:1', reportees: reportees('0192:987654325') }),
    ],
    ['no organisation chosen', { authorization_details: undefined }],
    ['a number of another register', details({ ...DETAILS, reportees: reportees('0204:987654325') })],
    ['`reportees` are a text', details({ ...DETAILS, reportees: '0192:987654325' })],
    ['`authorization_details` are an object', { authorization_details: DETAILS }],
  ),
  ['systems', 'access token of Maskinporten: no `sub`, the subject is `client_id`'],
  ...claims(
    'systems',
    ['two scopes', { scope: 'udir:tilsagn.finance udir:tilsagn.apply' }],
    ['a scope that is not in the map', { scope: 'udir:other' }],
    ['`consumer` is a text', { consumer: '0192:970018131' }],
    ['a `sub` beside it, which tells nothing', { sub: '6c1f2a90' }],
    ['`client_id` left out', { client_id: undefined }],
  ),
  ['staff', 'access token of Entra ID, version 2: the person is `oid`'],
  ...claims(
    'staff',
    ['an `oid` of the same text as a `sub` of the first issuer', { oid: '6c1f2a90' }],
    [
      'version 1: `appid` instead of `azp`',
      { azp: undefined, appid: 'c4b7e9d2-0a1f-4c3e-8d5b-9f8e7a6b5c40', ver: '1.0' },
    ],
    [
      'of an application alone (`idtyp` `app`)',
      { scp: undefined, idtyp: 'app', oid: '77f0', name: undefined },
    ],
    [
      'ID token: `azp` left out, no `scp`',
      { aud: '8d1f7c30-6b2a-4e9f-a1c4-2e3d4b5a6f70', azp: undefined, scp: undefined },
    ],
    ['of another tenant', { iss: 'https://login.microsoftonline.com/00000000/v2.0' }],
    ['a tenant that is not in the map', { tid: '00000000' }],
    [
      'more roles than the token holds (`_claim_names`)',
      { roles: undefined, _claim_names: { roles: 'src1' } },
    ],
  ),
];
