import { kroner } from '../grants/agency.js';
import { ORGANISATIONS } from './cast.js';

const amount = (of: number) => kroner(of).amount;

/** The group that is compared: of 100 matched persons, sentences within a year of release. */
export const BASELINE = { events: 155, persons: 100 };

/** Cohorts of the contract, each with the day it is opened on. */
export const COHORTS = {
  autumn: '2027-09-01',
  spring: '2028-03-01',
  late: '2028-09-01',
} as const;

/** Outcome terms: fewer sentences than a matched baseline, by cohort or pooled, and two milestones. */
export const terms = {
  format: 2,
  title: 'Fewer relapses among those of 18 to 30',
  currency: 'NOK',
  period: { from: '2027-06-01', to: '2030-12-31' },
  rounding: 'half-up',
  minimumCohortSize: 20,
  cohorts: [
    { code: 'autumn', title: 'Autumn 2027' },
    { code: 'spring', title: 'Spring 2028' },
    { code: 'late', title: 'Autumn 2028' },
  ],
  metrics: [
    {
      code: 'sentences',
      title: 'New sentences',
      definition: {
        text: 'A final sentence for an act committed within twelve months of release',
        version: '1',
      },
      dataSource: 'Register of sentences, matched by Statistics Norway',
      pricing: {
        form: 'rate-reduction',
        measure: 'frequency',
        threshold: '10',
        pays: { per: 'avoided', price: amount(60_000) },
        pooled: { threshold: '7.5', pays: { per: 'avoided', price: amount(45_000) } },
      },
    },
    {
      code: 'both-prisons',
      title: 'Participants from both prisons',
      definition: { text: 'At least ten participants were released from each prison', version: '1' },
      dataSource: 'Reports of the service provider, seen by the validator',
      pricing: { form: 'milestone', amount: amount(250_000) },
    },
    {
      code: 'in-work',
      title: 'Half of all are in work or school after a year',
      definition: { text: 'Registered work or school twelve months after release', version: '1' },
      dataSource: 'Register of employers and employees',
      pricing: { form: 'milestone', amount: amount(400_000) },
    },
  ],
  payers: [
    { code: 'state', name: 'The state', role: 'state' },
    { code: 'town', name: 'Sundby municipality', role: 'municipality' },
  ],
  split: {
    by: 'percentages',
    shares: [
      { payer: 'state', percent: '60' },
      { payer: 'town', percent: '40' },
    ],
  },
  caps: {
    metrics: { sentences: amount(3_000_000) },
    payers: { town: amount(1_500_000) },
    state: amount(2_000_000),
  },
  statePayee: 'municipality',
  termination: { guarantees: 'by-days', laterObservation: ['sentences', 'in-work'] },
};

/** The contract around the terms. */
export const contract = {
  terms,
  payers: { town: ORGANISATIONS.town },
  statePayee: ORGANISATIONS.town,
  liability: [
    { year: 2029, amount: amount(500_000) },
    { year: 2030, amount: amount(1_500_000) },
  ],
  targets: [
    { metric: 'sentences', cohort: 'autumn', value: '12' },
    { metric: 'sentences', cohort: 'spring', value: '12' },
    { metric: 'sentences', cohort: 'late', value: '15' },
    { metric: 'both-prisons', value: '1' },
    { metric: 'in-work', value: '1' },
  ],
};
