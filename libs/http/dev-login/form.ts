import type { DevToken } from '#access/identity/dev-issuer.js';
import {
  faultOfHeldAlone,
  faultOfLifetime,
  faultOfName,
  faultOfOrganisation,
  faultOfRoles,
  faultOfSubject,
} from '#access/identity/dev-token-faults.js';
import { isRole } from '#access/roles.js';

/** The form's fields, by the names under which a browser sends them. */
export const FIELDS = ['subject', 'name', 'title', 'organisation', 'role', 'ttl'] as const;

/** One of the form's fields. */
export type Field = (typeof FIELDS)[number];

/** What stands in the form. */
export interface Entered {
  readonly subject: string;
  /** Empty where the token tells none. */
  readonly name: string;
  /** Empty where the token tells none. */
  readonly title: string;
  /** Empty for one who acts for no organisation. */
  readonly organisation: string;
  readonly role: readonly string[];
  /** Seconds, as a text. */
  readonly ttl: string;
}

/** What is wrong, by field. */
export type Faults = { readonly [field in Field]?: string };

const TWELVE_HOURS = String(12 * 60 * 60);

/** What a query or a body enters into the form; what is missing is as in an empty one. */
export function enteredBy(parameters: URLSearchParams): Entered {
  return {
    subject: parameters.get('subject') ?? '',
    name: parameters.get('name') ?? '',
    title: parameters.get('title') ?? '',
    organisation: parameters.get('organisation') ?? '',
    role: parameters.getAll('role'),
    ttl: parameters.get('ttl') ?? TWELVE_HOURS,
  };
}

/** The query that enters this into the form. */
export function queryOf({ role, ...texts }: Entered): string {
  const query = new URLSearchParams(texts);
  for (const each of role) query.append('role', each);
  return query.toString();
}

/** What is wrong with what was entered; nothing when it can be issued. */
export function faultsOf({ subject, name, title, organisation, role, ttl }: Entered): Faults {
  const found = {
    subject: faultOfSubject(subject),
    name: name === '' ? undefined : faultOfName(name),
    title: title === '' ? undefined : faultOfName(title),
    organisation:
      organisation === '' ? faultOfHeldAlone(role.filter(isRole)) : faultOfOrganisation(organisation),
    role: faultOfRoles(role),
    ttl: faultOfLifetime(ttl),
  };
  return Object.fromEntries(Object.entries(found).filter(([, fault]) => fault !== undefined));
}

/** The token asked for by what was entered without fault. */
export function tokenOf({ subject, name, title, organisation, role, ttl }: Entered): DevToken {
  return {
    subject,
    ...(name === '' ? {} : { name }),
    ...(title === '' ? {} : { title }),
    roles: [...new Set(role.filter(isRole))],
    ...(organisation === '' ? {} : { organisation }),
    ttl: Number(ttl),
  };
}

/** Whom a reader is told of: by name, where there is one, and subject. */
export function calledOf({ subject, name }: Pick<Entered, 'subject' | 'name'>): string {
  return name === '' ? subject : `${name} (${subject})`;
}
