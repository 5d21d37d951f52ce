import { fold } from '#eventsourcing/decider.js';
import type { Outcomes } from '#eventsourcing/testing/outcomes.js';
import type { SettlementEvent } from '../../../contract/events.js';
import { settlement, type SettlementCommand } from '../settlement.js';
import {
  approving,
  calculation,
  CONCLUDING,
  judged,
  judging,
  returning,
  reviewing,
  type CommandIn,
} from './judging.js';
import { FLAGGING, flaggings, flagging, naming, upholding } from './flagging.js';
import { carryOut, paid, pay, paying } from './paying.js';

const commands = { ...judging, ...paying, ...flagging } satisfies {
  readonly [Type in SettlementCommand['type']]: CommandIn;
};

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

const { WithholdStateShare, WithdrawReclaim, WaiveOverpayment } = paying;

const calculated = and([], calculation('35 fewer'));
const reviewed = and(calculated, reviewing);
const approvedOnce = and(reviewed, approving);
const concluded = and(approvedOnce, approving);
const ordered = and(concluded, carryOut('u1'));
const calculatedAnew = and(ordered, calculation('45 fewer'));
const reviewedAnew = and(calculatedAnew, reviewing);
const concludedForLess = and(ordered, calculation('10 fewer'), ...CONCLUDING);
const reclaimed = and(concludedForLess, carryOut('u2'));

const flagged = and(ordered, FLAGGING);

const states = {
  none: [],
  calculated,
  reviewed,
  'approved by one': approvedOnce,
  'provision let go': and(approvedOnce, paying.AbandonProvision),
  'concluded on a raise': and(approvedOnce, (state) => ({ ...approving(state), raise: 'raise-1' })),
  returned: and(reviewed, returning),
  concluded,
  'state share ordered': ordered,
  'state share withheld in part': and(ordered, WithholdStateShare),
  'share of the town paid': and(ordered, pay(67_500_000)),
  'calculated anew': calculatedAnew,
  'reviewed anew': reviewedAnew,
  'approved by one anew': and(reviewedAnew, approving),
  'returned anew': and(reviewedAnew, returning),
  'concluded anew, for more': and(calculatedAnew, ...CONCLUDING),
  'concluded anew, for less': concludedForLess,
  'reclaimed what was too much': reclaimed,
  'claim to pay back withdrawn': and(reclaimed, calculation('35 fewer'), ...CONCLUDING, WithdrawReclaim),
  'overpayment waived in part': and(reclaimed, WaiveOverpayment),
  'concluded as the final one': and(ordered, calculation('35 fewer', true), ...CONCLUDING),
  'flagged under way': and(reviewed, FLAGGING),
  'flagged before it was ordered': and(concluded, FLAGGING),
  'flagged after it was concluded': flagged,
  'flagged, a stand-in named': and(flagged, naming),
  'flagged and upheld': and(flagged, upholding),
  'flagged and calculated anew': and(flagged, calculation('35 fewer')),
} as const satisfies Readonly<Record<string, readonly SettlementEvent[]>>;

const outcomes = { ...judged, ...paid, ...flaggings } satisfies Outcomes<
  keyof typeof commands,
  keyof typeof states
>;

/** Histories by the state they lead to, a command of each kind, and what it leads to. */
export const samples = {
  states,
  commands: commands as Readonly<Record<keyof typeof commands, CommandIn>>,
  outcomes,
};
