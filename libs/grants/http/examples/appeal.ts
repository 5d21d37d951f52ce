import { EXAMPLE_DAY, EXAMPLE_YEAR, kroner } from '#http/examples.js';

const impartial = { impartiality: { conflict: false } };

/** The applicant appeals against the first decision of the case. */
export const appeal = {
  against: { kind: 'decision', number: 1 },
  grounds: 'The workshop cannot rent its premises for less; the offers are attached to the application.',
};

/** A caseworker takes the appeal up. */
export const preparation = impartial;

/** What it is against fell meanwhile. */
export const appealClosing = impartial;

/** The appeal is treated although it is late. */
export const lateAcceptance = {
  ...impartial,
  grounds: 'The applicant was in hospital when the notice came, and appealed as soon as possible.',
};

/** A dismissal is proposed. */
export const dismissal = { ...impartial, grounds: 'Whoever appeals is not a party to the case.' };

/** A dismissal, or a reversal, is approved. */
export const appealApproval = impartial;

const newDecision = {
  outcome: 'granted',
  amount: kroner(1_100_000),
  conditions: ['Report on results and accounts by 31 March of the following year.'],
  schedule: [{ dueDate: `${EXAMPLE_YEAR}-01-01`, amount: kroner(1_100_000) }],
};

/** The deciding body's own reversal is proposed. */
export const reversal = {
  ...impartial,
  newDecision,
  grounds: 'The offers show that the premises cannot be had for less.',
};

/** A part of a revocation is reversed: so much is in force after it. */
export const reversalInPart = {
  ...impartial,
  amount: kroner(900_000),
  grounds: 'The accounts that came with the appeal show that most of the work was done.',
};

/** The appeal is sent on. */
export const forwarding = {
  ...impartial,
  statement: 'The directorate stands by its decision: premises are granted in part to all applicants.',
};

/** The appeal body lets the decision stand. */
export const appealStands = {
  ...impartial,
  outcome: 'stands',
  grounds: 'All applicants were treated alike.',
};

/** The appeal body changes the decision. */
export const appealChanged = {
  ...impartial,
  outcome: 'changed',
  newDecision,
  grounds: 'The need for these premises is documented.',
};

/** The appeal body changes a claim: so much of it holds. */
export const appealChangedInPart = {
  ...impartial,
  outcome: 'changed',
  amount: kroner(120_000),
  grounds: 'The party could not know that the expenses were not covered.',
};

/** The appeal body annuls the decision. */
export const appealAnnulled = {
  ...impartial,
  outcome: 'annulled',
  grounds: 'The offers were not looked at.',
};

/** The appeal is withdrawn. */
export const appealWithdrawal = { grounds: 'We have found other premises.' };

/** A provisional reply. */
export const provisionalReply = {
  text: 'Your appeal is being treated. There are many at this time of the year.',
  expectedBy: `${EXAMPLE_YEAR + 1}-12-01`,
};

/** The decision is not enforced for now. */
export const deferral = { grounds: 'Jobs would be lost before the appeal is decided.' };

/** Costs are covered. */
export const costs = {
  amount: kroner(12_500),
  grounds: 'Five hours of legal advice were needed to have the decision changed.',
};

/** The party is told that its appeal may turn to its detriment. */
export const detrimentNotice = { sentOn: EXAMPLE_DAY };

/** Notice of the outcome was received on a day of the past. */
export const appealNotice = { receivedOn: EXAMPLE_DAY, channel: 'portal' };
