import { Keyed } from '#eventsourcing/keyed.js';
import type { ApplicationEvent } from '../../../contract/events.js';
import type { RegulationVersion } from '../../../contract/regulation.js';
import type { Dispensation } from '../../call/state.js';
import { OVER } from './stages.js';
import { DECLINED, flagged, flaggedIn, REOPENED, reversal, WAITS_TO_REOPEN } from './later-events.js';

/** Minor units of Norwegian kroner. */
export const NOK = (amount: number) => ({ amount, currency: 'NOK' });

/** A regulation version that switches everything on. */
export const REGULATION: RegulationVersion = {
  version: '2026-1',
  inForceFrom: '2026-01-01',
  criteria: [
    { code: 'need', title: 'Need', min: 1, max: 5, weight: 2 },
    { code: 'plan', title: 'Plan', min: 1, max: 5, weight: 1, threshold: 3 },
  ],
  eligibility: {
    applicantKinds: ['enterprise', 'association'],
    checks: [
      { code: 'statutes', text: 'The statutes forbid dividends', required: true },
      { code: 'registered', text: 'In the register', required: false },
    ],
  },
  maximumAmount: 1_000_000,
  coFundingPercent: 20,
  decisionDays: 60,
  multiYear: true,
  secondAssessor: true,
  moderationLimit: 3,
  supplement: { weeks: 2 },
  acceptance: { weeks: 4 },
  appeal: { period: { weeks: 3 }, outerLimit: { years: 1 }, body: 'ministry', bodyName: 'The ministry' },
  legalReferences: ['Regulation of 2026 § 3'],
};

/** The rules of a scheme that gives de minimis aid. */
export const AID_RULES: NonNullable<RegulationVersion['stateAid']> = {
  kind: 'de-minimis',
  limitEuroCents: 300_000_00,
  window: { years: 3 },
  registerWithin: { workingDays: 20 },
};

/** What is applied for. */
export const SUBMISSION = {
  submittedBy: 'ola',
  applicant: { organisation: '987654325', name: 'Verkstedet', kind: 'enterprise' },
  title: 'Work training',
  amount: NOK(400_000),
  budgetLines: [
    { text: 'Wages', amount: 350_000 },
    { text: 'Tools', amount: 150_000 },
  ],
  coFunding: 100_000,
} as const;

/** The call it is for. */
export const CALL = {
  status: 'announced' as const,
  callId: 'spring',
  schemeId: 'social-entrepreneurship',
  directorate: 'directorate',
  regulationVersion: '2026-1',
  title: 'Spring',
  currency: 'NOK',
  frame: 5_000_000,
  opensAt: '2026-01-10T08:00:00Z',
  closesAt: '2026-02-10T23:00:00Z',
  dispensations: Keyed.by((each: Dispensation) => each.organisation),
  announcedClosing: '2026-02-10T23:00:00Z',
};

const submitted: ApplicationEvent = {
  type: 'ApplicationSubmitted',
  data: {
    callId: CALL.callId,
    schemeId: CALL.schemeId,
    directorate: CALL.directorate,
    regulationVersion: CALL.regulationVersion,
    ...SUBMISSION,
    decisionDue: '2026-04-02',
  },
};
const declared = (person: string, said: 'conflict' | 'doubt' | 'none' = 'none'): ApplicationEvent => ({
  type: 'ImpartialityDeclared',
  data: { person, conflict: said === 'conflict', ...(said === 'doubt' ? { doubt: true } : {}) },
});
const assigned: ApplicationEvent = { type: 'CaseworkerAssigned', data: { caseworker: 'anna' } };
const checked = (met: boolean): ApplicationEvent => ({
  type: 'EligibilityChecked',
  data: {
    checkedBy: 'anna',
    checks: [
      { code: 'statutes', met },
      { code: 'registered', met: true },
    ],
    eligible: met,
  },
});
const second: ApplicationEvent = { type: 'SecondAssessorAssigned', data: { assessor: 'dag' } };
/** Points that differ in the need. */
export const points = (need: number) => [
  { criterion: 'need', score: need, rationale: 'Many without work' },
  { criterion: 'plan', score: 4, rationale: 'Sound' },
];
const scored = (
  assessor: string,
  need: number,
  more: { readonly as?: 'second'; readonly awaits?: 'other-assessor' | 'moderation' },
): ApplicationEvent => ({
  type: 'ApplicationScored',
  data: { assessor, scores: points(need), weightedTotal: need * 2 + 4, belowThreshold: [], ...more },
});
const recommended: ApplicationEvent = {
  type: 'ApplicationRecommended',
  data: { outcome: 'granted', amount: NOK(300_000), rationale: 'Worth it' },
};
/** A grant in part. */
export const grant = {
  outcome: 'granted' as const,
  amount: NOK(300_000),
  schedule: [{ number: 1, dueDate: '2026-06-01', amount: 300_000 }],
};
const rejection = { outcome: 'rejected' as const, amount: NOK(0), schedule: [] };
/** What a proposal says. */
export const words = {
  grounds: 'Fits the goal',
  conditions: ['Accounts by 31 March'],
  payoutConditions: ['A lease'],
};
const proposed: ApplicationEvent = {
  type: 'DecisionProposed',
  data: { proposal: 1, proposer: 'anna', ...grant, ...words, inFull: false },
};
const approval = {
  decision: 1,
  proposal: 1,
  decisionMaker: 'berit',
  decidedOn: '2026-03-02',
  schemeId: CALL.schemeId,
  callId: CALL.callId,
};
const granted: ApplicationEvent = {
  type: 'DecisionApproved',
  data: { ...approval, ...grant, inFull: false, reservationId: 'r1', budgetYear: 2026 },
};
const rejected = (outcome: 'rejected' | 'inadmissible'): ApplicationEvent[] => [
  { type: 'DecisionProposed', data: { proposal: 1, proposer: 'anna', ...rejection, outcome, ...words } },
  declared('berit'),
  { type: 'DecisionApproved', data: { ...approval, ...rejection, outcome } },
];
const notified: ApplicationEvent = {
  type: 'DecisionNotified',
  data: {
    decision: 1,
    receivedOn: '2026-03-04',
    channel: 'portal',
    language: 'nb',
    appealDeadline: '2026-03-25',
    acceptanceDeadline: '2026-04-07',
  },
};
const doubted: ApplicationEvent = {
  type: 'ReceiptCorrectionProposed',
  data: {
    decision: 1,
    correction: 1,
    proposer: 'anna',
    receivedOn: '2026-03-09',
    grounds: 'The postal receipt says so',
  },
};
const replacement = {
  decision: 2,
  replaces: 1,
  by: 'appeal' as const,
  appealId: 'appeal-1',
  decidedOn: '2026-05-04',
  schemeId: CALL.schemeId,
  outcome: 'granted' as const,
  amount: NOK(400_000),
  schedule: [{ number: 1, dueDate: '2026-06-01', amount: 400_000 }],
  conditions: ['Accounts by 31 March'],
};

const asked: ApplicationEvent = {
  type: 'SupplementRequested',
  data: { request: 1, requestedBy: 'anna', items: ['Accounts'], dueOn: '2026-03-16' },
};
const underAssessment = [submitted, assigned, declared('anna')];
const eligible = [...underAssessment, checked(true)];
const twoScores = [...eligible, second, declared('dag'), scored('anna', 5, { awaits: 'other-assessor' })];
const scoredByBoth = [...twoScores, scored('dag', 4, { as: 'second' })];
const prepared = [...scoredByBoth, recommended, proposed];
const decided = [...prepared, declared('berit'), granted];

/** Histories that lead to each state, and to what matters within one. */
export const states = {
  none: [],
  submitted: [submitted],
  'assigned, undeclared': [submitted, assigned],
  'in doubt': [submitted, assigned, declared('anna', 'doubt')],
  conflicted: [submitted, assigned, declared('anna', 'conflict')],
  'under assessment': underAssessment,
  'awaiting supplement': [...underAssessment, asked],
  eligible,
  'not eligible': [...underAssessment, checked(false)],
  'awaiting the second assessor': twoScores,
  'awaiting moderation': [
    ...twoScores,
    scored('dag', 2, { as: 'second', awaits: 'moderation' }),
    declared('eva'),
  ],
  scored: scoredByBoth,
  recommended: [...scoredByBoth, recommended],
  proposed: prepared,
  granted: decided,
  represented: [
    ...decided,
    {
      type: 'CaseRepresentativeRecorded',
      data: {
        representation: 1,
        organisation: '910000012',
        name: 'Advokat Lie',
        lawyer: true,
        powers: ['appeal'],
        copyToParty: false,
        recordedBy: 'ola',
        since: '2026-03-03',
      },
    },
  ],
  notified: [...decided, notified],
  'receipt doubted': [...decided, notified, doubted],
  rejected: [...scoredByBoth, recommended, ...rejected('rejected')],
  'reversal proposed': [...scoredByBoth, recommended, ...rejected('rejected'), reversal],
  'reversal approved': [
    ...scoredByBoth,
    recommended,
    ...rejected('rejected'),
    reversal,
    {
      type: 'OwnReversalApproved',
      data: { reversal: 1, decision: 1, body: 'deciding', approver: 'berit', decidedOn: '2026-05-04' },
    },
  ],
  inadmissible: [...eligible, recommended, ...rejected('inadmissible')],
  flagged: [...decided, declared('eva'), declared('anna', 'conflict'), flagged],
  'amendment flagged': [
    ...decided,
    declared('eva'),
    declared('anna', 'conflict'),
    flaggedIn({ kind: 'amendment', number: 1 }),
  ],
  'claim flagged': [
    ...decided,
    declared('eva'),
    declared('anna', 'conflict'),
    flaggedIn({ kind: 'recovery', id: 'v1' }),
  ],
  withdrawn: [submitted, { type: 'ApplicationWithdrawn', data: {} }],
  'withdrawn after an annulment': [
    ...decided,
    { type: 'ApplicationReopened', data: { decision: 1, appealId: 'appeal-1' } },
    { type: 'ApplicationWithdrawn', data: { annulled: 1 } },
  ],
  'awaiting appropriation': [...decided, { type: 'DecisionAwaitsAppropriation', data: replacement }],
  declined: [...decided, { type: 'DecisionAwaitsAppropriation', data: replacement }, DECLINED],
  replaced: [
    ...decided,
    { type: 'DecisionReplaced', data: { ...replacement, reservationId: 'r1', budgetYear: 2026 } },
  ],
  'offer waiting to be open again': [...decided, notified, WAITS_TO_REOPEN],
  'offer open again': [...decided, notified, REOPENED],
  reopened: [...decided, { type: 'ApplicationReopened', data: { decision: 1, appealId: 'appeal-1' } }],
} satisfies Record<string, readonly ApplicationEvent[]>;

/** What keeps a person from the steps of the assessment, whatever else does. */
export const NOT_TO_ASSESS = {
  '✗ application-unknown': ['none'],
  '✗ impartiality-not-declared': ['assigned, undeclared'],
  '✗ impartiality-in-doubt': ['in doubt'],
  '✗ conflict-of-interest': ['conflicted'],
  '✗ not-open': OVER,
} as const;
