import type { Profile } from './profile.js';

/** Levels of assurance, the lowest first. */
export const LEVELS = ['idporten-loa-low', 'idporten-loa-substantial', 'idporten-loa-high'] as const;

/** ID-porten: people who apply for themselves. Its `sub` is pairwise, so that only `pid` tells the person. */
export const ID_PORTEN: Profile = {
  members: {
    accessToken: 'unmarked',
    person: { claim: 'pid', digest: true },
    roles: { from: [], default: ['applicant'] },
    organisations: { from: [] },
    conditions: [{ claim: 'acr', order: LEVELS, atLeast: 'idporten-loa-substantial' }],
  },
  pairwise: ['sub'],
};
