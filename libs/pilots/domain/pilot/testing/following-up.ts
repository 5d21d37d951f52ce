import type { PilotCommand } from '../pilot.js';
import { ACTING, NOT_HERE, TODAY } from './contract.js';

const { walter, tor } = ACTING;

/** Commands about the first visit and the first risk. */
export const followingUp = {
  PlanVisit: {
    type: 'PlanVisit',
    on: '2027-05-03',
    purpose: 'To see the workshop',
    person: walter.person,
    today: '2027-04-05',
  },
  ReportVisit: {
    type: 'ReportVisit',
    visit: 1,
    heldOn: '2027-05-04',
    findings: 'As agreed.',
    person: walter.person,
    today: TODAY,
  },
  CancelVisit: { type: 'CancelVisit', visit: 1, grounds: 'Illness', person: walter.person },
  ReportStatus: {
    type: 'ReportStatus',
    period: { from: '2027-01-01', to: '2027-06-30' },
    summary: 'It goes well.',
    today: TODAY,
    ...tor,
  },
  RaiseRisk: {
    type: 'RaiseRisk',
    title: 'Too few are referred',
    likelihood: 'low',
    consequence: 'high',
    measure: 'Talks with the prisons',
    person: walter.person,
  },
  ReassessRisk: {
    type: 'ReassessRisk',
    risk: 1,
    likelihood: 'high',
    consequence: 'high',
    person: walter.person,
  },
  CloseRisk: { type: 'CloseRisk', risk: 1, grounds: 'More are referred.', person: walter.person },
} as const satisfies Readonly<Record<string, PilotCommand>>;

/** The states in which there is nothing to follow up. */
const NOT_RUNNING = [
  'established',
  'framework drafted',
  'framework adopted by one',
  'closed',
  'closed, an account waits',
] as const;

/** What they lead to. */
export const followedUp = {
  PlanVisit: [
    'VisitPlanned',
    {
      ...NOT_HERE,
      '✗ wrong-state': NOT_RUNNING,
    },
  ],
  ReportVisit: [
    '✗ visit-unknown',
    {
      ...NOT_HERE,
      '✗ wrong-state': NOT_RUNNING,
      VisitHeld: ['visit planned, risk open'],
    },
  ],
  CancelVisit: [
    '✗ visit-unknown',
    {
      ...NOT_HERE,
      '✗ wrong-state': NOT_RUNNING,
      VisitCancelled: ['visit planned, risk open'],
    },
  ],
  ReportStatus: [
    'StatusReported',
    {
      ...NOT_HERE,
      '✗ wrong-state': NOT_RUNNING,
      '✗ not-a-party': ['framework adopted'],
    },
  ],
  RaiseRisk: [
    'RiskRaised',
    {
      ...NOT_HERE,
      '✗ wrong-state': NOT_RUNNING,
    },
  ],
  ReassessRisk: [
    '✗ risk-unknown',
    {
      ...NOT_HERE,
      '✗ wrong-state': NOT_RUNNING,
      RiskReassessed: ['visit planned, risk open'],
    },
  ],
  CloseRisk: [
    '✗ risk-unknown',
    {
      ...NOT_HERE,
      '✗ wrong-state': NOT_RUNNING,
      RiskClosed: ['visit planned, risk open'],
    },
  ],
} as const;
