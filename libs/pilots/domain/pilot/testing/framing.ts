import type { PilotCommand } from '../pilot.js';
import { ACTING, BOND, FRAMEWORK, LATER_BOND, NOT_HERE, ORGANISATIONS } from './contract.js';

const { carl, wenche, cecilie } = ACTING;
const { corrections, welfare, town, investor } = ORGANISATIONS;

/** Commands about the pilot as a whole. */
export const framing = {
  EstablishPilot: {
    type: 'EstablishPilot',
    pilotId: 'p',
    schemeId: 's',
    directorates: [corrections, welfare],
    title: 'Less reoffending',
    targetGroup: 'persons of 18 to 30 who were released from prison',
    currency: 'NOK',
    person: carl.person,
  },
  RegisterHistoricalPilot: { type: 'RegisterHistoricalPilot', pilotId: 'p', bond: BOND },
  'RegisterHistoricalPilot (later)': {
    type: 'RegisterHistoricalPilot',
    pilotId: 'p',
    bond: LATER_BOND,
  },
  DraftFramework: { type: 'DraftFramework', framework: FRAMEWORK, ...carl },
  'DraftFramework (another version)': {
    type: 'DraftFramework',
    framework: { ...FRAMEWORK, version: '2' },
    ...carl,
  },
  AdoptFramework: { type: 'AdoptFramework', version: '1', ...wenche },
  JoinPartner: { type: 'JoinPartner', organisation: 'broker', name: 'The broker', role: 'intermediary' },
  RemovePartner: { type: 'RemovePartner', organisation: investor, role: 'investor', grounds: 'It withdrew.' },
  LinkDevelopmentGrant: { type: 'LinkDevelopmentGrant', applicationId: 'a1', applicant: town },
  ProposeTermination: {
    type: 'ProposeTermination',
    lastDay: '2029-12-31',
    grounds: 'Too few are referred.',
    ...cecilie,
  },
  ApproveTermination: { type: 'ApproveTermination', ...wenche },
  DeclineTermination: { type: 'DeclineTermination', grounds: 'It has only begun.', ...wenche },
  DeclarePilotImpartiality: {
    type: 'DeclarePilotImpartiality',
    person: carl.person,
    conflict: false,
    statement: 'I know nobody there.',
  },
  RuleOnPilotImpartiality: {
    type: 'RuleOnPilotImpartiality',
    superior: 'sara',
    person: carl.person,
    disqualified: true,
    mayPrepare: true,
    grounds: 'A superior is disqualified.',
  },
  ClosePilot: { type: 'ClosePilot', person: carl.person, conclusion: 'It worked.', settled: true },
  'ClosePilot (not settled)': {
    type: 'ClosePilot',
    person: carl.person,
    conclusion: 'It worked.',
    settled: false,
  },
} as const satisfies Readonly<Record<string, PilotCommand>>;

/** What they lead to. */
export const framed = {
  EstablishPilot: ['✗ pilot-exists', { PilotEstablished: ['none'] }],
  RegisterHistoricalPilot: ['✗ pilot-exists', { HistoricalPilotRegistered: ['none'], '·': ['historical'] }],
  'RegisterHistoricalPilot (later)': [
    '✗ pilot-exists',
    { HistoricalPilotRegistered: ['none', 'historical'] },
  ],
  DraftFramework: [
    '✗ wrong-state',
    {
      ...NOT_HERE,
      FrameworkDrafted: ['established', 'framework drafted', 'framework adopted by one'],
      '✗ framework-version': ['framework adopted', 'partners joined'],
    },
  ],
  'DraftFramework (another version)': [
    '✗ wrong-state',
    {
      ...NOT_HERE,
      FrameworkDrafted: [
        'established',
        'framework drafted',
        'framework adopted by one',
        'framework adopted',
        'partners joined',
      ],
    },
  ],
  AdoptFramework: [
    '✗ wrong-state',
    { ...NOT_HERE, FrameworkAdopted: ['framework drafted', 'framework adopted by one'] },
  ],
  JoinPartner: [
    '✗ wrong-state',
    {
      ...NOT_HERE,
      PartnerJoined: [
        'framework adopted',
        'partners joined',
        'contract drafted',
        'signed by the parties',
        'signed by all but one',
      ],
    },
  ],
  RemovePartner: [
    '✗ wrong-state',
    {
      ...NOT_HERE,
      '✗ partner-unknown': ['framework adopted'],
      PartnerRemoved: [
        'partners joined',
        'contract drafted',
        'signed by the parties',
        'signed by all but one',
      ],
    },
  ],
  LinkDevelopmentGrant: [
    'DevelopmentGrantLinked',
    {
      ...NOT_HERE,
      '✗ wrong-state': [
        'established',
        'framework drafted',
        'framework adopted by one',
        'closed',
        'closed, an account waits',
      ],
      '✗ grant-unknown': ['framework adopted'],
    },
  ],
  ProposeTermination: [
    '✗ wrong-state',
    {
      ...NOT_HERE,
      TerminationProposed: [
        'agreed',
        'visit planned, risk open',
        'cohort open',
        'cohort closed',
        'measurement recorded',
        'measurement disputed',
        'measurement verified',
        'disputed after it was verified',
      ],
    },
  ],
  ApproveTermination: ['✗ termination-unknown', { ...NOT_HERE, PilotTerminated: ['termination proposed'] }],
  DeclineTermination: [
    '✗ termination-unknown',
    { ...NOT_HERE, TerminationDeclined: ['termination proposed'] },
  ],
  DeclarePilotImpartiality: ['PilotImpartialityDeclared', NOT_HERE],
  RuleOnPilotImpartiality: ['PilotImpartialityRuled', NOT_HERE],
  ClosePilot: [
    '✗ wrong-state',
    {
      ...NOT_HERE,
      PilotClosed: [
        'agreed',
        'visit planned, risk open',
        'cohort closed',
        'measurement verified',
        'termination proposed',
        'terminated',
      ],
      '✗ not-settled': [
        'cohort open',
        'measurement recorded',
        'measurement disputed',
        'disputed after it was verified',
      ],
    },
  ],
  'ClosePilot (not settled)': [
    '✗ not-settled',
    {
      ...NOT_HERE,
      '✗ wrong-state': [
        'established',
        'framework drafted',
        'framework adopted by one',
        'framework adopted',
        'partners joined',
        'contract drafted',
        'signed by the parties',
        'signed by all but one',
        'closed',
        'closed, an account waits',
      ],
    },
  ],
} as const;
