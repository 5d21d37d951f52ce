import type { HistoricalBond } from '../../../contract/historical.js';
import type { Framework, MeasuredOutcome, OutcomeContract } from '../../../contract/pilot.js';
import type { OutcomeTerms } from '../../../contract/terms.js';

/** The day on which everything is asked. */
export const TODAY = '2029-06-01';

/** What commands lead to where no pilot was established here, but for those that begin one. */
export const NOT_HERE = { '✗ pilot-unknown': ['none'], '✗ pilot-historical': ['historical'] } as const;

/** Everybody's organisation: two directorates, who takes part, and who stands outside. */
export const ORGANISATIONS = {
  corrections: 'corrections',
  welfare: 'welfare',
  town: 'town',
  provider: 'workshop',
  investor: 'fund',
  evaluator: 'institute',
  validator: 'auditors',
  stranger: 'stranger',
} as const;

const { corrections, welfare, town, provider, investor, evaluator, validator } = ORGANISATIONS;

/** Persons as they act, each for the organisation of their token. */
export const ACTING = {
  carl: { person: 'carl', organisation: corrections },
  cecilie: { person: 'cecilie', organisation: corrections },
  wenche: { person: 'wenche', organisation: welfare },
  walter: { person: 'walter', organisation: welfare },
  tor: { person: 'tor', organisation: town },
  pia: { person: 'pia', organisation: provider },
  ivar: { person: 'ivar', organisation: investor },
  eva: { person: 'eva', organisation: evaluator },
  vera: { person: 'vera', organisation: validator },
  sam: { person: 'sam', organisation: ORGANISATIONS.stranger },
} as const;

/** The framework for less reoffending: up to 200 participants, up to 10 million kroner of the state. */
export const FRAMEWORK: Framework = {
  version: '1',
  inForceFrom: '2026-09-01',
  purpose: 'Less reoffending',
  targetGroup: 'persons of 18 to 30 who were released from prison',
  maxParticipants: 200,
  maxStateShare: 1_000_000_000,
  legalReferences: ['Prop. 1 S (2017–2018)'],
};

/** 50 000 kroner for each reconviction avoided, half a million once the service stands; the state bears 70 %. */
export const TERMS: OutcomeTerms = {
  format: 1,
  title: 'Less reoffending',
  currency: 'NOK',
  period: { from: '2027-01-01', to: '2031-12-31' },
  rounding: 'half-up',
  minimumCohortSize: 20,
  cohorts: [
    { code: 'first', title: 'Released in 2027' },
    { code: 'second', title: 'Released in 2028' },
  ],
  metrics: [
    {
      code: 'reoffending',
      title: 'Reconvictions',
      definition: { text: 'Reconvictions within a year from release', version: '1' },
      dataSource: 'criminal records',
      pricing: {
        form: 'rate-reduction',
        measure: 'frequency',
        threshold: '10',
        pays: { per: 'avoided', price: 5_000_000 },
        pooled: { threshold: '7.5', pays: { per: 'avoided', price: 5_000_000 } },
      },
    },
    {
      code: 'set-up',
      title: 'The service stands',
      definition: { text: 'All mentors are employed', version: '1' },
      dataSource: 'service provider',
      pricing: { form: 'milestone', amount: 50_000_000 },
    },
  ],
  payers: [
    { code: 'state', name: 'The state', role: 'state' },
    { code: 'town', name: 'The town', role: 'municipality' },
  ],
  split: {
    by: 'percentages',
    shares: [
      { payer: 'state', percent: '70' },
      { payer: 'town', percent: '30' },
    ],
  },
  caps: { state: 700_000_000, overall: 1_000_000_000 },
  statePayee: 'municipality',
};

/** The contract on these terms. */
export const CONTRACT: OutcomeContract = {
  terms: TERMS,
  payers: { town },
  statePayee: town,
  liability: [
    { year: 2029, amount: 300_000_000 },
    { year: 2032, amount: 400_000_000 },
  ],
  targets: [
    { metric: 'reoffending', value: '10' },
    { metric: 'reoffending', cohort: 'first', value: '12.5' },
    { metric: 'set-up', value: '1' },
  ],
};

/** Its digest, as far as tests are concerned. */
export const DIGEST = '5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef';

/** 35 reconvictions avoided among 100 participants of the first cohort. */
export const REOFFENDING = {
  kind: 'rate',
  metric: 'reoffending',
  cohort: 'first',
  period: { from: '2027-07-01', to: '2028-12-31' },
  intervention: { events: 120, persons: 100 },
  baseline: { events: 1550, persons: 1000 },
  evidence: 'a'.repeat(64),
} as const satisfies MeasuredOutcome;

/** The milestone was reached. */
export const SET_UP = {
  kind: 'milestone',
  metric: 'set-up',
  period: { from: '2027-01-01', to: '2027-03-31' },
  achieved: true,
  evidence: 'b'.repeat(64),
} as const satisfies MeasuredOutcome;

/** A bond others ran, as a data set tells it. */
export const BOND: HistoricalBond = {
  dataSet: 'INDIGO',
  reference: 'INDIGO-POJ-0001',
  title: 'A bond',
  outcome: 'matched',
  computed: { amount: 900, currency: 'GBP' },
  paid: { amount: 900, currency: 'GBP' },
  difference: { amount: 0, currency: 'GBP' },
  provenance: [{ file: 'results.csv', sha256: 'c'.repeat(64), rows: [2] }],
  metrics: [
    {
      metric: 'm1',
      title: 'Jobs',
      target: '10',
      terms: { form: 'per-unit', price: { amount: 100, currency: 'GBP' } },
      achieved: 9,
      outcome: 'matched',
      computed: { amount: 900, currency: 'GBP' },
      paid: { amount: 900, currency: 'GBP' },
      difference: { amount: 0, currency: 'GBP' },
      rows: { 'results.csv': [2] },
    },
  ],
};

/** What a later state of the data set tells of it. */
export const LATER_BOND: HistoricalBond = { ...BOND, title: 'A bond by another name' };
