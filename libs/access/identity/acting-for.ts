import type { Actor } from '#eventsourcing/event.js';
import { type Refusal, refusal } from '#eventsourcing/refusal.js';
import { sameOrganisation } from '#organisations/organisation-number.js';
import { mistypedAmong, type NumberRefusal } from '#organisations/refusals.js';
import { organisationOf } from '../organisation.js';
import { countsAlone, oversees, type Role } from '../roles.js';
import type { Identity } from './identity.js';

/** For whom a person can act: an organisation, or themselves. */
export interface Choice {
  /** As it is chosen: the organisation, or `subject:` and the person's own subject. */
  readonly organisation: string;
  /** What the person is there. */
  readonly roles: readonly Role[];
}

/** The person as they act with a request, or why they cannot. */
export type Acting =
  | { readonly ok: true; readonly actor: Actor }
  | { readonly ok: false; readonly refusal: Refusal<ActingRefusal> | NumberRefusal };

/** Codes under which a person is refused before anything is looked at. */
export type ActingRefusal = 'not-a-member' | 'organisation-missing' | 'organisation-not-chosen';

/** Choices that are told in words; a person may act for hundreds. */
const MOST_TOLD = 20;

/** All that a person can choose between: their organisations, then themselves where they hold a role that needs none. */
export function choicesOf(identity: Identity): readonly Choice[] {
  const own = identity.memberships.filter(({ organisation }) => organisation === undefined);
  const general = own.flatMap(({ roles }) => roles);
  const overseeing = general.filter(oversees);
  const organisations = identity.memberships.flatMap(({ organisation, roles }) =>
    organisation === undefined ? [] : [{ organisation, roles: once([...roles, ...overseeing]) }],
  );
  const alone = once(general.filter(countsAlone));
  // Who holds nothing and belongs nowhere is still somebody who signed in.
  const nobody = organisations.length === 0 && general.length === 0;
  return alone.length > 0 || nobody
    ? [...organisations, { organisation: organisationOf(identity), roles: alone }]
    : organisations;
}

/**
 * For whom a person acts: as asked, else for the one organisation they belong to, else for themselves. Whether an
 * organisation exists that is not theirs nobody learns.
 */
export function actingFor(identity: Identity, asked?: string): Acting {
  const choices = choicesOf(identity);
  const themselves = organisationOf(identity);
  if (asked !== undefined) {
    const chosen = choices.find(({ organisation }) => sameOrganisation(organisation, asked));
    if (chosen) return acting(identity, chosen);
    return { ok: false, refusal: mistypedAmong({ 'Tilsagn-Organisation': asked }) ?? notAMember() };
  }
  const organisations = choices.filter(({ organisation }) => organisation !== themselves);
  if (organisations.length > 1) return { ok: false, refusal: notChosen(choices) };
  const [only = choices[0]] = organisations;
  return only ? acting(identity, only) : { ok: false, refusal: organisationMissing(identity) };
}

function acting(identity: Identity, { organisation, roles }: Choice): Acting {
  const { subject, program, client, actedBy } = identity;
  const actor: Actor = {
    subject,
    roles,
    ...(organisation === organisationOf(identity) ? {} : { organisation }),
    ...(program === undefined ? {} : { program }),
    ...(client === undefined ? {} : { client }),
    ...(actedBy === undefined ? {} : { actedBy }),
  };
  return { ok: true, actor: Object.freeze(actor) };
}

function notAMember(): Refusal<ActingRefusal> {
  return refusal('forbidden', 'not-a-member', 'your token does not let you act for that organisation');
}

function notChosen(choices: readonly Choice[]): Refusal<ActingRefusal> {
  const told = choices.slice(0, MOST_TOLD).map(({ organisation }) => organisation);
  const more = choices.length - told.length;
  return refusal(
    'forbidden',
    'organisation-not-chosen',
    `choose for whom you act with Tilsagn-Organisation: ${told.join(', ')}${more > 0 ? `, and ${more} more (GET /v1/me)` : ''}`,
  );
}

function organisationMissing({ memberships }: Identity): Refusal<ActingRefusal> {
  const roles = once(memberships.flatMap((membership) => membership.roles)).join(', ');
  return refusal(
    'forbidden',
    'organisation-missing',
    `roles of yours count in an organisation only, and your token names none: ${roles}`,
  );
}

function once<Each>(all: readonly Each[]): readonly Each[] {
  return [...new Set(all)];
}
