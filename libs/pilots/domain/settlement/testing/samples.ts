import { fold } from '#eventsourcing/decider.js';
import type { SettlementEvent } from '../../../contract/events.js';
import type { Measurements } from '../../../contract/measurements.js';
import { CONTRACT, DIGEST, REOFFENDING, SET_UP } from '../../pilot/testing/contract.js';
import type { SettlementCommand } from '../commands.js';
import { settlement } from '../settlement.js';
import type { Settlement } from '../state.js';

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

type CommandIn = SettlementCommand | ((state: Settlement) => SettlementCommand);

const commands = {
  CalculateSettlement: calculation('35 fewer'),
  'CalculateSettlement (more was measured)': calculation('45 fewer'),
  'CalculateSettlement (as the final one)': calculation('35 fewer', true),
  ReviewSettlement: (state) => {
    const { version, basis } = aboutTheLast(state);
    return { type: 'ReviewSettlement', version, basis, person: 'walter' };
  },
  ReturnSettlement: (state) => {
    const { version } = aboutTheLast(state);
    const grounds = 'The register is late.';
    return { type: 'ReturnSettlement', version, directorate: 'welfare', person: 'wenche', grounds };
  },
  ApproveSettlement: (state) => ({
    type: 'ApproveSettlement',
    ...aboutTheLast(state),
    measuredBy: MEASURED_BY,
    contract: CONTRACT,
    schemeId: 's',
    budgetYear: 2029,
  }),
  WithholdStateShare: { type: 'WithholdStateShare', payoutId: 'u1', unpaid: 100_000_000 },
  CarryOutStateShare: carryOut('u9'),
  'CarryOutStateShare (the same again)': carryOut('u1'),
  'CarryOutStateShare (asked for)': { ...carryOut('u9'), asked: true },
  WithdrawReclaim: { type: 'WithdrawReclaim', recoveryId: 'recovery of u2', repaid: 0 },
  WaiveOverpayment: { type: 'WaiveOverpayment', recoveryId: 'recovery of u2', stands: 50_000_000 },
  RecordSharePayment: pay(1_000_000),
} as const satisfies Readonly<Record<string, CommandIn>> & {
  readonly [Type in SettlementCommand['type']]: CommandIn;
};

/** What the state owes is carried out under these ids. */
export function carryOut(payoutId: string) {
  return {
    type: 'CarryOutStateShare',
    payoutId,
    recoveryId: `recovery of ${payoutId}`,
    currency: 'NOK',
    budgetYear: 2029,
    asked: false,
  } as const satisfies SettlementCommand;
}

/** The town paid so much. */
export function pay(amount: number) {
  return {
    type: 'RecordSharePayment',
    payer: 'town',
    amount,
    currency: 'NOK',
    pilotCurrency: 'NOK',
    paidOn: '2029-05-02',
    reference: 'B1',
    person: 'carl',
    today: '2029-06-01',
  } as const satisfies SettlementCommand;
}

/** What happens when these are sent one after the other, after a history. @throws Error when one is refused: a bug */
export function and(
  before: readonly SettlementEvent[],
  ...sent: readonly CommandIn[]
): readonly SettlementEvent[] {
  return sent.reduce<readonly SettlementEvent[]>((history, given) => {
    const state = fold(settlement, history);
    const command = typeof given === 'function' ? given(state) : given;
    const decision = settlement.decide(command, state);
    if ('refused' in decision) throw new Error(`${command.type}: ${decision.refused.detail}`);
    return [...history, ...decision.events];
  }, before);
}

const { ReviewSettlement, ReturnSettlement, ApproveSettlement, WithholdStateShare } = commands;
const { WithdrawReclaim, WaiveOverpayment } = commands;

/** What leads from a calculation to its conclusion. */
export const CONCLUDING = [ReviewSettlement, ApproveSettlement, ApproveSettlement] as const;

const calculated = and([], commands.CalculateSettlement);
const reviewed = and(calculated, ReviewSettlement);
const approvedOnce = and(reviewed, ApproveSettlement);
const concluded = and(approvedOnce, ApproveSettlement);
const ordered = and(concluded, carryOut('u1'));
const calculatedAnew = and(ordered, commands['CalculateSettlement (more was measured)']);
const reviewedAnew = and(calculatedAnew, ReviewSettlement);
const concludedForLess = and(ordered, calculation('10 fewer'), ...CONCLUDING);
const reclaimed = and(concludedForLess, carryOut('u2'));

/** Histories by the state they lead to. */
export const states = {
  none: [],
  calculated,
  reviewed,
  'approved by one': approvedOnce,
  returned: and(reviewed, ReturnSettlement),
  concluded,
  'state share ordered': ordered,
  'state share withheld in part': and(ordered, WithholdStateShare),
  'share of the town paid': and(ordered, pay(67_500_000)),
  'calculated anew': calculatedAnew,
  'reviewed anew': reviewedAnew,
  'approved by one anew': and(reviewedAnew, ApproveSettlement),
  'returned anew': and(reviewedAnew, ReturnSettlement),
  'concluded anew, for more': and(calculatedAnew, ...CONCLUDING),
  'concluded anew, for less': concludedForLess,
  'reclaimed what was too much': reclaimed,
  'claim to pay back withdrawn': and(reclaimed, calculation('35 fewer'), ...CONCLUDING, WithdrawReclaim),
  'overpayment waived in part': and(reclaimed, WaiveOverpayment),
  'concluded as the final one': and(ordered, calculation('35 fewer', true), ...CONCLUDING),
} as const satisfies Readonly<Record<string, readonly SettlementEvent[]>>;

/** Histories by the state they lead to, and a command of each kind. */
export const samples = {
  states,
  commands: commands as Readonly<Record<keyof typeof commands, CommandIn>>,
};
