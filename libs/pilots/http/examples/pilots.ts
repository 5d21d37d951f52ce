import { EXAMPLE_YEAR, kroner } from '#http/examples.js';
import type { MeasuredOutcome } from '../../contract/pilot.js';
import type { OutcomeTerms } from '../../contract/terms.js';

const FROM = `${EXAMPLE_YEAR - 1}-01-01`;
const LAST_YEAR = { from: FROM, to: `${EXAMPLE_YEAR - 1}-12-31` };

/** A pilot against reoffending. */
export const pilot = {
  code: 'fewer-relapses',
  schemeId: 'social-entrepreneurship',
  title: 'Fewer relapses among the young',
  targetGroup: 'Persons of 18 to 30 who were released from prison',
  together: 'correctional-service-directorate',
};

/** What the directorates lay down for it. */
export const framework = {
  version: `${EXAMPLE_YEAR - 1}-1`,
  inForceFrom: FROM,
  purpose: 'Less reoffending by new ways of working together',
  targetGroup: 'Persons of 18 to 30 who were released from prison',
  maxParticipants: 120,
  maxStateShare: kroner(4_000_000).amount,
  legalReferences: ['Prop. 1 S, chapter 621 post 70'],
};

/** An organisation that takes part. */
export const partner = {
  organisation: '974770172',
  name: 'The town',
  role: 'municipality',
  account: '86011117947',
} as const;

/** The same partner is paid at another account. */
export const partnerAccount = {
  organisation: partner.organisation,
  role: partner.role,
  account: '12345678911',
  evidence: 'A letter of the bank says that the account is the town’s.',
};

/** It was looked at. */
export const partnerAccountApproval = { grounds: 'The letter was seen.' };

/** It was not believed. */
export const partnerAccountRejection = { grounds: 'The letter names another organisation.' };

/** Outcome terms: fewer new sentences than a matched group, and a milestone. */
export const terms: OutcomeTerms = {
  format: 2,
  title: 'Fewer relapses among the young',
  currency: 'NOK',
  period: { from: FROM, to: `${EXAMPLE_YEAR + 2}-12-31` },
  rounding: 'half-up',
  minimumCohortSize: 20,
  cohorts: [
    { code: 'first', title: 'First cohort' },
    { code: 'second', title: 'Second cohort' },
  ],
  metrics: [
    {
      code: 'sentences',
      title: 'New sentences',
      definition: { text: 'A final sentence for an act within twelve months of release', version: '1' },
      dataSource: 'Register of sentences',
      pricing: {
        form: 'rate-reduction',
        measure: 'frequency',
        threshold: '10',
        pays: { per: 'avoided', price: kroner(60_000).amount },
      },
    },
    {
      code: 'started',
      title: 'Service runs in both prisons',
      definition: { text: 'Participants were taken in from both prisons', version: '1' },
      dataSource: 'Reports of the service provider',
      pricing: { form: 'milestone', amount: kroner(200_000).amount },
    },
  ],
  payers: [
    { code: 'state', name: 'The state', role: 'state' },
    { code: 'town', name: 'The town', role: 'municipality' },
  ],
  split: {
    by: 'percentages',
    shares: [
      { payer: 'state', percent: '60' },
      { payer: 'town', percent: '40' },
    ],
  },
  caps: { state: kroner(1_200_000).amount, payers: { town: kroner(800_000).amount } },
  statePayee: 'municipality',
  termination: { guarantees: 'by-days', laterObservation: ['sentences'] },
};

/** The contract around the terms. */
export const contract = {
  terms,
  payers: { town: '974770172' },
  statePayee: '974770172',
  liability: [
    { year: EXAMPLE_YEAR, amount: kroner(700_000).amount },
    { year: EXAMPLE_YEAR + 1, amount: kroner(500_000).amount },
  ],
  targets: [
    { metric: 'sentences', cohort: 'first', value: '15' },
    { metric: 'started', value: '1' },
  ],
};

/** Which contract is signed; the real digest stands in the pilot's answer. */
export const signature = { digest: 'a'.repeat(64) };

/** Participants are taken in. */
export const cohort = { cohort: 'first', openedOn: `${EXAMPLE_YEAR - 1}-02-01` };

/** Nobody is taken in any more. */
export const cohortClosure = { closedOn: `${EXAMPLE_YEAR - 1}-03-31`, persons: 40 };

/** What was delivered. */
export const service = {
  period: { from: `${EXAMPLE_YEAR - 1}-02-01`, to: `${EXAMPLE_YEAR - 1}-06-30` },
  persons: 38,
  summary: 'Two mentors each',
};

/** What the evaluator found in the first cohort. */
export const outcome: MeasuredOutcome = {
  kind: 'rate',
  metric: 'sentences',
  cohort: 'first',
  period: LAST_YEAR,
  intervention: { events: 22, persons: 40 },
  baseline: { events: 70, persons: 100 },
  evidence: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
};

/** The same, corrected. */
export const corrected: MeasuredOutcome = { ...outcome, intervention: { events: 21, persons: 40 } };

/** What the terms would pay from no reduction to a fifth. */
export const scenario = {
  terms,
  cohorts: [
    { cohort: 'first', persons: 40 },
    { cohort: 'second', persons: 60 },
  ],
  measurements: [{ kind: 'milestone', metric: 'started', achieved: true }],
  vary: {
    metric: 'sentences',
    from: 0,
    to: 40,
    baseline: { events: 70, persons: 100 },
    persons: 40,
  },
};
