import { randomUUID } from 'node:crypto';
import { PARTS, type Part, type PartName } from '../settled-case.js';
import type { KeycloakPerson } from './admin.js';

/** What an official of the case is called on letters. */
export const TITLE = 'Adviser';

/** Everybody who signs in for the case; the machine has an account of Keycloak's own. */
export function peopleOfCase(): ReadonlyMap<PartName, KeycloakPerson> {
  const parts = Object.entries(PARTS) as readonly (readonly [PartName, Part])[];
  return new Map(
    parts.flatMap(([name, part]) => (part.machine ? [] : [[name, personOfPart(name, part)] as const])),
  );
}

function personOfPart(name: string, { roles, organisation }: Part): KeycloakPerson {
  return {
    username: name.toLowerCase(),
    password: randomUUID(),
    firstName: 'Kari',
    lastName: name,
    roles,
    attributes: { organisation: [organisation], title: [TITLE] },
  };
}
