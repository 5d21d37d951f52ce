import { EXAMPLE_DAY } from '#http/examples.js';

/** A law firm that acts for the party. */
export const caseRepresentative = {
  organisation: '910000012',
  name: 'Advokat Solveig Lie',
  address: ['Storgata 1', '0155 Oslo'],
  lawyer: true,
  powers: ['accept', 'appeal'],
};

/** It does so no longer. */
export const representationEnd = {};

/** Somebody else appeals against the decision in a case. */
export const otherAppeal = {
  caseId: '00000000-0000-4000-8000-000000000000',
  against: { kind: 'decision', number: 1 },
  grounds: 'The places are offered already.',
  appellant: {
    name: 'Nabo AS',
    address: ['Storgata 2', '0155 Oslo'],
    interest: 'We offer the same places and lose them.',
  },
};

/** It has a legal interest. */
export const standing = { grounds: 'It competes for the same places.' };

/** The day on which it knew of the decision. */
export const knowledge = { knownOn: EXAMPLE_DAY };
