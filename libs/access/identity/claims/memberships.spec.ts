import { describe, expect, it } from '@jest/globals';
import type { Role } from '../../roles.js';
import type { MembershipRule } from '../config/issuer-config.js';
import { parseClaimPath } from './claim-path.js';
import { membershipsOf } from './memberships.js';
import type { Claims } from './reading.js';

type Rules = Parameters<typeof membershipsOf>[1];

const paths = (...texts: readonly string[]) => texts.map(parseClaimPath);
const PLAIN: Rules = {
  roles: { from: paths('roles'), default: [] },
  organisations: { from: paths('organisation') },
  memberships: [],
};
const ENTRIES: MembershipRule = {
  each: parseClaimPath('orgs[]'),
  organisation: parseClaimPath('id'),
  roles: parseClaimPath('is'),
  default: [],
};
const held = (claims: Claims, rules: Partial<Rules> = {}) =>
  membershipsOf(claims, { ...PLAIN, ...rules }).map(({ organisation = '', roles }) =>
    `${organisation}: ${roles.join(' ')}`.trim(),
  );

describe('the memberships of a person', () => {
  it('are one of no organisation where the token names none', () => {
    expect(held({})).toEqual([':']);
    expect(held({ roles: ['applicant', 'offline_access'] })).toEqual([': applicant']);
  });

  it('are of one organisation however often its number is written, and in the one form', () => {
    const organisation = ['987 654 325', 'NO987654325MVA', 'GB-CHC-1', 'gb-chc-1'];
    expect(held({ organisation, roles: ['applicant'] })).toEqual([
      '987654325: applicant',
      'GB-CHC-1: applicant',
      'gb-chc-1: applicant',
    ]);
    const orgs = [{ id: '987.654.325', is: ['partner'] }];
    expect(
      held({ organisation: '987654325', roles: ['applicant'], orgs }, { memberships: [ENTRIES] }),
    ).toEqual(['987654325: applicant partner']);
  });

  it('hold plain roles in each organisation that stands beside them', () => {
    expect(held({ roles: ['caseworker'], organisation: ['udir', 'imdi', 'udir'] })).toEqual([
      'udir: caseworker',
      'imdi: caseworker',
    ]);
  });

  it('hold a role that was given for one organisation there and nowhere else', () => {
    const map = new Map<string, { role: Role; organisation?: string }[]>([
      ['udir-case', [{ role: 'caseworker', organisation: 'udir' }]],
      ['audit', [{ role: 'auditor' }]],
      ['both', [{ role: 'finance', organisation: 'imdi' }, { role: 'attester' }]],
    ]);
    const roles = { from: paths('groups'), map, default: [] };
    expect(held({ groups: ['udir-case'], organisation: 'imdi' }, { roles })).toEqual([
      'imdi:',
      'udir: caseworker',
    ]);
    expect(held({ groups: ['udir-case', 'audit'] }, { roles })).toEqual(['udir: caseworker', ': auditor']);
    expect(held({ groups: ['both'], organisation: 'udir' }, { roles })).toEqual([
      'udir: attester',
      'imdi: finance',
    ]);
  });

  it('take values for what the map says, to the letter', () => {
    const map = new Map<string, { role: Role }[]>([['Tilsagn.Caseworker', [{ role: 'caseworker' }]]]);
    const roles = { from: paths('roles'), map, default: [] };
    expect(held({ roles: ['Tilsagn.Caseworker'] }, { roles })).toEqual([': caseworker']);
    for (const value of [
      'tilsagn.caseworker',
      'Tilsagn.Caseworker ',
      'Tilsagn.C\u0430seworker',
      'Tilsagn.Caseworker\u200b',
      'caseworker',
      '__proto__',
      'constructor',
    ])
      expect(held({ roles: [value] }, { roles })).toEqual([':']);
  });

  it('give everybody the default roles, wherever they belong', () => {
    const roles = { from: paths('roles'), default: ['applicant'] as const };
    expect(held({}, { roles })).toEqual([': applicant']);
    expect(held({ organisation: ['a', 'b'], roles: ['partner'] }, { roles })).toEqual([
      'a: partner applicant',
      'b: partner applicant',
    ]);
  });

  it('read organisations without their prefix, by the map, and pass over what neither knows', () => {
    const organisation = ['0192:991825827', '0204:991825827', '991825827', '0192:1'];
    expect(
      held({ organisation }, { organisations: { from: paths('organisation'), stripPrefix: '0192:' } }),
    ).toEqual(['991825827:', '1:']);
    const map = new Map([['991825827', 'udir']]);
    const organisations = { from: paths('organisation'), stripPrefix: '0192:', map };
    expect(held({ organisation }, { organisations })).toEqual(['udir:']);
    expect(
      held({ organisation: '__proto__' }, { organisations: { from: paths('organisation'), map } }),
    ).toEqual([':']);
  });

  it.each(['subject:bob', ' \u200bSubject:bob', '0192:subject:bob', 'a\nb', 'x'.repeat(201)])(
    'never name the organisation %j',
    (organisation) => {
      const stripPrefix = organisation.startsWith('0192:') ? '0192:' : '';
      const organisations = { from: paths('organisation'), stripPrefix };
      expect(() => held({ organisation }, { organisations })).toThrow('the claim "organisation" must hold');
      expect(() => held({ orgs: [{ id: organisation }] }, { organisations, memberships: [ENTRIES] })).toThrow(
        'the claim "orgs[].id" must hold',
      );
    },
  );

  it('come from entries that say what the person is in each organisation', () => {
    const orgs = [
      { id: 'udir', is: ['caseworker', 'unknown'] },
      { id: 'vest', is: 'applicant' },
      { id: 'udir', is: ['finance'] },
      { id: 'nord' },
      { is: ['auditor'] },
    ];
    expect(held({ orgs }, { memberships: [ENTRIES] })).toEqual([
      'udir: caseworker finance',
      'vest: applicant',
      'nord:',
      ': auditor',
    ]);
    expect(held({ orgs, roles: ['attester'], organisation: 'imdi' }, { memberships: [ENTRIES] })[0]).toBe(
      'imdi: attester',
    );
  });

  it('let no entry give a role in another organisation than its own', () => {
    const map = new Map<string, { role: Role; organisation?: string }[]>([
      ['chief', [{ role: 'superior', organisation: 'udir' }]],
    ]);
    const rules = { memberships: [ENTRIES], roles: { from: paths('roles'), map, default: [] } };
    expect(held({ orgs: [{ id: 'vest', is: ['chief'] }, { is: ['chief'] }] }, rules)).toEqual(['vest:']);
    expect(held({ orgs: [{ id: 'udir', is: ['chief'] }] }, rules)).toEqual(['udir: superior']);
  });

  it.each<[string, Claims, string]>([
    ['entries that are words', { orgs: ['udir'] }, '"orgs[]" must be a list of objects'],
    ['an entry of two organisations', { orgs: [{ id: ['a', 'b'] }] }, '"orgs[].id" must be a text'],
    ['an entry of a number', { orgs: [{ id: 1 }] }, '"orgs[].id" must be a text'],
    ['roles of a number', { orgs: [{ id: 'a', is: 1 }] }, '"orgs[].is" must be a text or a list'],
    [
      'groups that were too many for the token',
      { roles: [], _claim_names: { roles: 'src1' } },
      'was left out',
    ],
  ])('are refused for %s', (_, claims, reason) => {
    expect(() => held(claims, { memberships: [ENTRIES] })).toThrow(reason);
  });

  it('are refused where the issuer only hints at groups', () => {
    const roles = { from: paths('groups'), default: [] };
    expect(() => held({ hasgroups: true }, { roles })).toThrow(
      'the claim "groups" was left out by the issuer',
    );
  });
});
