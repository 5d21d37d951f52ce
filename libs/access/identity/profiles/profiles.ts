import { ANSATTPORTEN } from './ansattporten.js';
import { ENTRA_ID } from './entra-id.js';
import { ID_PORTEN } from './id-porten.js';
import { KEYCLOAK } from './keycloak.js';
import { MASKINPORTEN } from './maskinporten.js';
import type { Profile } from './profile.js';

/** The providers that are known, by the names a configuration calls them. */
export const PROFILES: ReadonlyMap<string, Profile> = new Map([
  ['keycloak', KEYCLOAK],
  ['id-porten', ID_PORTEN],
  ['ansattporten', ANSATTPORTEN],
  ['maskinporten', MASKINPORTEN],
  ['entra-id', ENTRA_ID],
]);
