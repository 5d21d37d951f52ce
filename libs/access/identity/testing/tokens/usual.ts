/** The claims of a usual access token of each issuer of the page, but for issuer, audience and dates. */
export const USUAL: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  people: {
    jti: 'onrtac:0d7e',
    sub: '6c1f2a90',
    typ: 'Bearer',
    azp: 'portal',
    acr: '1',
    realm_access: { roles: ['caseworker', 'offline_access'] },
    organisation: 'udir',
    scope: 'profile tilsagn',
    name: 'Kari Nordmann',
  },
  citizens: {
    sub: 'qD-kwgr3FcGA9zy4',
    pid: '17896900574',
    acr: 'idporten-loa-high',
    amr: ['BankID'],
    client_id: '0f2d7f4c-5c0b-4f5e-8c0e-3b8f3a1c2d10',
    client_amr: 'private_key_jwt',
    token_type: 'Bearer',
    scope: 'openid tilsagn',
  },
  employees: {
    sub: 'hT0kPq7bXv2R',
    pid: '17896900574',
    acr: 'substantial',
    client_id: '5a3c1f52-1f0e-4d8b-9a6e-7c2b4e8d9f01',
    token_type: 'Bearer',
    scope: 'openid',
    authorization_details: [
      {
        type: 'ansattporten:altinn:service',
        resource: 'urn:altinn:resource:2480:40',
        reportees: [
          { Authority: 'iso6523-actorid-upis', ID: '0192:987654325', Name: 'Vest AS', Rights: ['Read'] },
        ],
      },
    ],
  },
  systems: {
    client_id: '61c9d1a5-2f4e-4e0b-8a57-0d9b1f3c6e72',
    client_amr: 'private_key_jwt',
    token_type: 'Bearer',
    scope: 'udir:tilsagn.finance',
    consumer: { authority: 'iso6523-actorid-upis', ID: '0192:970018131' },
  },
  staff: {
    ver: '2.0',
    sub: 'Xc8aT1oWq0pairwise',
    oid: 'a4e0c7b2-5d1f',
    tid: '3f0c2c4e-8b1d-4c57-9a0e-5d6b7f8a9c10',
    azp: 'c4b7e9d2-0a1f-4c3e-8d5b-9f8e7a6b5c40',
    azpacr: '0',
    scp: 'access_as_user',
    roles: ['Tilsagn.Caseworker'],
    name: 'Ola Nordmann',
  },
};
