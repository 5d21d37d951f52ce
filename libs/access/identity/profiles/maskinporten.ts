import type { Profile } from './profile.js';

/** Maskinporten: machines. Its tokens have no `sub`; the subject is the client, the organisation is who it acts for. */
export const MASKINPORTEN: Profile = {
  members: {
    accessToken: 'unmarked',
    person: { claim: 'client_id' },
    roles: { from: ['scope'] },
    organisations: { from: ['consumer.ID'], stripPrefix: '0192:' },
  },
  needsRoleMap: true,
};
