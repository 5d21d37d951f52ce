import type { ApplicationCommand } from '../commands.js';
import { CALL, grant, NOK, points, REGULATION, states, SUBMISSION, words } from './histories.js';

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
  },
  LapseSupplement: { type: 'LapseSupplement', request: 1, dueAt: '2026-03-16T23:00:00Z' },
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

/** Commands of the decision and of what comes after it. */
export const deciding = {
  ProposeDecision: {
    type: 'ProposeDecision',
    proposer: 'anna',
    regulation: REGULATION,
    ...grant,
    ...words,
    planned: [{ year: 2027, amount: 100_000 }],
  },
  ReturnProposal: { type: 'ReturnProposal', decisionMaker: 'berit', grounds: 'Too much' },
  ApproveDecision: {
    type: 'ApproveDecision',
    decisionMaker: 'berit',
    impartiality: { conflict: false },
    reservationId: 'r1',
    decidedOn: '2026-03-02',
    budgetYear: 2026,
  },
  AbandonReservation: { type: 'AbandonReservation', reservationId: 'r1', grounds: 'Nobody decided' },
  NotifyDecision: {
    type: 'NotifyDecision',
    regulation: REGULATION,
    receivedOn: '2026-05-06',
    channel: 'letter',
    today: '2026-05-06',
  },
  EndAppealPeriod: { type: 'EndAppealPeriod', decision: 1, dueAt: '2026-05-27T22:00:00Z' },
  ReplaceDecision: {
    type: 'ReplaceDecision',
    by: 'appeal',
    appealId: 'appeal-2',
    replaces: 1,
    ...grant,
    conditions: [],
    decidedOn: '2026-05-04',
    funding: { reservationId: 'r2', budgetYear: 2026 },
  },
  FundDecision: {
    type: 'FundDecision',
    decision: 2,
    funding: { reservationId: 'r2', budgetYear: 2026 },
  },
  ReopenApplication: { type: 'ReopenApplication', decision: 1, appealId: 'appeal-2' },
} satisfies Record<string, ApplicationCommand>;

/** What the matrix, the pictures and the properties are made with. */
export const samples = { states, commands: { ...assessing, ...deciding } };
