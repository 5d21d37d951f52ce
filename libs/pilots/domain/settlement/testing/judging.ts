import type { Measurements } from '../../../contract/measurements.js';
import { CONTRACT, DIGEST, REOFFENDING, SET_UP } from '../../pilot/testing/contract.js';
import type { SettlementCommand } from '../settlement.js';
import type { Settlement } from '../state.js';

/** A command, or how it follows from the state. */
export type CommandIn = SettlementCommand | ((state: Settlement) => SettlementCommand);

/** Verified: the milestone, and so many reconvictions among the first 100 participants (155 without the service). */
export function measuredWith(events: number): Measurements {
  return {
    format: 1,
    cohorts: [{ cohort: 'first', persons: 100 }],
    measurements: [
      { ...SET_UP, status: 'verified' },
      { ...REOFFENDING, intervention: { events, persons: 100 }, status: 'verified' },
    ],
  };
}

/** What is verified, by its digest: 35 fewer pay 2 250 000 kroner, 45 fewer 2 750 000, 10 fewer the milestone alone. */
export const BASES = {
  '35 fewer': measuredWith(120),
  '45 fewer': measuredWith(110),
  '10 fewer': measuredWith(145),
} as const;

/** A calculation from what is verified now. */
export function calculation(basis: keyof typeof BASES, final = false) {
  return {
    type: 'CalculateSettlement',
    pilotId: 'p',
    final,
    contract: CONTRACT,
    contractDigest: DIGEST,
    measurements: BASES[basis],
    basis,
    open: [],
    person: 'carl',
  } as const satisfies SettlementCommand;
}

/** The person of a directorate who approves for it. */
export const APPROVERS = { corrections: 'cecilie', welfare: 'wenche' } as const;

/** Who measured. */
export const MEASURED_BY = ['eva', 'vera'];

/** About the last version as it stands; approved by the directorate that has not. */
function aboutTheLast(state: Settlement) {
  const current = state.status === 'none' ? { version: 1, basis: '35 fewer' } : state.current;
  const { version, basis } = current;
  const first = state.status !== 'approved-once';
  const directorate: keyof typeof APPROVERS = first ? 'corrections' : 'welfare';
  return { version, basis, directorate, person: APPROVERS[directorate] };
}

/** A person who did not calculate it reviews the last version. */
export function reviewing(state: Settlement) {
  const { version, basis } = aboutTheLast(state);
  return { type: 'ReviewSettlement', version, basis, person: 'walter' } as const;
}

/** A directorate sends the last version back. */
export function returning(state: Settlement) {
  const { version } = aboutTheLast(state);
  const grounds = 'The register is late.';
  return { type: 'ReturnSettlement', version, directorate: 'welfare', person: 'wenche', grounds } as const;
}

/** The directorate that has not approves the last version. */
export function approving(state: Settlement) {
  return {
    type: 'ApproveSettlement',
    ...aboutTheLast(state),
    measuredBy: MEASURED_BY,
    contract: CONTRACT,
    schemeId: 's',
    budgetYear: 2029,
    today: '2029-05-01',
  } as const;
}

/** What leads from a calculation to its conclusion. */
export const CONCLUDING = [reviewing, approving, approving] as const;

/** Commands that lead to a concluded version. */
export const judging = {
  CalculateSettlement: calculation('35 fewer'),
  'CalculateSettlement (more was measured)': calculation('45 fewer'),
  'CalculateSettlement (as the final one)': calculation('35 fewer', true),
  ReviewSettlement: reviewing,
  ReturnSettlement: returning,
  ApproveSettlement: approving,
} as const satisfies Readonly<Record<string, CommandIn>>;

/** What they lead to. */
export const judged = {
  CalculateSettlement: [
    '✗ nothing-new',
    {
      SettlementCalculated: [
        'none',
        'concluded anew, for more',
        'concluded anew, for less',
        'reclaimed what was too much',
        'overpayment waived in part',
        'flagged before it was ordered',
        'flagged after it was concluded',
        'flagged, a stand-in named',
      ],
      'SettlementSuperseded, SettlementCalculated': [
        'flagged under way',
        'returned',
        'calculated anew',
        'reviewed anew',
        'approved by one anew',
        'returned anew',
      ],
      '✗ already-final': ['concluded as the final one'],
    },
  ],
  'CalculateSettlement (more was measured)': [
    'SettlementCalculated',
    {
      'SettlementSuperseded, SettlementCalculated': [
        'flagged under way',
        'flagged and calculated anew',
        'calculated',
        'reviewed',
        'approved by one',
        'provision let go',
        'returned',
        'returned anew',
      ],
      '✗ nothing-new': [
        'calculated anew',
        'reviewed anew',
        'approved by one anew',
        'concluded anew, for more',
      ],
      '✗ already-final': ['concluded as the final one'],
    },
  ],
  'CalculateSettlement (as the final one)': [
    'SettlementCalculated',
    {
      'SettlementSuperseded, SettlementCalculated': [
        'flagged under way',
        'flagged and calculated anew',
        'calculated',
        'reviewed',
        'approved by one',
        'provision let go',
        'returned',
        'calculated anew',
        'reviewed anew',
        'approved by one anew',
        'returned anew',
      ],
      '✗ nothing-new': ['concluded as the final one'],
    },
  ],
  ReviewSettlement: [
    '✗ settlement-state',
    {
      '✗ settlement-unknown': ['none'],
      SettlementReviewed: ['calculated', 'calculated anew', 'flagged and calculated anew'],
    },
  ],
  ReturnSettlement: [
    '✗ settlement-state',
    {
      '✗ settlement-unknown': ['none'],
      SettlementReturned: [
        'flagged under way',
        'flagged and calculated anew',
        'calculated',
        'reviewed',
        'approved by one',
        'provision let go',
        'calculated anew',
        'reviewed anew',
        'approved by one anew',
      ],
    },
  ],
  ApproveSettlement: [
    '✗ settlement-state',
    {
      '✗ settlement-unknown': ['none'],
      '✗ decision-flagged': ['flagged under way'],
      SettlementApproved: ['reviewed', 'reviewed anew'],
      'SettlementApproved, SettlementConcluded, ShareClaimed': ['approved by one', 'provision let go'],
      'SettlementApproved, SettlementConcluded, ShareClaimed, SettlementSuperseded': ['approved by one anew'],
    },
  ],
} as const;
