import type { Profile } from './profile.js';

/**
 * Keycloak: realm roles, and claims `organisation` and `title` of mappers, as in `infra/keycloak/realm.json`. Its access
 * tokens say `"typ": "Bearer"`, and those of service accounts `client_id` beside `azp`.
 */
export const KEYCLOAK: Profile = {
  members: {
    accessToken: 'marked',
    person: { claim: 'sub' },
    programs: { claim: 'client_id' },
    names: { name: 'name', title: 'title' },
    roles: { from: ['realm_access.roles', 'roles'] },
    organisations: { from: ['organisation'] },
  },
};
