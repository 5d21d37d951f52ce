import type { Profile } from './profile.js';

/** Keycloak: realm roles, and a claim `organisation` of a mapper. Its access tokens say `"typ": "Bearer"`. */
export const KEYCLOAK: Profile = {
  members: {
    accessToken: 'marked',
    person: { claim: 'sub' },
    names: { name: 'name' },
    roles: { from: ['realm_access.roles', 'roles'] },
    organisations: { from: ['organisation'] },
  },
};
