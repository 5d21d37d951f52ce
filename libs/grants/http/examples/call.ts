import { EXAMPLE_YEAR } from '#http/examples.js';

/** A call closes a year later. */
export const extension = {
  closesAt: `${EXAMPLE_YEAR + 6}-12-01T12:00:00Z`,
  grounds: 'The portal was unavailable in the last week.',
};

/** One organisation may submit late. */
export const dispensation = {
  organisation: '987654325',
  until: `${EXAMPLE_YEAR + 7}-01-31T12:00:00Z`,
  grounds: 'Its premises burnt in the last week of the call.',
};

/** A call is cancelled. */
export const cancellation = { grounds: 'The appropriation was withdrawn in the revised budget.' };
