import type { Profile } from './profile.js';

/** Ansattporten: people who apply for the organisations they chose there, by services of Altinn 2 or resources of Altinn 3. */
export const ANSATTPORTEN: Profile = {
  members: {
    accessToken: 'unmarked',
    person: { claim: 'pid', digest: true },
    roles: { from: [] },
    organisations: { from: [], stripPrefix: '0192:' },
    memberships: [
      {
        each: 'authorization_details[?type="ansattporten:altinn:service"].reportees[]',
        organisation: 'ID',
        default: ['applicant'],
      },
      {
        each: 'authorization_details[?type="ansattporten:altinn:resource"].authorized_parties[]',
        organisation: 'orgno.ID',
        default: ['applicant'],
      },
    ],
  },
  pairwise: ['sub'],
};
