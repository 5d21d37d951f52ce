import { describe, expect, it } from '@jest/globals';
import type { Actor } from '#eventsourcing/event.js';
import { organisationOf } from '#access/organisation.js';
import * as engine from '#access/policy.js';
import { notFound, type Resource } from '#access/policy.js';
import type { Role as AnyRole } from '#access/roles.js';
import { ROLES as ALL_ROLES } from '#access/roles.js';
import { POLICY } from './policy.js';

type AnyAction = keyof typeof POLICY;
const permits = (who: Actor, action: AnyAction, resource?: Resource) =>
  engine.permits(who, POLICY[action], resource);
const denied = (who: Actor, action: AnyAction, resource?: Resource) =>
  engine.denied(who, POLICY[action], resource);
const scopeOf = (who: Actor, action: AnyAction) => engine.scopeOf(who, POLICY[action]);

/** Pilots and the directory of people have specs of their own. */
type Elsewhere =
  `pilot.${string}` | 'historical-pilots.read' | 'people.read' | `absence.${string}` | 'person.erase';
type Action = Exclude<AnyAction, Elsewhere>;
type Role = Exclude<AnyRole, 'partner' | 'evaluator' | 'validator'>;

const ROLES = ALL_ROLES.filter(
  (role): role is Role => role !== 'partner' && role !== 'evaluator' && role !== 'validator',
);

const OWNER = 'directorate-1';
const APPLICANT = 'org-a';
const APPEAL_BODY = 'ministry';
const CASE = { owner: OWNER, applicant: APPLICANT, appealBody: APPEAL_BODY };
const HOMES: Partial<Record<Role, string>> = { applicant: APPLICANT, 'appeal-body': APPEAL_BODY };

const actor = (role: Role, organisation: string): Actor => ({ subject: 's', roles: [role], organisation });
const answer = (who: Actor, action: Action, resource = CASE) => {
  const verdict = permits(who, action, resource);
  return verdict.allowed ? 'yes' : verdict.hidden ? '404' : '403';
};

/** The word of the policy for each role at home: the applicant of the case, an official of its directorate. */
const MATRIX: Readonly<Record<Action, Partial<Record<Role, 'yes' | '404'>>>> = {
  'scheme.establish': { 'scheme-manager': 'yes' },
  'scheme.read': everyone(),
  'identity.read': everyone(),
  'regulation.prepare': { 'scheme-manager': 'yes' },
  'regulation.adopt': { 'scheme-manager': 'yes' },
  'regulations.read': within(),
  'delegation.grant': { 'scheme-manager': 'yes' },
  'delegation.revoke': { 'scheme-manager': 'yes' },
  'delegations.read': within(),
  'representative.appoint': { ...elsewhere(), applicant: 'yes', administrator: 'yes' },
  'representatives.read': { ...elsewhere(), ...overseers(), applicant: 'yes' },
  'budget.set': { 'scheme-manager': 'yes' },
  'budget.read': within(),
  'call.announce': { 'scheme-manager': 'yes' },
  'call.extend': { 'scheme-manager': 'yes' },
  'call.dispense': { 'scheme-manager': 'yes' },
  'call.register-application': { caseworker: 'yes' },
  'call.cancel': { 'scheme-manager': 'yes' },
  'dispensations.read': within(),
  'call.read': everyone(),
  'ranking.read': within(),
  'application.create': { applicant: 'yes' },
  'application.submit': { applicant: 'yes' },
  'application.withdraw': { applicant: 'yes' },
  'attachment.add': { applicant: 'yes' },
  'application.assign': { caseworker: 'yes' },
  'application.declare-impartiality': {
    'appeal-body': 'yes',
    caseworker: 'yes',
    'decision-maker': 'yes',
    superior: 'yes',
    attester: 'yes',
    finance: 'yes',
    'scheme-manager': 'yes',
  },
  'application.rule-on-impartiality': { superior: 'yes' },
  'application.name-stand-in': { superior: 'yes', administrator: 'yes' },
  'application.review-flagged': { superior: 'yes', 'decision-maker': 'yes' },
  'application.request-supplement': { caseworker: 'yes' },
  'application.supplement': { applicant: 'yes' },
  'application.declare-aid': { applicant: 'yes' },
  'application.check-eligibility': { caseworker: 'yes' },
  'application.assign-second': { caseworker: 'yes' },
  'application.moderate': { caseworker: 'yes', 'decision-maker': 'yes' },
  'application.score': { caseworker: 'yes' },
  'application.recommend': { caseworker: 'yes' },
  'application.propose': { caseworker: 'yes' },
  'application.approve': { 'decision-maker': 'yes' },
  'application.return': { 'decision-maker': 'yes' },
  'application.notify': { caseworker: 'yes' },
  'application.propose-receipt': { caseworker: 'yes' },
  'application.approve-receipt': { caseworker: 'yes', 'decision-maker': 'yes' },
  'letter-drafts.read': within(),
  'appeal.submit-as-other': { applicant: 'yes' },
  'appeal.submit': { applicant: 'yes' },
  'appeal.withdraw': { applicant: 'yes' },
  'post.register': { caseworker: 'yes' },
  'appeal.prepare': { caseworker: 'yes' },
  'appeal.approve': { 'decision-maker': 'yes' },
  'appeal.decide': { 'appeal-body': 'yes' },
  'appeal.close': { caseworker: 'yes', 'appeal-body': 'yes' },
  'appeal.inform': { caseworker: 'yes', 'appeal-body': 'yes' },
  'appeal.propose-receipt': { caseworker: 'yes', 'appeal-body': 'yes' },
  'appeal.approve-receipt': { caseworker: 'yes', 'decision-maker': 'yes', 'appeal-body': 'yes' },
  'appeal.relieve': { 'decision-maker': 'yes', 'appeal-body': 'yes' },
  'appeal.read': { ...parties(), 'appeal-body': 'yes' },
  'application.review': { 'appeal-body': 'yes' },
  'application.propose-reversal': { caseworker: 'yes', 'appeal-body': 'yes' },
  'application.approve-reversal': { 'decision-maker': 'yes', 'appeal-body': 'yes' },
  'award.accept': { applicant: 'yes' },
  'award.decline': { applicant: 'yes', caseworker: 'yes' },
  'representative.record': { applicant: 'yes', caseworker: 'yes' },
  'award.set-acceptance': { caseworker: 'yes' },
  'award.reopen-offer': { caseworker: 'yes' },
  'award.fulfil': { caseworker: 'yes' },
  'award.request-amendment': { applicant: 'yes', caseworker: 'yes' },
  'award.amend': { caseworker: 'yes' },
  'award.revoke': { caseworker: 'yes' },
  'award.decide': { 'decision-maker': 'yes' },
  'award.propose-account': { applicant: 'yes', caseworker: 'yes', finance: 'yes' },
  'award.judge-account': { caseworker: 'yes', 'decision-maker': 'yes' },
  'award.close': { caseworker: 'yes' },
  'report.submit': { applicant: 'yes' },
  'report.judge': { caseworker: 'yes' },
  'report.propose-waiver': { caseworker: 'yes', 'decision-maker': 'yes' },
  'report.waive': officials(),
  'report.name-stand-in': { superior: 'yes', administrator: 'yes' },
  'reports.read': { ...within(), applicant: 'yes' },
  'payout.attest': { attester: 'yes' },
  'payout.approve': { 'decision-maker': 'yes' },
  'payout.instruct': { finance: 'yes' },
  'payout.settle': { finance: 'yes' },
  'payout.cancel': { 'decision-maker': 'yes', finance: 'yes' },
  'payout.allocate': { caseworker: 'yes', finance: 'yes' },
  'payouts.read': { ...parties(), 'appeal-body': '404' },
  'recovery.reply': { applicant: 'yes' },
  'recovery.register-reply': { caseworker: 'yes' },
  'recovery.propose': { caseworker: 'yes' },
  'recovery.approve': { 'decision-maker': 'yes' },
  'recovery.propose-giving-up': { caseworker: 'yes', 'decision-maker': 'yes', finance: 'yes' },
  'recovery.give-up': officials(),
  'recovery.name-stand-in': { superior: 'yes', administrator: 'yes' },
  'recovery.propose-paying-back': { caseworker: 'yes', finance: 'yes' },
  'recovery.instalments': { caseworker: 'yes', finance: 'yes' },
  'recovery.repayment': { finance: 'yes' },
  'recovery.limitation': { caseworker: 'yes' },
  'recovery.propose-limitation': { caseworker: 'yes' },
  'recoveries.read': { ...parties(), 'appeal-body': '404' },
  'state-aid.register': { caseworker: 'yes', applicant: '404', 'appeal-body': '404' },
  'state-aid.read': within(),
  'currency-rate.record': { 'scheme-manager': 'yes' },
  'case.read': { ...parties(), 'appeal-body': 'yes' },
  'queue.read': { ...parties(), 'appeal-body': '404' },
};

function everyone() {
  return Object.fromEntries(ROLES.map((role) => [role, 'yes' as const]));
}
function parties() {
  return { ...officials(), ...overseers(), applicant: 'yes' } as const;
}
function officials() {
  const roles = [
    'caseworker',
    'decision-maker',
    'attester',
    'finance',
    'scheme-manager',
    'superior',
  ] as const;
  return Object.fromEntries(roles.map((role) => [role, 'yes' as const]));
}
function within() {
  return { ...officials(), ...overseers(), applicant: '404', 'appeal-body': '404' } as const;
}
/** Officials and appeal bodies have no part in who represents an applicant. */
function elsewhere() {
  const roles = [...Object.keys(officials()), 'appeal-body'];
  return Object.fromEntries(roles.map((role) => [role, '404' as const]));
}
function overseers() {
  return { auditor: 'yes', administrator: 'yes' } as const;
}

const ACTIONS = (Object.keys(POLICY) as AnyAction[]).filter(
  (action): action is Action => !/^(?:pilot|historical-pilots|people|person|absence)\./.test(action),
);
const OPEN: readonly Action[] = ['scheme.read', 'call.read', 'identity.read'];
/** Belongs to no directorate and no case. */
const OF_NOBODY: readonly Action[] = ['currency-rate.record'];
/** Done in a case by those who do not see it. */
const OF_OTHERS: readonly Action[] = ['appeal.submit-as-other'];
const OF_SCHEME: readonly Action[] = [
  'scheme.establish',
  'regulation.prepare',
  'regulation.adopt',
  'delegation.grant',
  'delegation.revoke',
  'budget.set',
  'call.announce',
  'call.extend',
  'call.dispense',
  'call.cancel',
];
/** Of a call that all may see. */
const OF_CALL: readonly Action[] = ['call.register-application'];

describe('the policy', () => {
  it('knows the applicant by the number, however the token or the record writes it', () => {
    const spellings = ['987654325', '987 654 325', 'NO987654325MVA'];
    for (const applicant of spellings)
      for (const organisation of spellings) {
        const who = actor('applicant', organisation);
        expect(permits(who, 'case.read', { ...CASE, applicant })).toEqual({ allowed: true });
        expect(scopeOf(who, 'case.read')).toMatchObject({ applicant: '987654325' });
      }
    expect(answer(actor('applicant', '987 654 321'), 'case.read', { ...CASE, applicant: '987654325' })).toBe(
      '404',
    );
    expect(answer(actor('applicant', 'ORG-A'), 'case.read')).toBe('404');
  });

  it.each(ACTIONS.flatMap((action) => ROLES.map((role) => [action, role] as const)))(
    '%s by a person at home in the role %s',
    (action, role) => {
      const who = actor(role, HOMES[role] ?? OWNER);
      expect(answer(who, action)).toBe(MATRIX[action][role] ?? '403');
    },
  );

  it.each(
    ACTIONS.filter(
      (action) => ![...OPEN, ...OF_OTHERS, ...OF_SCHEME, ...OF_CALL, ...OF_NOBODY].includes(action),
    ),
  )('hides the case from strangers who ask for %s, whatever their role', (action) => {
    for (const role of ROLES.filter((each) => each !== 'auditor' && each !== 'administrator'))
      expect(answer(actor(role, 'elsewhere'), action)).toBe('404');
  });

  it.each(OF_SCHEME)('lets nobody but the directorate %s: managers of others find nothing', (action) => {
    expect(answer(actor('scheme-manager', 'elsewhere'), action)).toBe('404');
    expect(answer(actor('caseworker', 'elsewhere'), action)).toBe('403');
  });

  it.each(OF_CALL)('lets nobody but the directorate %s: caseworkers of others find nothing', (action) => {
    expect(answer(actor('caseworker', 'elsewhere'), action)).toBe('404');
    expect(answer(actor('scheme-manager', 'elsewhere'), action)).toBe('403');
  });

  it('lets auditors and administrators see everything and change nothing, but for who appoints and names', () => {
    const appoints = (action: string) =>
      action === 'representative.appoint' || /[.]name-stand-in$/.test(action);
    for (const role of ['auditor', 'administrator'] as const)
      for (const action of ACTIONS.filter((each) => role === 'auditor' || !appoints(each)))
        expect(answer(actor(role, 'elsewhere'), action)).toBe(action.endsWith('.read') ? 'yes' : '403');
  });

  it('lets administrators appoint the first representative of an organisation', () => {
    expect(answer(actor('administrator', 'elsewhere'), 'representative.appoint')).toBe('yes');
    expect(answer(actor('auditor', 'elsewhere'), 'representative.appoint')).toBe('403');
  });

  it('does not take an organisation for a role: an official of the applicant is a stranger to the case', () => {
    expect(answer(actor('caseworker', APPLICANT), 'case.read')).toBe('404');
    expect(answer(actor('applicant', OWNER), 'case.read')).toBe('404');
  });

  it('judges all roles of a person', () => {
    const both: Actor = { subject: 's', roles: ['attester', 'decision-maker'], organisation: OWNER };
    expect(answer(both, 'payout.attest')).toBe('yes');
    expect(answer(both, 'payout.approve')).toBe('yes');
    expect(answer(both, 'payout.settle')).toBe('403');
  });

  it('gives nothing to a person without roles but what is open to all', () => {
    const nobody: Actor = { subject: 's', roles: [], organisation: OWNER };
    for (const action of ACTIONS) expect(permits(nobody, action, CASE).allowed).toBe(OPEN.includes(action));
  });

  it('judges by role alone where there is no resource yet', () => {
    expect(permits(actor('applicant', 'anyone'), 'application.create')).toEqual({ allowed: true });
    expect(permits(actor('caseworker', OWNER), 'application.create')).toEqual({
      allowed: false,
      hidden: false,
    });
  });

  it('lets nobody near what does not exist', () => {
    expect(answer(actor('caseworker', OWNER), 'application.score', {} as typeof CASE)).toBe('404');
    expect(answer(actor('applicant', APPLICANT), 'application.score', {} as typeof CASE)).toBe('404');
  });

  it('takes a person without organisation for themselves', () => {
    const alone: Actor = { subject: 'p1', roles: ['applicant'] };
    expect(organisationOf(alone)).toBe('subject:p1');
    expect(permits(alone, 'case.read', { owner: OWNER, applicant: 'subject:p1' }).allowed).toBe(true);
    expect(permits(alone, 'case.read', { owner: OWNER, applicant: 'subject:p2' }).allowed).toBe(false);
  });

  it('lets nobody do for no organisation what is done in one, not even to what is called after them', () => {
    const own = { owner: 'subject:s', applicant: 'subject:s', appealBody: 'subject:s' };
    const pilot = { directorates: ['subject:s'], partners: ['subject:s'] };
    for (const role of ALL_ROLES.filter((each) => !['applicant', 'auditor', 'administrator'].includes(each)))
      for (const action of Object.keys(POLICY) as AnyAction[]) {
        const open = POLICY[action].grants.some(({ roles }) => roles === 'everyone');
        const alone: Actor = { subject: 's', roles: [role] };
        for (const resource of [undefined, {}, { ...own, ...pilot }])
          expect({ role, action, ...permits(alone, action, resource) }).toMatchObject({ allowed: open });
        expect(scopeOf(alone, action)).toEqual(open ? { everything: true } : undefined);
      }
  });

  it('lets no program be one of two persons', () => {
    const program: Actor = { ...actor('caseworker', OWNER), program: true };
    expect(denied(program, 'application.propose', CASE)).toMatchObject({
      kind: 'forbidden',
      code: 'not-a-person',
    });
    expect(denied(program, 'application.notify', CASE)).toBeUndefined();
    expect(denied(program, 'case.read', CASE)).toBeUndefined();
    expect(denied({ ...program, organisation: 'elsewhere' }, 'application.propose', CASE)).toEqual(
      notFound(),
    );
  });

  it('lets nobody act for another where two persons are needed', () => {
    const acting = (...actedBy: string[]): Actor => ({ ...actor('caseworker', OWNER), actedBy });
    expect(denied(acting('robot'), 'application.propose', CASE)).toMatchObject({
      kind: 'forbidden',
      code: 'acts-for-another',
    });
    expect(denied(acting('robot'), 'application.notify', CASE)).toBeUndefined();
    expect(denied(acting('robot'), 'case.read', CASE)).toBeUndefined();
    // What they may not see is not there, however they ask.
    expect(denied({ ...acting('robot'), organisation: 'elsewhere' }, 'application.propose', CASE)).toEqual(
      notFound(),
    );
  });

  it('lets nobody be the other side to whom they acted for', () => {
    const robot: Actor = { ...actor('decision-maker', OWNER), subject: 'robot' };
    const side = (action: AnyAction) => engine.otherSide(robot, POLICY[action], new Set(['robot', 'x']));
    expect(side('application.approve')).toMatchObject({ kind: 'forbidden', code: 'four-eyes' });
    expect(side('payout.cancel')).toBeUndefined();
    expect(engine.otherSide(robot, POLICY['application.approve'], new Set(['x']))).toBeUndefined();
  });

  it('refuses in words: forbidden, or not found as of something missing', () => {
    expect(denied(actor('caseworker', OWNER), 'application.score', CASE)).toBeUndefined();
    expect(denied(actor('finance', OWNER), 'application.score', CASE)).toMatchObject({
      kind: 'forbidden',
      code: 'forbidden',
    });
    expect(denied(actor('caseworker', 'elsewhere'), 'application.score', CASE)).toEqual(notFound());
  });

  it('says which rows of a list a person may see', () => {
    expect(scopeOf(actor('auditor', 'x'), 'queue.read')).toEqual({ everything: true });
    expect(scopeOf(actor('caseworker', OWNER), 'queue.read')).toEqual({ everything: false, owner: OWNER });
    expect(scopeOf(actor('applicant', APPLICANT), 'queue.read')).toEqual({
      everything: false,
      applicant: APPLICANT,
    });
    expect(
      scopeOf({ subject: 's', roles: ['applicant', 'finance'], organisation: OWNER }, 'payouts.read'),
    ).toEqual({ everything: false, owner: OWNER, applicant: OWNER });
    expect(scopeOf({ subject: 's', roles: [] }, 'queue.read')).toBeUndefined();
    expect(scopeOf(actor('applicant', APPLICANT), 'budget.read')).toBeUndefined();
  });
});
