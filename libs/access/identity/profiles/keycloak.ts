import type { Profile } from './profile.js';

/** Keycloak: realm roles, and claims `organisation` and `title` of mappers. Its access tokens say `"typ": "Bearer"`. */
export const KEYCLOAK: Profile = {
  members: {
    accessToken: 'marked',
    person: { claim: 'sub' },
    names: { name: 'name', title: 'title' },
    roles: { from: ['realm_access.roles', 'roles'] },
    organisations: { from: ['organisation'] },
  },
};
