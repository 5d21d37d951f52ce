import type { PilotCommand } from '../pilot.js';
import { ACTING, NOT_HERE, REOFFENDING, TODAY } from './contract.js';

const { eva, vera, tor } = ACTING;

/** Commands about a measurement of reoffending in the first cohort. */
export const measuring = {
  RecordMeasurement: {
    type: 'RecordMeasurement',
    measurementId: 'm1',
    outcome: REOFFENDING,
    today: TODAY,
    ...eva,
  },
  VerifyMeasurement: { type: 'VerifyMeasurement', measurementId: 'm1', ...vera },
  DisputeMeasurement: {
    type: 'DisputeMeasurement',
    measurementId: 'm1',
    grounds: 'The register is late.',
    ...tor,
  },
  DismissDispute: {
    type: 'DismissDispute',
    measurementId: 'm1',
    grounds: 'It is up to date.',
    ...vera,
    person: 'vidar',
  },
  CorrectMeasurement: {
    type: 'CorrectMeasurement',
    measurementId: 'm1',
    outcome: { ...REOFFENDING, intervention: { events: 130, persons: 100 } },
    grounds: 'Ten more were found.',
    today: TODAY,
    ...eva,
  },
} as const satisfies Readonly<Record<string, PilotCommand>>;

/** The states of a contract before its first measurement. */
const UNMEASURED = ['agreed', 'visit planned, risk open', 'cohort open', 'cohort closed'] as const;

/** What they lead to. */
export const measured = {
  RecordMeasurement: [
    '✗ wrong-state',
    {
      ...NOT_HERE,
      '✗ measurement-invalid': ['agreed', 'visit planned, risk open', 'cohort open'],
      MeasurementRecorded: ['cohort closed'],
      '✗ measurement-state': [
        'measurement recorded',
        'measurement disputed',
        'measurement verified',
        'disputed after it was verified',
        'termination proposed',
        'terminated',
      ],
    },
  ],
  VerifyMeasurement: [
    '✗ wrong-state',
    {
      ...NOT_HERE,
      '✗ measurement-unknown': UNMEASURED,
      MeasurementVerified: ['measurement recorded'],
      '✗ measurement-state': [
        'measurement disputed',
        'measurement verified',
        'disputed after it was verified',
        'termination proposed',
        'terminated',
      ],
    },
  ],
  DisputeMeasurement: [
    '✗ wrong-state',
    {
      ...NOT_HERE,
      '✗ measurement-unknown': UNMEASURED,
      MeasurementDisputed: [
        'measurement recorded',
        'measurement verified',
        'termination proposed',
        'terminated',
      ],
      '✗ measurement-state': ['measurement disputed', 'disputed after it was verified'],
    },
  ],
  DismissDispute: [
    '✗ wrong-state',
    {
      ...NOT_HERE,
      '✗ measurement-unknown': UNMEASURED,
      '✗ measurement-state': [
        'measurement recorded',
        'measurement verified',
        'termination proposed',
        'terminated',
      ],
      DisputeDismissed: ['measurement disputed', 'disputed after it was verified'],
    },
  ],
  CorrectMeasurement: [
    '✗ wrong-state',
    {
      ...NOT_HERE,
      '✗ measurement-unknown': UNMEASURED,
      MeasurementCorrected: [
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
