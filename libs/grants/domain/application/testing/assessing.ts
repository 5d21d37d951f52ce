import type { Outcomes } from '#eventsourcing/testing/outcomes.js';
import type { ApplicationCommand } from '../application.js';
import { FLAGGED, OVER, WITHDRAWN } from './stages.js';
import { AID_RULES, CALL, NOK, NOT_TO_ASSESS, points, REGULATION, states, SUBMISSION } from './histories.js';

/** Commands up to the recommendation, each sound in the state it is meant for. */
export const assessing = {
  SubmitApplication: {
    type: 'SubmitApplication',
    call: CALL,
    regulation: REGULATION,
    submission: SUBMISSION,
    now: '2026-02-01T12:00:00Z',
  },
  WithdrawApplication: { type: 'WithdrawApplication' },
  RequestSupplement: {
    type: 'RequestSupplement',
    requestedBy: 'anna',
    regulation: REGULATION,
    items: ['Accounts'],
    today: '2026-03-02',
  },
  SubmitSupplement: {
    type: 'SubmitSupplement',
    suppliedBy: 'ola',
    regulation: REGULATION,
    answer: 'Here they are',
    today: '2026-03-09',
  },
  LapseSupplement: { type: 'LapseSupplement', request: 1, dueAt: '2026-03-16T23:00:00Z' },
  DeclareStateAid: {
    type: 'DeclareStateAid',
    declaredBy: 'ola',
    stateAid: { group: [], otherAid: [] },
    regulation: { ...REGULATION, stateAid: AID_RULES },
    today: '2026-03-02',
  },
  RecordRepresentative: {
    type: 'RecordRepresentative',
    saidBy: 'party',
    recordedBy: 'ola',
    name: 'Advokat Lie',
    organisation: '910000012',
    lawyer: true,
    powers: ['appeal'],
    today: '2026-03-02',
  },
  EndRepresentation: {
    type: 'EndRepresentation',
    saidBy: 'party',
    recordedBy: 'ola',
    today: '2026-03-09',
  },
  AssignCaseworker: { type: 'AssignCaseworker', caseworker: 'carl' },
  DeclareImpartiality: { type: 'DeclareImpartiality', person: 'anna', conflict: false },
  RuleOnImpartiality: {
    type: 'RuleOnImpartiality',
    superior: 'sara',
    person: 'anna',
    disqualified: false,
    grounds: 'Long ago',
  },
  CheckEligibility: {
    type: 'CheckEligibility',
    checker: 'anna',
    regulation: REGULATION,
    checks: [
      { code: 'statutes', met: true },
      { code: 'registered', met: false },
    ],
  },
  AssignSecondAssessor: { type: 'AssignSecondAssessor', assessor: 'dina' },
  ScoreApplication: {
    type: 'ScoreApplication',
    assessor: 'anna',
    regulation: REGULATION,
    scores: points(5),
  },
  ModerateScores: {
    type: 'ModerateScores',
    moderator: 'eva',
    regulation: REGULATION,
    scores: points(4),
    rationale: 'In between',
  },
  RecommendDecision: {
    type: 'RecommendDecision',
    recommender: 'anna',
    outcome: 'granted',
    amount: NOK(300_000),
    rationale: 'Worth it',
  },
  'RecommendDecision as inadmissible': {
    type: 'RecommendDecision',
    recommender: 'anna',
    outcome: 'inadmissible',
    amount: NOK(0),
    rationale: 'Not for this scheme',
  },
} satisfies Record<string, ApplicationCommand>;

/** What they lead to. */
export const outcomesOfAssessing = {
  SubmitApplication: ['✗ already-submitted', { ApplicationSubmitted: ['none'] }],
  WithdrawApplication: [
    'ApplicationWithdrawn',
    {
      '✗ application-unknown': ['none'],
      '✗ not-open': OVER,
    },
  ],
  RequestSupplement: [
    'SupplementRequested',
    {
      ...NOT_TO_ASSESS,
      '✗ wrong-state': ['submitted', 'awaiting supplement', 'awaiting moderation', 'proposed'],
    },
  ],
  SubmitSupplement: [
    '✗ wrong-state',
    { '✗ application-unknown': ['none'], ApplicationSupplemented: ['awaiting supplement'] },
  ],
  LapseSupplement: ['·', { '✗ application-unknown': ['none'], SupplementOverdue: ['awaiting supplement'] }],
  DeclareStateAid: ['StateAidDeclared', { '✗ application-unknown': ['none'], '✗ not-open': WITHDRAWN }],
  RecordRepresentative: [
    'CaseRepresentativeRecorded',
    { '✗ application-unknown': ['none'], '✗ not-open': WITHDRAWN },
  ],
  EndRepresentation: [
    '✗ no-representative',
    { '✗ application-unknown': ['none'], CaseRepresentationEnded: ['represented'] },
  ],
  AssignCaseworker: [
    'CaseworkerAssigned',
    {
      '✗ application-unknown': ['none'],
      '✗ wrong-state': ['awaiting supplement', 'awaiting moderation', 'scored', 'recommended', 'proposed'],
      '✗ not-open': OVER,
    },
  ],
  DeclareImpartiality: [
    '·',
    {
      '✗ application-unknown': ['none'],
      ImpartialityDeclared: ['submitted', 'assigned, undeclared', 'withdrawn'],
      '✗ impartiality-in-doubt': ['in doubt'],
      '✗ conflict-of-interest': ['conflicted', ...FLAGGED],
    },
  ],
  RuleOnImpartiality: [
    'ImpartialityRuled',
    {
      '✗ application-unknown': ['none'],
    },
  ],
  CheckEligibility: [
    'EligibilityChecked',
    {
      ...NOT_TO_ASSESS,
      '✗ wrong-state': ['submitted', 'awaiting supplement', 'awaiting moderation', 'proposed'],
    },
  ],
  AssignSecondAssessor: [
    'SecondAssessorAssigned',
    {
      '✗ application-unknown': ['none'],
      '✗ wrong-state': [
        'submitted',
        'awaiting supplement',
        'awaiting moderation',
        'scored',
        'recommended',
        'proposed',
      ],
      '✗ not-open': OVER,
    },
  ],
  ScoreApplication: [
    '✗ not-open',
    {
      '✗ application-unknown': ['none'],
      '✗ wrong-state': ['submitted', 'awaiting supplement', 'awaiting moderation', 'recommended', 'proposed'],
      '✗ impartiality-not-declared': ['assigned, undeclared'],
      '✗ impartiality-in-doubt': ['in doubt'],
      '✗ conflict-of-interest': ['conflicted'],
      '✗ eligibility-not-checked': ['under assessment', 'reopened'],
      ApplicationScored: ['eligible', 'not eligible', 'awaiting the second assessor', 'scored'],
    },
  ],
  ModerateScores: [
    '✗ wrong-state',
    { '✗ application-unknown': ['none'], ScoresModerated: ['awaiting moderation'] },
  ],
  RecommendDecision: [
    '✗ wrong-state',
    { ...NOT_TO_ASSESS, ApplicationRecommended: ['scored', 'recommended'] },
  ],
  'RecommendDecision as inadmissible': [
    'ApplicationRecommended',
    {
      ...NOT_TO_ASSESS,
      '✗ wrong-state': ['submitted', 'awaiting supplement', 'awaiting moderation', 'proposed'],
    },
  ],
} satisfies Outcomes<keyof typeof assessing, keyof typeof states>;
