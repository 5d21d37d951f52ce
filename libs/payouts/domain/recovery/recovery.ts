import { List } from 'immutable';
import { dayOf } from '#eventsourcing/days.js';
import { accept, answer, refuse, type CommandOf, type Decider } from '#eventsourcing/decider.js';
import type { ClaimWrittenOff, RecoveryEvent, RecoveryOrder } from '../../contract/events.js';
import { proposedBy } from '#giving-up/giving-up.js';
import { openingParts, withClaimed, withLess } from '#limitation/parts.js';
import { withoutLast } from '../../contract/plans.js';
import { barring, becameBarred, claimable, rested, withOtherDate, withParts } from './barring.js';
import { claiming } from './claim.js';
import { annulled, decided, evolveFallen, falling } from './fallen.js';
import { flagging } from './flagging.js';
import { registering } from './registered-reply.js';
import { givingUp } from './giving-up.js';
import { limiting } from './limitation.js';
import { lower, lowered } from './lowering.js';
import { unknownRecovery, type Answer, type RecoveryRefusal } from './refusals.js';
import { payingBack } from './paying-back.js';
import { repaidWith, repaying } from './repayment.js';
import { expected, isClaimed, owed, type KnownRecovery, type Recovery } from './state.js';
import { upheldInPart, upholding } from './upholding.js';

/** Money is due back: the debtor is forewarned. */
interface OpenRecovery {
  readonly type: 'OpenRecovery';
  readonly order: RecoveryOrder;
  readonly grounds: string;
  /** Calendar date. */
  readonly forewarnedOn: string;
  /** Calendar date until which the debtor may answer. */
  readonly replyBy: string;
  /** Whether a letter tells the debtor. */
  readonly byLetter?: true | undefined;
}

function open({ order, grounds, forewarnedOn, replyBy, byLetter }: OpenRecovery): Answer {
  return accept<RecoveryEvent>({
    type: 'RecoveryForewarned',
    data: { ...order, grounds, forewarnedOn, replyBy, ...(byLetter ? { byLetter } : {}) },
  });
}

/** What a recovery answers once it is opened. */
const OPENED = {
  ...claiming,
  ...registering,
  ...repaying,
  ...givingUp,
  ...limiting,
  ...barring,
  ...upholding,
  ...flagging,
  ...falling,
  ...payingBack,
  LowerClaim: lower,
};

/** What a recovery can be asked to do. */
export type RecoveryCommand = OpenRecovery | CommandOf<typeof OPENED>;

/**
 * A recovery: forewarned, claimed by two persons, repaid at once or in instalments. What is repaid never exceeds what
 * is claimed, what is claimed never what was forewarned.
 */
export const recovery: Decider<Recovery, RecoveryCommand, RecoveryEvent, RecoveryRefusal> = {
  initial: { status: 'none' },

  decide(command, state) {
    if (command.type === 'OpenRecovery')
      return state.status === 'none' ? open(command) : accept<RecoveryEvent>();
    if (state.status === 'none') return refuse(unknownRecovery());
    const decision: Answer = answer(OPENED, command, state);
    return 'refused' in decision ? decision : accept(...sayingRest(decision.events, state));
  },

  evolve(state, event) {
    if (event.type === 'RecoveryForewarned') return opened(event);
    return state.status === 'none' ? state : evolve(state, event);
  },
};

/** The events, of which one says where it leaves nothing that is counted on. */
function sayingRest(events: readonly RecoveryEvent[], before: KnownRecovery): RecoveryEvent[] {
  let state = before;
  return events.map((event) => {
    const expectedBefore = isClaimed(state);
    state = event.type === 'RecoveryForewarned' ? state : evolve(state, event);
    return expectedBefore && state.status === 'written-off' ? resting(event) : event;
  });
}

function resting(event: RecoveryEvent): RecoveryEvent {
  switch (event.type) {
    case 'RepaymentReceived':
      return { ...event, data: { ...event.data, rests: true } };
    case 'ClaimLowered':
      return { ...event, data: { ...event.data, rests: true } };
    case 'ClaimPartlyUpheld':
      return { ...event, data: { ...event.data, rests: true } };
    case 'ClaimWaived':
      return { ...event, data: { ...event.data, rests: true } };
    case 'ClaimBecameBarred':
      return { ...event, data: { ...event.data, rests: true } };
    default:
      return event;
  }
}

function opened(event: Extract<RecoveryEvent, { type: 'RecoveryForewarned' }>): KnownRecovery {
  const { grounds: _, byLetter: __, forewarnedOn, replyBy, ...order } = event.data;
  return {
    status: 'forewarned',
    order,
    forewarnedOn: dayOf(event, forewarnedOn),
    replyBy,
    answeredBy: List(),
    lapsed: false,
    proposers: List(),
    claimApprovers: List(),
    claimed: 0,
    repaid: 0,
    repayments: List(),
    plan: [],
    repaidBefore: 0,
    overdue: false,
    writtenOff: 0,
    givingUps: 0,
    limitationMoves: 0,
    limitationDate: order.limitationDate,
    parts: openingParts(order),
    barredUnclaimed: 0,
  };
}

function evolve(
  state: KnownRecovery,
  event: Exclude<RecoveryEvent, { type: 'RecoveryForewarned' }>,
): KnownRecovery {
  switch (event.type) {
    case 'ForewarningAnswered':
      return { ...state, answeredBy: state.answeredBy.push(event.data.person ?? state.order.debtor) };
    case 'ForewarningLapsed':
      return { ...state, lapsed: true };
    case 'ClaimProposed': {
      const { proposal, proposer, amount, dueOn } = event.data;
      return {
        ...state,
        status: 'proposed',
        proposers: state.proposers.push(proposer),
        proposal: { number: proposal, amount: amount.amount, dueOn },
      };
    }
    case 'ClaimReturned':
      return { ...state, status: 'forewarned', proposal: undefined };
    case 'RepaymentClaimed': {
      const { amount, dueOn, approver } = event.data;
      return {
        ...withParts(state, withClaimed(state.parts, amount.amount)),
        status: 'claimed',
        claimApprovers: state.claimApprovers.push(approver),
        givingUp: undefined,
        claimed: amount.amount,
        barredUnclaimed: state.order.amount.amount - claimable(state),
        plan: [{ dueOn, amount: amount.amount }],
      };
    }
    case 'RecoveryDropped':
      return {
        ...state,
        status: 'dropped',
        givingUp: undefined,
        ...(state.fallen ? { fallen: decided(state.fallen) } : {}),
      };
    case 'RepaymentPlanAgreed':
      return {
        ...state,
        status: 'in-instalments',
        plan: event.data.instalments,
        repaidBefore: state.repaid,
        overdue: false,
      };
    case 'RepaymentReceived':
      return repaidWith(state, event);
    case 'RecoverySettled':
      return { ...state, status: 'settled', givingUp: undefined };
    case 'ClaimBecameOverdue':
      return { ...state, overdue: true };
    case 'LimitationInterrupted':
      return withOtherDate(state, event.data);
    case 'LimitationMoveProposed': {
      const { proposal: number, proposer, limitationDate } = event.data;
      const proposers = (state.limitationMove?.proposers ?? List<string>()).push(proposer);
      const limitationMove = { number, limitationDate, proposers };
      return { ...state, limitationMoves: number, limitationMove };
    }
    case 'LimitationMoveReturned':
      return { ...state, limitationMove: undefined };
    case 'LimitationMoved':
      return { ...withOtherDate(state, event.data), limitationMove: undefined };
    case 'ClaimBecameBarred':
      return becameBarred(state, event.data);
    case 'GivingUpProposed': {
      const { proposal, proposer, form, amount, authority } = event.data;
      const waiting = proposedBy(state.givingUp, proposal, proposer);
      const givenUp = { ...waiting, form, amount: amount.amount, authority };
      return { ...state, givingUps: proposal, givingUp: givenUp, writeOff: undefined };
    }
    case 'GivingUpReturned':
      return { ...state, givingUp: undefined };
    case 'GivingUpStandInNamed': {
      const { givingUp: waiting } = state;
      if (!waiting) return state;
      return { ...state, givingUp: { ...waiting, standIns: waiting.standIns.push(event.data.person) } };
    }
    case 'ClaimWaived':
      return waived(state, event.data.amount.amount);
    case 'WriteOffProposed': {
      const { proposer, authority } = event.data;
      const proposers = (state.writeOff?.proposers ?? List<string>()).push(proposer);
      return { ...state, writeOff: { proposers, authority } };
    }
    case 'ClaimWrittenOff':
      return writtenOff(state, event.data);
    case 'ClaimDeferred': {
      const { appealId, until } = event.data;
      return { ...state, deferral: { appealId, until } };
    }
    case 'ClaimDeferralEnded':
      return { ...state, deferral: undefined };
    case 'ClaimFlagged':
      return { ...state, flagged: true };
    case 'FlaggedClaimUpheld':
      return unflagged(state);
    case 'ClaimLowered':
      return rested(lowered(state, event.data));
    case 'ClaimPartlyUpheld':
      return upheldInPart(state, event.data);
    case 'ClaimAnnulled': {
      const { appealId } = event.data;
      const fallen = annulled(state, event.data);
      return {
        ...unflagged(state),
        ...(fallen ? { fallen } : {}),
        status: 'annulled',
        givingUp: undefined,
        ...(appealId === undefined ? {} : { annulledBy: appealId }),
      };
    }
    default:
      return evolveFallen(state, event);
  }
}

function unflagged({ flagged: _, ...state }: KnownRecovery): KnownRecovery {
  return state;
}

/** So much is owed no more: of a plan the last instalments fall away, and with nothing left the claim ends. */
function waived(state: KnownRecovery, amount: number): KnownRecovery {
  const plan = withoutLast(state.plan, Math.min(amount, expected(state)));
  const left = withParts(state, withLess(state.parts, amount));
  const after = { ...left, claimed: state.claimed - amount, plan, givingUp: undefined };
  return owed(after) === 0 ? { ...after, status: 'waived', overdue: false } : rested(after);
}

/** So much stays owed and is counted on no more; once that is all, only what comes is recorded. */
function writtenOff(
  state: KnownRecovery,
  { amount: { amount }, left }: ClaimWrittenOff['data'],
): KnownRecovery {
  // What was written off before left the plan as it was.
  const plan = left === undefined ? state.plan : withoutLast(state.plan, amount);
  const after = { ...state, plan, writtenOff: state.writtenOff + amount, givingUp: undefined };
  return expected(after) === 0 ? { ...after, status: 'written-off' } : after;
}
