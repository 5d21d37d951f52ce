import type { Actor } from '#eventsourcing/event.js';
import type { Refusal } from '#eventsourcing/refusal.js';
import { refusal } from '#eventsourcing/refusal.js';
import { organisationOf } from './organisation.js';
import type { Action } from './actions.js';
import type { Role } from './roles.js';

export type { Action } from './actions.js';

/**
 * How a person must stand to a resource: its applicant's organisation is theirs, the organisation that owns
 * its scheme is theirs, the appeal body it was forwarded to is theirs, one of the directorates that run the pilot is
 * theirs, an organisation that takes part in it is theirs, or no relation is asked for.
 */
export type Relation =
  'own-application' | 'own-directorate' | 'own-appeal-body' | 'own-pilot' | 'own-partnership' | 'any';

/** The organisations of a resource that matter for access; one left out is nobody's. */
export interface Resource {
  /** Organisation that owns the scheme. */
  readonly owner?: string;
  /** Organisation that applied. */
  readonly applicant?: string;
  /** Organisation an appeal was forwarded to; none before. */
  readonly appealBody?: string;
  /** The directorates that run a pilot. */
  readonly directorates?: readonly string[];
  /** Organisations that take part in a pilot. */
  readonly partners?: readonly string[];
}

/** The answer of the policy; `hidden` asks for "not found", as if the resource were not there. */
export type Verdict = { readonly allowed: true } | { readonly allowed: false; readonly hidden: boolean };

interface Grant {
  readonly roles: readonly Role[] | 'everyone';
  readonly relation: Relation;
}

interface Rule {
  readonly grants: readonly Grant[];
  /** The action of those who may know that the resource exists; itself when left out. */
  readonly seenBy?: Action;
}

const OFFICIALS = [
  'caseworker',
  'decision-maker',
  'attester',
  'finance',
  'scheme-manager',
  'superior',
] as const;
const OVERSEERS: Grant = { roles: ['auditor', 'administrator'], relation: 'any' };
const EVERYONE: Rule = { grants: [{ roles: 'everyone', relation: 'any' }] };

/** Officials of the scheme's directorate, the applicant, and those who oversee everything. */
const PARTIES: Rule = {
  grants: [
    { roles: OFFICIALS, relation: 'own-directorate' },
    { roles: ['applicant'], relation: 'own-application' },
    OVERSEERS,
  ],
};

/** The body an appeal was forwarded to. */
const APPEAL_BODY: Grant = { roles: ['appeal-body'], relation: 'own-appeal-body' };
const PARTIES_AND_APPEAL_BODY: Rule = { grants: [...PARTIES.grants, APPEAL_BODY] };

const official = (seenBy: Action, ...roles: Role[]): Rule => ({
  grants: [{ roles, relation: 'own-directorate' }],
  seenBy,
});
const applicant: Rule = {
  grants: [{ roles: ['applicant'], relation: 'own-application' }],
  seenBy: 'case.read',
};

const ofPilot = (...roles: Role[]): Grant => ({ roles, relation: 'own-pilot' });
const takingPart = (...roles: Role[]): Grant => ({ roles, relation: 'own-partnership' });
const onPilot = (...grants: Grant[]): Rule => ({ grants, seenBy: 'pilot.read' });

const WITHIN: Rule = { grants: [{ roles: OFFICIALS, relation: 'own-directorate' }, OVERSEERS] };

/** Who may do what: the one place where it is said. */
export const POLICY: Readonly<Record<Action, Rule>> = {
  'scheme.establish': official('scheme.read', 'scheme-manager'),
  'scheme.read': EVERYONE,
  /** Drafts and consultations. */
  'regulation.prepare': official('scheme.read', 'scheme-manager'),
  'regulation.adopt': official('scheme.read', 'scheme-manager'),
  /** Drafts too, which are not public. */
  'regulations.read': WITHIN,
  'delegation.grant': official('scheme.read', 'scheme-manager'),
  'delegation.revoke': official('scheme.read', 'scheme-manager'),
  'delegations.read': WITHIN,
  /** Of the organisation's persons only a representative with all powers; and somebody has to appoint the first. */
  'representative.appoint': {
    grants: [
      { roles: ['administrator'], relation: 'any' },
      { roles: ['applicant'], relation: 'own-application' },
    ],
    seenBy: 'representatives.read',
  },
  'representatives.read': { grants: [{ roles: ['applicant'], relation: 'own-application' }, OVERSEERS] },
  'budget.set': official('scheme.read', 'scheme-manager'),
  'budget.read': WITHIN,
  'call.announce': official('scheme.read', 'scheme-manager'),
  'call.extend': official('scheme.read', 'scheme-manager'),
  'call.dispense': official('scheme.read', 'scheme-manager'),
  'call.cancel': official('scheme.read', 'scheme-manager'),
  'dispensations.read': WITHIN,
  'call.read': EVERYONE,
  /** How a call's applications compare. */
  'ranking.read': WITHIN,
  'application.create': applicant,
  'application.submit': applicant,
  'application.withdraw': applicant,
  'attachment.add': applicant,
  'application.assign': official('case.read', 'caseworker'),
  'application.declare-impartiality': official('case.read', 'caseworker', 'decision-maker', 'superior'),
  'application.rule-on-impartiality': official('case.read', 'superior'),
  'application.request-supplement': official('case.read', 'caseworker'),
  'application.supplement': applicant,
  'application.check-eligibility': official('case.read', 'caseworker'),
  'application.assign-second': official('case.read', 'caseworker'),
  'application.score': official('case.read', 'caseworker'),
  'application.moderate': official('case.read', 'caseworker', 'decision-maker'),
  'application.recommend': official('case.read', 'caseworker'),
  'application.propose': official('case.read', 'caseworker'),
  'application.approve': official('case.read', 'decision-maker'),
  'application.return': official('case.read', 'decision-maker'),
  'application.notify': official('case.read', 'caseworker'),
  /** Letters before they are sent. */
  'letter-drafts.read': WITHIN,
  'appeal.submit': applicant,
  'appeal.withdraw': applicant,
  'appeal.prepare': official('appeal.read', 'caseworker'),
  'appeal.approve': official('appeal.read', 'decision-maker'),
  'appeal.decide': { grants: [APPEAL_BODY], seenBy: 'appeal.read' },
  /** Replies and notices to the party. */
  'appeal.inform': {
    grants: [...official('appeal.read', 'caseworker').grants, APPEAL_BODY],
    seenBy: 'appeal.read',
  },
  /** Deferred enforcement and covered costs. */
  'appeal.relieve': {
    grants: [...official('appeal.read', 'decision-maker').grants, APPEAL_BODY],
    seenBy: 'appeal.read',
  },
  'appeal.read': PARTIES_AND_APPEAL_BODY,
  'award.accept': applicant,
  'award.fulfil': official('case.read', 'caseworker'),
  'award.amend': official('case.read', 'caseworker'),
  'award.revoke': official('case.read', 'caseworker'),
  'award.decide': official('case.read', 'decision-maker'),
  'award.close': official('case.read', 'caseworker'),
  'report.submit': applicant,
  'report.judge': official('case.read', 'caseworker'),
  'report.waive': official('case.read', 'decision-maker'),
  'reports.read': PARTIES,
  'payout.attest': official('case.read', 'attester'),
  'payout.approve': official('case.read', 'decision-maker'),
  'payout.instruct': official('case.read', 'finance'),
  'payout.settle': official('case.read', 'finance'),
  'payout.cancel': official('case.read', 'decision-maker', 'finance'),
  'payouts.read': PARTIES,
  'recovery.reply': applicant,
  'recovery.propose': official('case.read', 'caseworker'),
  'recovery.approve': official('case.read', 'decision-maker'),
  'recovery.drop': official('case.read', 'decision-maker'),
  'recovery.instalments': official('case.read', 'caseworker', 'finance'),
  'recovery.repayment': official('case.read', 'finance'),
  'recovery.limitation': official('case.read', 'caseworker'),
  'recovery.write-off': official('case.read', 'caseworker', 'finance'),
  'recoveries.read': PARTIES,
  'state-aid.register': official('state-aid.read', 'caseworker'),
  'state-aid.read': { grants: [{ roles: OFFICIALS, relation: 'own-directorate' }, OVERSEERS] },
  /** Rates are the same for all directorates. */
  'currency-rate.record': {
    grants: [{ roles: ['scheme-manager'], relation: 'any' }],
    seenBy: 'scheme.read',
  },
  'pilot.establish': official('scheme.read', 'scheme-manager'),
  'pilot.read': {
    grants: [ofPilot(...OFFICIALS), takingPart('partner', 'evaluator', 'validator'), OVERSEERS],
  },
  /** Partners, contract drafts, cohorts, visits, risks. */
  'pilot.manage': onPilot(ofPilot('scheme-manager', 'caseworker')),
  'pilot.draft-framework': onPilot(ofPilot('scheme-manager')),
  'pilot.adopt-framework': onPilot(ofPilot('decision-maker')),
  'pilot.sign': onPilot(ofPilot('decision-maker'), takingPart('partner')),
  'pilot.report-service': onPilot(takingPart('partner')),
  'pilot.report-status': onPilot(ofPilot('caseworker'), takingPart('partner', 'evaluator')),
  'pilot.record-measurement': onPilot(takingPart('evaluator')),
  'pilot.judge-measurement': onPilot(takingPart('validator')),
  'pilot.dispute-measurement': onPilot(ofPilot('caseworker', 'decision-maker'), takingPart('partner')),
  'pilot.calculate-settlement': onPilot(ofPilot('caseworker')),
  'pilot.review-settlement': onPilot(ofPilot('caseworker')),
  'pilot.approve-settlement': onPilot(ofPilot('decision-maker')),
  'pilot.return-settlement': onPilot(ofPilot('caseworker', 'decision-maker')),
  'pilot.order-state-share': onPilot(ofPilot('caseworker', 'finance')),
  'pilot.record-share-payment': onPilot(ofPilot('finance')),
  'pilot.terminate': onPilot(ofPilot('decision-maker')),
  'pilot.close': onPilot(ofPilot('decision-maker')),
  /** What terms that nobody has signed would pay. */
  'pilot.try-terms': onPilot(ofPilot(...OFFICIALS), OVERSEERS),
  /** Published data. */
  'historical-pilots.read': EVERYONE,
  'case.read': PARTIES_AND_APPEAL_BODY,
  'queue.read': PARTIES,
};

/**
 * Whether a person may do something. Without a resource only the role is judged (creations and lists); with one,
 * the relation too: whoever has the role but not the relation, or may not see the resource at all, gets `hidden`.
 * A resource without owner and applicant is nobody's: pass `{}` for one that does not exist.
 */
export function permits(actor: Actor, action: Action, resource?: Resource): Verdict {
  const rule = POLICY[action];
  const held = rule.grants.filter((grant) => holds(actor, grant));
  if (held.some((grant) => relates(actor, grant.relation, resource))) return { allowed: true };
  if (resource === undefined) return { allowed: false, hidden: false };
  const seen = rule.seenBy !== undefined && permits(actor, rule.seenBy, resource).allowed;
  return { allowed: false, hidden: held.length > 0 || !seen };
}

/** The refusal of a person who may not, `undefined` for one who may: made for the guard of a dispatch. */
export function denied(actor: Actor, action: Action, resource?: Resource): Refusal | undefined {
  const verdict = permits(actor, action, resource);
  if (verdict.allowed) return undefined;
  return verdict.hidden ? notFound() : refusal('forbidden', 'forbidden', `your roles do not allow ${action}`);
}

/** The refusal for what is not there, or not there for this person: nobody can tell one from the other. */
export function notFound(): Refusal {
  return refusal('not-found', 'not-found', 'there is nothing here that you may see');
}

/** Which rows of a list a person may see: all, or those of an organisation in one of these parts (one suffices). */
export interface Scope {
  readonly everything: boolean;
  readonly owner?: string;
  readonly applicant?: string;
  readonly appealBody?: string;
  /** One of the directorates of a pilot. */
  readonly directorate?: string;
  /** One of those who take part in a pilot. */
  readonly partner?: string;
}

/** The rows a person may see in a list; `undefined` when no role of theirs opens the list at all. */
export function scopeOf(actor: Actor, action: Action): Scope | undefined {
  const relations = POLICY[action].grants
    .filter((grant) => holds(actor, grant))
    .map(({ relation }) => relation);
  if (relations.length === 0) return undefined;
  if (relations.includes('any')) return { everything: true };
  const organisation = organisationOf(actor);
  return {
    everything: false,
    ...(relations.includes('own-directorate') ? { owner: organisation } : {}),
    ...(relations.includes('own-application') ? { applicant: organisation } : {}),
    ...(relations.includes('own-appeal-body') ? { appealBody: organisation } : {}),
    ...(relations.includes('own-pilot') ? { directorate: organisation } : {}),
    ...(relations.includes('own-partnership') ? { partner: organisation } : {}),
  };
}

function holds(actor: Actor, { roles }: Grant): boolean {
  return roles === 'everyone' || roles.some((role) => actor.roles.includes(role));
}

function relates(actor: Actor, relation: Relation, resource: Resource | undefined): boolean {
  if (relation === 'any' || resource === undefined) return true;
  const organisation = organisationOf(actor);
  switch (relation) {
    case 'own-directorate':
      return organisation === resource.owner;
    case 'own-application':
      return organisation === resource.applicant;
    case 'own-appeal-body':
      return organisation === resource.appealBody;
    case 'own-pilot':
      return resource.directorates?.includes(organisation) ?? false;
    case 'own-partnership':
      return resource.partners?.includes(organisation) ?? false;
  }
}
