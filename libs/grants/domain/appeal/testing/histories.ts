import type { AppealEvent, AppealSubmitted, NewDecision } from '../../../contract/events.js';
import type { AppealRules } from '../../../contract/regulation.js';
import type { Terms } from '../content.js';
import type { Official } from '../impartiality.js';
import type { Appealable } from '../state.js';

/** Three weeks, a year at most, a provisional reply after a month. */
export const RULES: AppealRules = {
  period: { weeks: 3 },
  outerLimit: { years: 1 },
  body: 'ministry',
  bodyName: 'Ministry of Labour',
  provisionalReply: { months: 1 },
};

/** The party: an applicant of the directorate's scheme. */
export const PARTY = {
  caseId: 'case',
  schemeId: 'scheme',
  directorate: 'directorate',
  regulationVersion: '1',
  applicant: 'workshop',
  appellant: 'ola',
};

/** A rejection of 2 February 2026, of which notice was received on 9 February. */
export const REJECTION: Appealable = {
  against: { kind: 'decision', number: 1 },
  decidedOn: '2026-02-02',
  receivedOn: '2026-02-09',
  final: false,
  involved: ['anna', 'berit'],
};

/** What was applied for. */
export const TERMS: Terms = { currency: 'NOK', applied: 400_000, multiYear: false };

/** The grant that the party should have had. */
export const GRANT: NewDecision = {
  outcome: 'granted',
  amount: { amount: 300_000, currency: 'NOK' },
  conditions: ['Accounts by 31 March'],
  schedule: [{ number: 1, dueDate: '2026-06-01', amount: 300_000 }],
};

/** An official who declared no conflict of interest in the case. */
export function impartial(person: string): Official {
  return { person, declared: { [person]: false } };
}

/** An appeal against the rejection, in time. */
export const SUBMITTED: AppealSubmitted = {
  type: 'AppealSubmitted',
  data: {
    ...PARTY,
    appealBody: 'ministry',
    against: REJECTION.against,
    grounds: 'The need was overlooked',
    receivedOn: '2026-03-02',
    deadline: '2026-03-02',
    outerLimit: '2027-02-02',
    late: false,
    provisionalReplyDue: '2026-04-07',
  },
};
const late: AppealSubmitted = {
  type: 'AppealSubmitted',
  data: { ...SUBMITTED.data, receivedOn: '2026-03-03', late: true },
};
const tooLate: AppealSubmitted = {
  type: 'AppealSubmitted',
  data: { ...SUBMITTED.data, receivedOn: '2027-02-03', late: true },
};
const prepared: AppealEvent = { type: 'AppealPreparationBegun', data: { caseworker: 'anna' } };
const dismissalProposed: AppealEvent = {
  type: 'AppealDismissalProposed',
  data: { proposer: 'anna', grounds: 'It is late' },
};
const reversalProposed: AppealEvent = {
  type: 'ReversalProposed',
  data: { proposer: 'anna', newDecision: GRANT, grounds: 'The need was overlooked' },
};
const forwarded: AppealEvent = {
  type: 'AppealForwarded',
  data: { person: 'anna', appealBody: 'ministry', statement: 'Nothing new was said' },
};
/** The same of a neighbour who did not apply. */
export const OF_OTHER: AppealSubmitted = {
  type: 'AppealSubmitted',
  data: {
    ...SUBMITTED.data,
    appellant: 'nils',
    other: { organisation: '910000020', name: 'Nabo AS', interest: 'We lose places' },
    deadline: undefined,
  },
};
const recognised: AppealEvent = {
  type: 'AppealStandingRecognised',
  data: { person: 'anna', grounds: 'It competes' },
};
const { against } = SUBMITTED.data;
const dismissed: AppealEvent = {
  type: 'AppealDismissed',
  data: { approver: 'berit', decidedOn: '2026-04-10' },
};
/** A revocation of 300 000 that left 60 000 in force. */
const ofRevocation = { kind: 'revocation', id: 'case' } as const;
/** What may stay in force of it. */
export const IN_PART: Terms = { ...TERMS, part: { above: 60_000, below: 300_000 } };
/** What stays in force after an outcome in part. */
export const SOME = { amount: 180_000, currency: 'NOK' };
const againstRevocation: AppealSubmitted = {
  type: 'AppealSubmitted',
  data: { ...SUBMITTED.data, against: ofRevocation },
};
const partProposed: AppealEvent = {
  type: 'ReversalProposed',
  data: { proposer: 'anna', amount: SOME, grounds: 'Most of it was done' },
};
const reversed: AppealEvent = {
  type: 'AppealReversed',
  data: {
    approver: 'berit',
    decidedOn: '2026-04-20',
    against,
    newDecision: { outcome: GRANT.outcome, amount: GRANT.amount, schedule: GRANT.schedule },
  },
};
const stands: AppealEvent = {
  type: 'AppealLetStand',
  data: { decider: 'mona', decidedOn: '2026-05-04', grounds: 'As before' },
};
const changed: AppealEvent = {
  type: 'AppealChangedDecision',
  data: {
    decider: 'mona',
    decidedOn: '2026-05-04',
    against,
    newDecision: GRANT,
    grounds: 'The need is there',
  },
};
const annulled: AppealEvent = {
  type: 'AppealAnnulledDecision',
  data: { decider: 'mona', decidedOn: '2026-05-04', against, grounds: 'Badly prepared' },
};
const notified: AppealEvent = {
  type: 'AppealOutcomeNotified',
  data: { receivedOn: '2026-05-04', channel: 'portal' },
};
const receiptDoubted: AppealEvent = {
  type: 'OutcomeReceiptCorrectionProposed',
  data: { correction: 1, proposer: 'anna', receivedOn: '2027-02-03', grounds: 'The postal receipt says so' },
};

/** Histories by the name of the state they lead to; more than one name where it matters how it was reached. */
export const states = {
  none: [],
  received: [SUBMITTED],
  late: [late],
  'too late': [tooLate],
  'late, accepted': [
    late,
    { type: 'LateAppealAccepted', data: { person: 'anna', grounds: 'The applicant was ill' } },
  ],
  'under-preparation': [SUBMITTED, prepared],
  'dismissal-proposed': [SUBMITTED, prepared, dismissalProposed],
  'late, dismissal-proposed': [late, dismissalProposed],
  'reversal-proposed': [SUBMITTED, prepared, reversalProposed],
  'against a revocation': [againstRevocation, prepared],
  'reversal in part proposed': [againstRevocation, prepared, partProposed],
  'against a revocation, forwarded': [againstRevocation, prepared, forwarded],
  forwarded: [SUBMITTED, prepared, forwarded],
  'forwarded, reply due': [
    SUBMITTED,
    prepared,
    forwarded,
    { type: 'ProvisionalReplyBecameDue', data: { dueAt: '2026-04-07T22:00:00Z' } },
  ],
  'forwarded, told that it may get worse': [
    SUBMITTED,
    prepared,
    { type: 'DetrimentNoticeSent', data: { person: 'anna', sentOn: '2026-03-20' } },
    forwarded,
  ],
  'of another': [OF_OTHER],
  'of another, dismissal-proposed': [OF_OTHER, dismissalProposed],
  'of another, recognised': [OF_OTHER, recognised],
  joined: [
    OF_OTHER,
    recognised,
    { type: 'AppealJoined', data: { appealId: 'leading', outcome: 'stands', decidedOn: '2026-05-04' } },
  ],
  stands: [SUBMITTED, prepared, forwarded, stands],
  reversed: [SUBMITTED, prepared, reversalProposed, reversed],
  'reversed in part': [
    againstRevocation,
    prepared,
    partProposed,
    {
      type: 'AppealReversed',
      data: { approver: 'berit', decidedOn: '2026-04-20', against: ofRevocation, amount: SOME },
    },
  ],
  changed: [SUBMITTED, prepared, forwarded, changed],
  annulled: [SUBMITTED, prepared, forwarded, annulled],
  dismissed: [late, dismissalProposed, dismissed],
  'dismissed, reopened': [
    late,
    dismissalProposed,
    dismissed,
    { type: 'AppealReopened', data: { appealId: 'against-the-dismissal' } },
  ],
  superseded: [SUBMITTED, prepared, { type: 'AppealSuperseded', data: { reversal: 1 } }],
  withdrawn: [SUBMITTED, { type: 'AppealWithdrawn', data: {} }],
  'changed and notified': [
    SUBMITTED,
    prepared,
    forwarded,
    changed,
    { type: 'AppealCostsCovered', data: { amount: GRANT.amount, grounds: 'A lawyer' } },
    notified,
  ],
  'changed, receipt doubted': [
    SUBMITTED,
    prepared,
    forwarded,
    changed,
    { type: 'AppealCostsCovered', data: { amount: GRANT.amount, grounds: 'A lawyer' } },
    notified,
    receiptDoubted,
  ],
} satisfies Record<string, readonly AppealEvent[]>;

/** States in which an appeal has its outcome. */
export const OVER = [
  'joined',
  'stands',
  'reversed',
  'reversed in part',
  'changed',
  'annulled',
  'dismissed',
  'withdrawn',
  'superseded',
  'changed and notified',
  'changed, receipt doubted',
] as const satisfies readonly (keyof typeof states)[];
