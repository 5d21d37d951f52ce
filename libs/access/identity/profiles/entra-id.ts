import type { Profile } from './profile.js';

/** Microsoft Entra ID, of one tenant: app roles, the tenant as organisation. Its `sub` is pairwise, `oid` is not. */
export const ENTRA_ID: Profile = {
  members: {
    accessToken: 'unmarked',
    person: { claim: 'oid' },
    programs: { claim: 'idtyp', oneOf: ['app'] },
    names: { name: 'name' },
    roles: { from: ['roles'] },
    organisations: { from: ['tid'] },
  },
  pairwise: ['sub'],
};
