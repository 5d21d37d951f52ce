import type { Actor } from '#eventsourcing/event.js';
import type { Refusal } from '#eventsourcing/refusal.js';
import { refusal } from '#eventsourcing/refusal.js';
import type { OfficialStep } from '#impartiality/official-steps.js';
import { sameOrganisation } from '#organisations/organisation-number.js';
import { organisationOf } from './organisation.js';
import { countsAlone, type Role } from './roles.js';

/**
 * How a person must stand to a resource: its applicant's organisation is theirs or represented by theirs, that which
 * appealed without having applied is theirs, the organisation that owns
 * its scheme is theirs, the appeal body it was forwarded to is theirs, one of the directorates that run the pilot is
 * theirs, an organisation that takes part in it is theirs, or no relation is asked for.
 */
export type Relation =
  | 'own-application'
  | 'own-appeal'
  | 'own-directorate'
  | 'own-appeal-body'
  | 'own-pilot'
  | 'own-partnership'
  | 'any';

/** The organisations of a resource that matter for access; one left out is nobody's. */
export interface Resource {
  /** Organisation that owns the scheme. */
  readonly owner?: string;
  /** Organisation that applied. */
  readonly applicant?: string;
  /** Organisation that represents the one that applied, beside it. */
  readonly representative?: string;
  /** Organisation that appealed without having applied. */
  readonly appellant?: string;
  /** Organisation an appeal was forwarded to; none before. */
  readonly appealBody?: string;
  /** The directorates that run a pilot. */
  readonly directorates?: readonly string[];
  /** Organisations that take part in a pilot. */
  readonly partners?: readonly string[];
}

/** The answer of the policy; `hidden` asks for "not found", as if the resource were not there. */
export type Verdict = { readonly allowed: true } | { readonly allowed: false; readonly hidden: boolean };

/** To whom something is allowed. */
export interface Grant {
  readonly roles: readonly Role[] | 'everyone';
  readonly relation: Relation;
}

/** Who may do something. */
export interface Rule {
  readonly grants: readonly Grant[];
  /** What those may who may know that the resource exists; the same when left out. */
  readonly seenBy?: Action;
  /** It is one side of what takes two persons, so nobody does it on behalf of another. */
  readonly inPerson?: true;
  /** Of what officials do in a case: the part they take in it. Left out where facts are recorded, or a party acts. */
  readonly official?: OfficialStep;
}

/** What can be asked of the policy: something a person does, and who may. */
export interface Action extends Rule {
  /** As it is called in refusals and in the documentation. */
  readonly name: string;
}

/** Makes a context's rules its actions, each under its own name. */
export function actions<Name extends string>(
  rules: Readonly<Record<Name, Rule>>,
): Readonly<Record<Name, Action>> {
  const named = Object.entries<Rule>(rules).map(([name, rule]) => [name, { name, ...rule }] as const);
  return Object.fromEntries(named) as Record<Name, Action>;
}

/**
 * Whether a person may do something. Without a resource only the role is judged (creations and lists); with one,
 * the relation too: whoever has the role but not the relation, or may not see the resource at all, gets `hidden`.
 * A resource without owner and applicant is nobody's: pass `{}` for one that does not exist.
 */
export function permits(actor: Actor, action: Action, resource?: Resource): Verdict {
  const held = action.grants.filter((grant) => holds(actor, grant));
  if (held.some((grant) => relates(actor, grant.relation, resource))) return { allowed: true };
  if (resource === undefined) return { allowed: false, hidden: false };
  const seen = action.seenBy !== undefined && permits(actor, action.seenBy, resource).allowed;
  return { allowed: false, hidden: held.length > 0 || !seen };
}

/** The refusal of a person who may not, `undefined` for one who may: made for the guard of a dispatch. */
export function denied(actor: Actor, action: Action, resource?: Resource): Refusal | undefined {
  const verdict = permits(actor, action, resource);
  if (verdict.allowed) return notInPerson(actor, action);
  return verdict.hidden
    ? notFound()
    : refusal('forbidden', 'forbidden', `your roles do not allow ${action.name}`);
}

/** The official step that a person takes with an action; undefined where it is none, or the person acts as a party. */
export function officialStep(
  actor: Actor,
  { grants, official }: Action,
  resource: Resource,
): OfficialStep | undefined {
  const asParty = grants.some(
    (grant) => isParty(grant) && holds(actor, grant) && relates(actor, grant.relation, resource),
  );
  return asParty ? undefined : official;
}

function isParty({ roles }: Grant): boolean {
  return roles !== 'everyone' && roles.every((role) => role === 'applicant' || role === 'partner');
}

/** A program is nobody's second pair of eyes; behind a token exchanged for a person stand two, and either could be. */
function notInPerson({ actedBy, program }: Actor, { name, inPerson }: Action): Refusal | undefined {
  if (inPerson === undefined) return undefined;
  if (program)
    return refusal(
      'forbidden',
      'not-a-person',
      `${name} is done in person: not by a program that acts by itself`,
    );
  if (actedBy === undefined) return undefined;
  return refusal(
    'forbidden',
    'acts-for-another',
    `${name} is done in person: not with a token by which one acts for another`,
  );
}

/** Whoever acted in a matter for somebody is on that side of it, and never the second pair of eyes. */
export function otherSide(
  { subject }: Actor,
  { inPerson }: Action,
  onBehalf: ReadonlySet<string>,
): Refusal | undefined {
  if (inPerson === undefined || !onBehalf.has(subject)) return undefined;
  return refusal(
    'forbidden',
    'four-eyes',
    'who acted here on behalf of another takes no part on the other side',
  );
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
  readonly appellant?: string;
  readonly appealBody?: string;
  /** One of the directorates of a pilot. */
  readonly directorate?: string;
  /** One of those who take part in a pilot. */
  readonly partner?: string;
}

/** The rows a person may see in a list; `undefined` when no role of theirs opens the list at all. */
export function scopeOf(actor: Actor, action: Action): Scope | undefined {
  const relations = action.grants.filter((grant) => holds(actor, grant)).map(({ relation }) => relation);
  if (relations.length === 0) return undefined;
  if (relations.includes('any')) return { everything: true };
  const organisation = organisationOf(actor);
  return {
    everything: false,
    ...(relations.includes('own-directorate') ? { owner: organisation } : {}),
    ...(relations.includes('own-application') ? { applicant: organisation } : {}),
    ...(relations.includes('own-appeal') ? { appellant: organisation } : {}),
    ...(relations.includes('own-appeal-body') ? { appealBody: organisation } : {}),
    ...(relations.includes('own-pilot') ? { directorate: organisation } : {}),
    ...(relations.includes('own-partnership') ? { partner: organisation } : {}),
  };
}

function holds(actor: Actor, { roles }: Grant): boolean {
  if (roles === 'everyone') return true;
  return roles.some(
    (role) => actor.roles.includes(role) && (actor.organisation !== undefined || countsAlone(role)),
  );
}

function relates(actor: Actor, relation: Relation, resource: Resource | undefined): boolean {
  if (relation === 'any' || resource === undefined) return true;
  const organisation = organisationOf(actor);
  const isTheirs = (other: string | undefined) => sameOrganisation(organisation, other);
  switch (relation) {
    case 'own-directorate':
      return isTheirs(resource.owner);
    case 'own-application':
      return isTheirs(resource.applicant) || isTheirs(resource.representative);
    case 'own-appeal':
      return isTheirs(resource.appellant);
    case 'own-appeal-body':
      return isTheirs(resource.appealBody);
    case 'own-pilot':
      return resource.directorates?.some(isTheirs) ?? false;
    case 'own-partnership':
      return resource.partners?.some(isTheirs) ?? false;
  }
}
