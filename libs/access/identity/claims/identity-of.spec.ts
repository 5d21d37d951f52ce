import { describe, expect, it } from '@jest/globals';
import { readAsFile } from '../testing/documented-issuers.js';
import { identityOfClaims } from './identity-of.js';
import type { Claims } from './reading.js';

const DOCUMENT = {
  name: 'people',
  issuer: 'https://id.example',
  audience: 'tilsagn',
  clients: ['portal'],
  names: { name: 'name', title: 'work.title' },
  conditions: [
    { claim: 'acr', order: ['1', '2', '3'], atLeast: '2' },
    { claim: 'amr', oneOf: ['mfa', 'hwk'] },
  ],
};
const { issuers } = readAsFile({ issuers: [DOCUMENT] });
const GOOD = { sub: 'kari', azp: 'portal', acr: '2', amr: ['pwd', 'mfa'] };
const identity = (claims: Claims) => identityOfClaims({ ...GOOD, ...claims }, issuers[0]!, issuers, String);

describe('who a token speaks for', () => {
  it('is a person, through a client, with a name and a title where the token tells them', () => {
    expect(identity({})).toEqual({ subject: 'kari', client: 'portal', memberships: [{ roles: [] }] });
    expect(identity({ name: ' Kari Nordmann ', work: { title: 'Seniorrådgiver' } })).toMatchObject({
      name: 'Kari Nordmann',
      title: 'Seniorrådgiver',
    });
    expect(identity({ name: ' ', work: {} })).not.toHaveProperty('name');
  });

  it.each<[string, object, Claims, boolean]>([
    ['whose person is the client', {}, { sub: 'portal' }, true],
    ['whose person is another client', {}, { sub: 'finance' }, false],
    ['that says so by a claim', { programs: { claim: 'client_id' } }, { client_id: 'portal' }, true],
    ['without that claim', { programs: { claim: 'client_id' } }, {}, false],
    ['whose claim says so', { programs: { claim: 'idtyp', oneOf: ['app'] } }, { idtyp: 'app' }, true],
    [
      'whose claim says otherwise',
      { programs: { claim: 'idtyp', oneOf: ['app'] } },
      { idtyp: 'user' },
      false,
    ],
  ])('is a program for itself with a token %s, or is not', (_, rules, claims, expected) => {
    const { issuers: read } = readAsFile({ issuers: [{ ...DOCUMENT, ...rules }] });
    const { program = false } = identityOfClaims({ ...GOOD, ...claims }, read[0]!, read, String);
    expect(program).toBe(expected);
  });

  it.each<[string, Claims, object]>([
    ['is a list', { name: ['Kari'] }, {}],
    ['is a number', { name: 7 }, {}],
    ['is null', { name: null }, {}],
    ['stands on two lines', { name: 'Kari\n\tNordmann' }, { name: 'Kari Nordmann' }],
    ['turns direction', { name: 'Kari\u202e Nordmann\u200f' }, { name: 'Kari Nordmann' }],
    ['shows nothing', { name: '\u200e\u200f' }, {}],
    ['has no end', { name: 'Æ'.repeat(20_000) }, { name: 'Æ'.repeat(200) }],
    ['is cut within a letter', { name: '👩'.repeat(300) }, { name: '👩'.repeat(200) }],
  ])('lets a person in whose name %s', (_, claims, called) => {
    const { name, title } = identity(claims);
    expect({ name, title }).toEqual(called);
  });

  it('is acted for by a program that has a token for a person, whether or not the token says so', () => {
    const { issuers: read } = readAsFile({ issuers: [{ ...DOCUMENT, programs: { clients: ['portal'] } }] });
    const of = (claims: Claims) => identityOfClaims({ ...GOOD, ...claims }, read[0]!, read, String);
    expect(of({})).toMatchObject({ subject: 'kari', actedBy: ['portal'] });
    expect(of({ act: { sub: 'erp' } })).toMatchObject({ subject: 'kari', actedBy: ['portal', 'erp'] });
    expect(of({ act: { sub: 'portal' } })).toMatchObject({ subject: 'kari', actedBy: ['portal'] });
    expect(of({ sub: 'portal' })).toMatchObject({ program: true });
    expect(of({ sub: 'portal' })).not.toHaveProperty('actedBy');
  });

  it.each<[string, Claims, string]>([
    ['a level that is too low', { acr: '1' }, 'the claim "acr" is not enough here'],
    ['a level nobody knows', { acr: '4' }, 'the claim "acr" is not enough here'],
    ['no level', { acr: undefined }, 'the claim "acr" is missing'],
    [
      'a level that is an object',
      { acr: { values: ['3'] } },
      '"acr" must be a text: the token has an object',
    ],
    ['a weak way of signing in', { amr: ['pwd'] }, 'the claim "amr" is not enough here'],
  ])('is nobody with %s', (_, claims, reason) => {
    expect(() => identity(claims)).toThrow(reason);
  });

  it('may have a level that is a number, since some providers count so', () => {
    expect(identity({ acr: 3 }).subject).toBe('kari');
  });
});
