import type { DevToken } from '#access/identity/dev-issuer.js';
import {
  faultOfHeldAlone,
  faultOfLifetime,
  faultOfOrganisation,
  faultOfRoles,
  faultOfSubject,
} from '#access/identity/dev-token-faults.js';
import { isRole } from '#access/roles.js';

/** The form's fields, by the names under which a browser sends them. */
export const FIELDS = ['subject', 'organisation', 'role', 'ttl'] as const;

/** One of the form's fields. */
export type Field = (typeof FIELDS)[number];

/** What stands in the form. */
export interface Entered {
  readonly subject: string;
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
    organisation: parameters.get('organisation') ?? '',
    role: parameters.getAll('role'),
    ttl: parameters.get('ttl') ?? TWELVE_HOURS,
  };
}

/** The query that enters this into the form. */
export function queryOf({ subject, organisation, role, ttl }: Entered): string {
  const query = new URLSearchParams({ subject, organisation, ttl });
  for (const each of role) query.append('role', each);
  return query.toString();
}

/** What is wrong with what was entered; nothing when it can be issued. */
export function faultsOf({ subject, organisation, role, ttl }: Entered): Faults {
  const found = {
    subject: faultOfSubject(subject),
    organisation:
      organisation === '' ? faultOfHeldAlone(role.filter(isRole)) : faultOfOrganisation(organisation),
    role: faultOfRoles(role),
    ttl: faultOfLifetime(ttl),
  };
  return Object.fromEntries(Object.entries(found).filter(([, fault]) => fault !== undefined));
}

/** The token asked for by what was entered without fault. */
export function tokenOf({ subject, organisation, role, ttl }: Entered): DevToken {
  return {
    subject,
    roles: [...new Set(role.filter(isRole))],
    ...(organisation === '' ? {} : { organisation }),
    ttl: Number(ttl),
  };
}
