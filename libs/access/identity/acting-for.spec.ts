import { describe, expect, it } from '@jest/globals';
import { actingFor, choicesOf } from './acting-for.js';
import type { Identity, Membership } from './identity.js';

const person = (...memberships: Membership[]): Identity => ({ subject: 'kari', memberships });
const UDIR: Membership = { organisation: 'udir', roles: ['caseworker', 'decision-maker'] };
const WORKSHOP: Membership = { organisation: '987654325', roles: ['applicant'] };

const actor = (identity: Identity, asked?: string) => {
  const acting = actingFor(identity, asked);
  return acting.ok ? acting.actor : acting.refusal.code;
};

describe('for whom a person acts', () => {
  it('is the one organisation they belong to, whether they say so or not', () => {
    const alone = { subject: 'kari', roles: ['caseworker', 'decision-maker'], organisation: 'udir' };
    expect(actor(person(UDIR))).toEqual(alone);
    expect(actor(person(UDIR), 'udir')).toEqual(alone);
  });

  it('is the one of several that they choose, with the roles they have there and no others', () => {
    expect(actor(person(UDIR, WORKSHOP), 'udir')).toMatchObject({ roles: UDIR.roles, organisation: 'udir' });
    expect(actor(person(UDIR, WORKSHOP), '987654325')).toMatchObject({
      roles: ['applicant'],
      organisation: '987654325',
    });
  });

  it('is chosen however its number is written; of a number that nobody has the field is told', () => {
    expect(actor(person(UDIR, WORKSHOP), 'NO 987 654 325 MVA')).toMatchObject({ organisation: '987654325' });
    expect(actor(person(UDIR, WORKSHOP), '910 000 012')).toBe('not-a-member');
    expect(actingFor(person(UDIR, WORKSHOP), '987 654 321')).toMatchObject({
      refusal: { code: 'organisation-number-invalid', facts: { field: 'Tilsagn-Organisation' } },
    });
  });

  it('has to be said where there are several, and the refusal lists them', () => {
    expect(actingFor(person(UDIR, WORKSHOP))).toEqual({
      ok: false,
      refusal: {
        kind: 'forbidden',
        code: 'organisation-not-chosen',
        detail: 'choose for whom you act with Tilsagn-Organisation: udir, 987654325',
      },
    });
    const many = Array.from({ length: 25 }, (_, at): Membership => ({ organisation: `o${at}`, roles: [] }));
    expect(actingFor(person(...many))).toMatchObject({
      refusal: { detail: expect.stringMatching(/: o0, .*, o19, and 5 more \(GET \/v1\/me\)$/) },
    });
  });

  it.each(['bufdir', 'UDIR', 'udir ', 'subject:ola', 'subject:kari'])(
    'is never %s, to which they do not belong; the refusal says nothing of it',
    (asked) => {
      for (const identity of [person(UDIR), person(UDIR, WORKSHOP)]) {
        const acting = actingFor(identity, asked);
        expect(acting).toMatchObject({ ok: false, refusal: { code: 'not-a-member' } });
        expect(JSON.stringify(acting)).not.toContain(asked);
      }
    },
  );

  it('is themselves where they belong to no organisation', () => {
    const alone = { subject: 'kari', roles: ['applicant'] };
    expect(actor(person({ roles: ['applicant'] }))).toEqual(alone);
    expect(actor(person({ roles: ['applicant'] }), 'subject:kari')).toEqual(alone);
    expect(actor(person({ roles: [] }))).toEqual({ subject: 'kari', roles: [] });
    expect(actor(person())).toEqual({ subject: 'kari', roles: [] });
  });

  it('can be themselves beside an organisation, where they hold a role for themselves', () => {
    const both = person(UDIR, { roles: ['applicant'] });
    expect(actor(both)).toMatchObject({ organisation: 'udir', roles: UDIR.roles });
    expect(actor(both, 'subject:kari')).toEqual({ subject: 'kari', roles: ['applicant'] });
    expect(choicesOf(both).map(({ organisation }) => organisation)).toEqual(['udir', 'subject:kari']);
  });

  it('leaves no role that counts in an organisation to a person who acts for none', () => {
    const mixed = person({ roles: ['applicant', 'scheme-manager', 'appeal-body', 'partner'] });
    expect(actor(mixed)).toEqual({ subject: 'kari', roles: ['applicant'] });
    expect(actingFor(person({ roles: ['scheme-manager', 'validator'] }))).toEqual({
      ok: false,
      refusal: {
        kind: 'forbidden',
        code: 'organisation-missing',
        detail:
          'roles of yours count in an organisation only, and your token names none: scheme-manager, validator',
      },
    });
  });

  it('changes nothing about overseeing, unless that was given for one of them', () => {
    const overseer = person(UDIR, { roles: ['auditor', 'applicant', 'finance'] });
    expect(actor(overseer, 'udir')).toMatchObject({ roles: [...UDIR.roles, 'auditor'] });
    const elsewhere = person(UDIR, { organisation: 'riksrevisjonen', roles: ['auditor'] });
    expect(actor(elsewhere, 'udir')).toMatchObject({ roles: UDIR.roles });
  });

  it('says through which client, and who acts for them', () => {
    const identity = { ...person(UDIR), client: 'case-handling', actedBy: ['robot', 'operator'] };
    expect(actor(identity)).toEqual({
      subject: 'kari',
      roles: UDIR.roles,
      organisation: 'udir',
      client: 'case-handling',
      actedBy: ['robot', 'operator'],
    });
  });
});
