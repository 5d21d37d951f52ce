import { List } from 'immutable';
import { refusal, type Refusal } from '#eventsourcing/refusal.js';
import type { GivenUp, GivingUpDelegation } from './given-up.js';

/** Stand-ins that may be named for one proposal. */
export const MOST_STAND_INS = 50;

/** A proposal to give something up that waits for another person. */
export interface WaitingProposal {
  readonly number: number;
  /** Everyone who proposed since something was approved last: none of them judges it. */
  readonly proposers: List<string>;
  /** Who may judge it without the role. */
  readonly standIns: List<string>;
}

/** Who judges a proposal, and what is known of them. */
export interface Judge {
  readonly person: string;
  /** Whether the person's role decides; whoever has none is to be named. */
  readonly decides: boolean;
  /** Who approved the revocation, report or settlement that the claim rests on. */
  readonly decidedBy: readonly string[];
  /** Undefined where the scheme has recorded no delegation of the kind. */
  readonly delegations: readonly GivingUpDelegation[] | undefined;
}

/** Why somebody may not judge a proposal to give up. */
export type JudgeRefusal = Refusal<
  'four-eyes' | 'decided-the-basis' | 'not-stand-in' | 'outside-delegation' | 'too-many-stand-ins'
>;

/** The proposal once somebody has proposed, also in place of another. */
export function proposedBy(
  before: WaitingProposal | undefined,
  number: number,
  proposer: string,
): WaitingProposal {
  // Whoever was named was named for what waited then.
  return { number, proposers: (before?.proposers ?? List<string>()).push(proposer), standIns: List() };
}

/** Why a person does not judge the proposal, whatever the sum; nobody who had a part in what it rests on does. */
export function barredFromJudging(
  { person, decides, decidedBy }: Judge,
  { proposers, standIns }: WaitingProposal,
): JudgeRefusal | undefined {
  if (proposers.includes(person)) return no.fourEyes();
  if (decidedBy.includes(person)) return no.basis();
  return decides || standIns.includes(person) ? undefined : no.standIn();
}

/** Who gives up so much of one claim together (minor units), or why that person may not. */
export function givenUpBy(
  judge: Judge,
  proposal: WaitingProposal,
  total: number,
): { readonly givenUp: GivenUp } | { readonly refused: JudgeRefusal } {
  const refused = barredFromJudging(judge, proposal);
  if (refused) return { refused };
  const covering = judge.delegations?.find(({ upTo = Infinity }) => total <= upTo);
  if (judge.delegations && !covering) return { refused: no.delegation(total) };
  return {
    givenUp: {
      proposal: proposal.number,
      proposer: proposal.proposers.last()!,
      approver: judge.person,
      total,
      ...(covering ? { delegationId: covering.delegationId } : {}),
      ...(judge.decides ? {} : { standIn: true }),
    },
  };
}

/**
 * Why one may not name another for the proposal; undefined also where that person was named before. Whoever had a part in
 * what is judged neither judges it nor chooses who does.
 */
export function barredFromNaming(
  { namedBy, person }: { readonly namedBy: string; readonly person: string },
  { proposers, standIns }: WaitingProposal,
  decidedBy: readonly string[],
): JudgeRefusal | undefined {
  const both = [namedBy, person];
  if (person === namedBy || both.some((each) => proposers.includes(each))) return no.fourEyes();
  if (both.some((each) => decidedBy.includes(each))) return no.basis();
  return !standIns.includes(person) && standIns.size >= MOST_STAND_INS ? no.standIns() : undefined;
}

const no = {
  fourEyes: () =>
    refusal(
      'forbidden',
      'four-eyes',
      'giving up is judged by another person than those who proposed it, and nobody names themselves',
    ),
  basis: () =>
    refusal(
      'forbidden',
      'decided-the-basis',
      'nobody gives up what rests on a revocation, report, settlement or claim that they approved',
    ),
  standIn: () =>
    refusal(
      'forbidden',
      'not-stand-in',
      'giving up is judged by a decision-maker, or by whom a superior has named as a stand-in for it',
    ),
  standIns: () =>
    refusal(
      'conflict',
      'too-many-stand-ins',
      `at most ${MOST_STAND_INS} stand-ins are named for one proposal`,
      { most: MOST_STAND_INS },
    ),
  delegation: (total: number) =>
    refusal(
      'forbidden',
      'outside-delegation',
      `no delegation to give money up lets this person give up ${total} of one claim together (minor units)`,
      { amount: total },
    ),
} as const;
