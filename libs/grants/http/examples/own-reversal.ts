import { EXAMPLE_DAY, EXAMPLE_YEAR, kroner } from '#http/examples.js';

/** The superior body tells the party that it reviews the decision. */
export const reviewNotice = { sentOn: EXAMPLE_DAY };

/** A decision that overlooked something is reversed, though nobody appealed. */
export const ownReversal = {
  newDecision: {
    outcome: 'granted',
    amount: kroner(1_200_000),
    conditions: [],
    schedule: [{ dueDate: `${EXAMPLE_YEAR}-01-01`, amount: kroner(1_200_000) }],
  },
  grounds: 'A letter of the municipality had been overlooked.',
};

/** It stays as it was decided. */
export const ownReversalReturn = { grounds: 'The letter was known, and says nothing new.' };
