import type { Outcomes } from '#eventsourcing/testing/outcomes.js';
import type { SchemeEstablished, SchemeEvent } from '../../../contract/events.js';
import type { RegulationVersion } from '../../../contract/regulation.js';
import type { SchemeCommand } from '../scheme.js';

/** The scheme as it is established. */
export const SCHEME: SchemeEstablished['data'] = {
  schemeId: 's',
  directorate: 'd',
  name: 'Social entrepreneurship',
  ministry: 'Labour',
  budgetChapter: '0621',
  budgetPost: '70',
  goal: 'g',
  targetGroup: 't',
  currency: 'NOK',
};

/** Its first regulation version. */
export const FIRST: RegulationVersion = {
  version: '1',
  inForceFrom: '2026-01-01',
  criteria: [{ code: 'need', title: 'Need', min: 1, max: 5, weight: 1 }],
  multiYear: true,
  legalReferences: [],
};

/** The version that is drafted. */
export const SECOND: RegulationVersion = { ...FIRST, version: '2', decisionDays: 60 };

const consultation = {
  version: '2',
  heard: ['Contact group of ministries', 'Association of municipalities'],
  from: '2026-02-01',
  to: '2026-05-01',
  summary: 'All agree that decisions should come sooner.',
};
const delegation = {
  delegationId: 'd1',
  person: 'berit',
  upTo: 1_000_000,
  validFrom: '2026-01-01',
  validTo: '2026-12-31',
  reference: 'Delegation letter 26/17',
};

const established: readonly SchemeEvent[] = [
  { type: 'SchemeEstablished', data: SCHEME },
  { type: 'RegulationVersionAdopted', data: { schemeId: 's', regulation: FIRST } },
];
const drafted: SchemeEvent = {
  type: 'RegulationVersionDrafted',
  data: { schemeId: 's', regulation: SECOND, draftedBy: 'mona' },
};
const consulted: SchemeEvent = {
  type: 'RegulationVersionConsulted',
  data: { schemeId: 's', ...consultation },
};
const adopted: SchemeEvent = {
  type: 'RegulationVersionAdopted',
  data: { schemeId: 's', regulation: SECOND },
};
const granted: SchemeEvent = { type: 'DelegationGranted', data: { schemeId: 's', ...delegation } };
const revoked: SchemeEvent = {
  type: 'DelegationRevoked',
  data: { schemeId: 's', delegationId: 'd1', grounds: 'Another post' },
};

/** Histories that lead to each state of a scheme. */
const states = {
  none: [],
  established,
  drafted: [...established, drafted],
  consulted: [...established, drafted, consulted],
  'drafted anew': [
    ...established,
    { ...drafted, data: { ...drafted.data, regulation: { ...SECOND, decisionDays: 30 } } },
    consulted,
    { ...drafted, data: { ...drafted.data, draftedBy: 'marit' } },
  ],
  adopted: [...established, drafted, consulted, adopted],
  delegated: [...established, granted],
  'delegation revoked': [...established, granted, revoked],
} satisfies Record<string, readonly SchemeEvent[]>;

/** A command of each kind. */
const commands = {
  EstablishScheme: { type: 'EstablishScheme', ...SCHEME, regulation: FIRST },
  DraftRegulationVersion: { type: 'DraftRegulationVersion', regulation: SECOND, draftedBy: 'mona' },
  ConsultOnRegulationVersion: { type: 'ConsultOnRegulationVersion', ...consultation, on: '2026-05-02' },
  'AdoptRegulationVersion of a draft': {
    type: 'AdoptRegulationVersion',
    regulation: '2',
    adoptedBy: 'marit',
  },
  'AdoptRegulationVersion at once': {
    type: 'AdoptRegulationVersion',
    regulation: { ...SECOND, version: '3' },
    adoptedBy: 'mona',
  },
  GrantDelegation: { type: 'GrantDelegation', ...delegation, grantedBy: 'mona' },
  RevokeDelegation: { type: 'RevokeDelegation', delegationId: 'd1', grounds: 'Another post' },
} satisfies Record<string, SchemeCommand>;

/** What each command leads to. */
const outcomes = {
  EstablishScheme: ['·', { 'SchemeEstablished, RegulationVersionAdopted': ['none'] }],
  DraftRegulationVersion: [
    '·',
    {
      '✗ scheme-unknown': ['none'],
      RegulationVersionDrafted: ['established', 'delegated', 'delegation revoked'],
    },
  ],
  ConsultOnRegulationVersion: [
    '✗ draft-unknown',
    {
      '✗ scheme-unknown': ['none'],
      RegulationVersionConsulted: ['drafted'],
      '·': ['consulted', 'drafted anew'],
    },
  ],
  'AdoptRegulationVersion of a draft': [
    '✗ draft-unknown',
    {
      '✗ scheme-unknown': ['none'],
      '✗ not-consulted': ['drafted'],
      RegulationVersionAdopted: ['consulted'],
      '✗ four-eyes': ['drafted anew'],
      '·': ['adopted'],
    },
  ],
  'AdoptRegulationVersion at once': ['RegulationVersionAdopted', { '✗ scheme-unknown': ['none'] }],
  GrantDelegation: [
    'DelegationGranted',
    { '✗ scheme-unknown': ['none'], '·': ['delegated', 'delegation revoked'] },
  ],
  RevokeDelegation: [
    '✗ delegation-unknown',
    { '✗ scheme-unknown': ['none'], DelegationRevoked: ['delegated'], '·': ['delegation revoked'] },
  ],
} satisfies Outcomes<keyof typeof commands, keyof typeof states>;

/** Histories by the state they lead to, a command of each kind, and what it leads to. */
export const samples = { states, commands, outcomes };
