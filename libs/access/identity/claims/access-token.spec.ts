import { describe, expect, it } from '@jest/globals';
import { refuseOtherKinds } from './access-token.js';
import type { Claims } from './reading.js';

const judge = (claims: Claims, typ?: string) =>
  refuseOtherKinds({ alg: 'ES256', ...(typ === undefined ? {} : { typ }), claims }, 'unmarked');

describe('a token of a provider that marks nothing', () => {
  it.each<[string, Claims, string?]>([
    ['says what it may be used for', { aud: 'api', azp: 'portal', scp: 'use' }],
    ['says so for its own client', { aud: 'portal', azp: 'portal', scp: 'use' }],
    ['is for another than its client', { aud: 'api', azp: 'portal' }, 'JWT'],
    ['says no client', { aud: 'api' }],
    ['is marked all the same', { aud: 'portal', azp: 'portal' }, 'at+jwt'],
    ['is called a bearer token', { aud: 'portal', client_id: 'portal', token_type: 'bearer' }],
    ['says that it is for access', { aud: 'api', azp: 'portal', token_use: 'access' }],
  ])('is an access token where it %s', (_, claims, ...[typ]) => {
    expect(() => judge(claims, typ)).not.toThrow();
  });

  it.each<[string, Claims, string?]>([
    ['is for the client it was issued to, and says nothing of use', { aud: 'portal', azp: 'portal' }],
    ['is so by its first version', { aud: ['api', 'portal'], appid: 'portal' }],
    ['answers a sign-in', { aud: 'api', azp: 'portal', scope: 'openid', nonce: 'n' }],
    ['vouches for another', { aud: 'api', azp: 'portal', scope: 'openid', at_hash: 'h' }],
    ['is told to be one', { aud: 'api', azp: 'portal', scope: 'openid', typ: 'ID' }],
  ])('is an ID token where it %s', (_, claims, ...[typ]) => {
    expect(() => judge(claims, typ)).toThrow('this is an ID token');
  });

  it('is refused by its name where it is marked as something else', () => {
    expect(() => judge({ aud: 'api', scope: 'a' }, 'logout+jwt')).toThrow('this is a logout token');
    expect(() => judge({ aud: 'api', scope: 'a', typ: 'Refresh' })).toThrow('this is a refresh token');
  });
});
