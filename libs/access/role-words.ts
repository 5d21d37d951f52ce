import type { Role } from './roles.js';

/** What each role is for, in a few words. */
export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  applicant: 'applies for its organisation, accepts grants, reports and appeals',
  caseworker: 'prepares cases: assesses, proposes, follows up',
  'decision-maker': 'approves or returns what others have prepared',
  attester: 'attests that a payout may go',
  finance: 'hands payouts to the bank, records what was paid and repaid',
  'scheme-manager': 'establishes schemes and pilots, their rules, budgets and calls',
  superior: 'rules on the impartiality of others',
  'appeal-body': 'decides appeals that were forwarded to it',
  partner: 'takes part in a pilot: signs, delivers and reports',
  evaluator: 'records what a pilot has achieved',
  validator: 'judges the measurements of a pilot',
  auditor: 'reads everything, changes nothing',
  administrator: 'reads everything, appoints who represents an applicant',
};
