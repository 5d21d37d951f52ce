import { actions, type Action, type Grant, type Rule } from './policy.js';
import type { Role } from './roles.js';

/** Those who work in a directorate. */
export const OFFICIALS = [
  'caseworker',
  'decision-maker',
  'attester',
  'finance',
  'scheme-manager',
  'superior',
] as const;

/** Those who oversee everything. */
export const OVERSEERS: Grant = { roles: ['auditor', 'administrator'], relation: 'any' };

/** Whoever is signed in. */
export const EVERYONE: Rule = { grants: [{ roles: 'everyone', relation: 'any' }] };

/** Officials of the scheme's directorate, and those who oversee everything. */
export const WITHIN: Rule = { grants: [{ roles: OFFICIALS, relation: 'own-directorate' }, OVERSEERS] };

/** Officials of the scheme's directorate, the applicant, and those who oversee everything. */
export const PARTIES: Rule = {
  grants: [
    { roles: OFFICIALS, relation: 'own-directorate' },
    { roles: ['applicant'], relation: 'own-application' },
    OVERSEERS,
  ],
};

/** The body an appeal was forwarded to. */
export const APPEAL_BODY: Grant = { roles: ['appeal-body'], relation: 'own-appeal-body' };

/** What a person may ask about themselves. */
export const ONESELF = actions({ 'identity.read': EVERYONE });

/** Those who may know of a scheme, or of a case: the things of other contexts hang on them. */
export const SEEING = actions({
  'scheme.read': EVERYONE,
  'case.read': { grants: [...PARTIES.grants, APPEAL_BODY] },
});

/** Officials of the directorate in these roles. */
export function official(seenBy: Action, ...roles: readonly Role[]): Rule {
  return { grants: [{ roles, relation: 'own-directorate' }], seenBy };
}

/** The applicant's own people. */
export const APPLICANT: Rule = {
  grants: [{ roles: ['applicant'], relation: 'own-application' }],
  seenBy: SEEING['case.read'],
};

/** An official step that prepares what is decided in a case. */
export function preparing(rule: Rule): Rule {
  return { ...rule, official: { part: 'mayPrepare' } };
}

/** An official step that decides in a case. */
export function deciding(rule: Rule): Rule {
  return { ...rule, official: { part: 'mayDecide' } };
}

/** A step before anybody has declared in a case: a conflict on record stops it, and nothing has to be declared for it. */
export function assigning(rule: Rule): Rule {
  return { ...rule, official: { part: 'mayPrepare', undeclared: true } };
}

/**
 * Naming who acts in a superior's place: a conflict or a doubt on record stops it, and nothing has to be declared for it.
 * Where every superior has one, an administrator names.
 */
export function naming({ grants, seenBy }: Rule): Rule {
  return {
    grants: [...grants, { roles: ['administrator'], relation: 'any' }],
    ...(seenBy ? { seenBy } : {}),
    inPerson: true,
    official: { part: 'mayDecide', undeclared: true },
  };
}

/** What four eyes look at: whoever does it is one person, and alone. */
export function inPerson(rule: Rule): Rule {
  return { ...rule, inPerson: true };
}
