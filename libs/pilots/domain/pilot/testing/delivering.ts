import type { PilotCommand } from '../pilot.js';
import { ACTING, NOT_HERE, TODAY } from './contract.js';

const { carl, cecilie, pia } = ACTING;

/** Commands about the first cohort and the service for it. */
export const delivering = {
  OpenCohort: {
    type: 'OpenCohort',
    cohort: 'first',
    openedOn: '2027-01-15',
    person: carl.person,
    today: TODAY,
  },
  CloseCohort: {
    type: 'CloseCohort',
    cohort: 'first',
    closedOn: '2027-12-31',
    persons: 100,
    person: cecilie.person,
    today: TODAY,
  },
  RecountCohort: {
    type: 'RecountCohort',
    cohort: 'first',
    persons: 101,
    person: carl.person,
    grounds: 'One was not counted.',
  },
  ReportService: {
    type: 'ReportService',
    cohort: 'first',
    period: { from: '2027-01-15', to: '2027-06-30' },
    persons: 60,
    summary: 'Mentors met them weekly.',
    today: TODAY,
    ...pia,
  },
} as const satisfies Readonly<Record<string, PilotCommand>>;

/** What they lead to. */
export const delivered = {
  OpenCohort: [
    '✗ wrong-state',
    {
      ...NOT_HERE,
      CohortOpened: ['agreed', 'visit planned, risk open'],
      '✗ cohort-state': [
        'cohort open',
        'cohort closed',
        'measurement recorded',
        'measurement disputed',
        'measurement verified',
        'disputed after it was verified',
        'termination proposed',
      ],
    },
  ],
  CloseCohort: [
    '✗ wrong-state',
    {
      ...NOT_HERE,
      '✗ cohort-state': [
        'agreed',
        'visit planned, risk open',
        'cohort closed',
        'measurement recorded',
        'measurement disputed',
        'measurement verified',
        'disputed after it was verified',
        'termination proposed',
        'terminated',
      ],
      CohortClosed: ['cohort open'],
    },
  ],
  RecountCohort: [
    '✗ wrong-state',
    {
      ...NOT_HERE,
      '✗ cohort-state': ['agreed', 'visit planned, risk open', 'cohort open'],
      CohortRecounted: [
        'cohort closed',
        'measurement recorded',
        'measurement disputed',
        'measurement verified',
        'disputed after it was verified',
        'termination proposed',
        'terminated',
      ],
    },
  ],
  ReportService: [
    '✗ wrong-state',
    {
      ...NOT_HERE,
      '✗ cohort-state': ['agreed', 'visit planned, risk open'],
      ServiceDelivered: [
        'cohort open',
        'cohort closed',
        'measurement recorded',
        'measurement disputed',
        'measurement verified',
        'disputed after it was verified',
        'termination proposed',
        'terminated',
      ],
    },
  ],
} as const;
