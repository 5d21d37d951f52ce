import { EXAMPLE_DAY, EXAMPLE_YEAR } from '#http/examples.js';

/** What is missing. */
export const supplementRequest = {
  items: ['The accounts of the last year.', 'A letter of the municipality on the referrals.'],
  dueOn: `${EXAMPLE_YEAR + 5}-12-31`,
};

/** What was missing. */
export const supplement = { answer: 'The accounts show a surplus; the municipality refers twelve people.' };

/** One more organisation of the group, and aid of another grantor. */
export const stateAid = {
  group: ['123456785'],
  otherAid: [
    {
      grantor: 'Innovation Norway',
      amount: { amount: 1_000_000, currency: 'EUR' },
      grantedOn: `${EXAMPLE_YEAR - 1}-05-03`,
    },
  ],
};

/** An official in doubt. */
export const doubt = {
  conflict: false,
  doubt: true,
  statement: 'A cousin of mine worked there until three years ago.',
};

/** A superior rules. */
export const ruling = {
  person: 'anna',
  disqualified: false,
  grounds: 'The cousin left long ago and has no stake in the outcome.',
};

/** The checks of the scheme's regulation version. */
export const eligibility = {
  checks: [
    { code: 'statutes', met: true, note: 'Article 7 of the statutes.' },
    { code: 'registered', met: true },
  ],
};

/** A second assessor takes part. */
export const secondAssessor = { assessor: 'dag', note: 'Knows the field.' };

/** A third person moderates. */
export const moderation = {
  scores: [
    { criterion: 'need', score: 4, rationale: 'The other workshops have waiting lists.' },
    { criterion: 'solution', score: 4, rationale: 'The mentors make the difference.' },
    { criterion: 'capacity', score: 3, rationale: 'Both agree.' },
  ],
  rationale: 'The waiting lists were not known to the second assessor.',
};

/** A decision-maker returns a proposal. */
export const proposalReturn = { grounds: 'Say why the premises are granted in part only.' };

/** Notice was received later than was recorded. */
export const receiptCorrection = {
  receivedOn: EXAMPLE_DAY,
  grounds: 'The postal receipt bears this day.',
};

/** The correction is approved. */
export const receiptCorrectionApproval = { correction: 1, grounds: 'The receipt was seen.' };

/** The correction is rejected. */
export const receiptCorrectionRejection = {
  correction: 1,
  grounds: 'That receipt is of another letter.',
};

/** Notice was received today. */
export const notification = { channel: 'portal', language: 'nb' } as const;
