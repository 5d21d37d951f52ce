import { List } from 'immutable';
import { dayOf } from '#eventsourcing/days.js';
import { accept, answer, refuse, type CommandOf, type Decider } from '#eventsourcing/decider.js';
import { markOf } from '#money/references.js';
import type { RecoveryEvent, RecoveryOrder } from '../../contract/events.js';
import { claiming } from './claim.js';
import { registering } from './registered-reply.js';
import { lower, lowered } from './lowering.js';
import { unknownRecovery, type Answer, type RecoveryRefusal } from './refusals.js';
import { repaying } from './repayment.js';
import type { KnownRecovery, Recovery } from './state.js';

/** Money is due back: the debtor is forewarned. */
interface OpenRecovery {
  readonly type: 'OpenRecovery';
  readonly order: RecoveryOrder;
  readonly grounds: string;
  /** Calendar date. */
  readonly forewarnedOn: string;
  /** Calendar date until which the debtor may answer. */
  readonly replyBy: string;
}

function open({ order, grounds, forewarnedOn, replyBy }: OpenRecovery): Answer {
  return accept<RecoveryEvent>({
    type: 'RecoveryForewarned',
    data: { ...order, grounds, forewarnedOn, replyBy },
  });
}

/** What a recovery answers once it is opened. */
const OPENED = { ...claiming, ...registering, ...repaying, LowerClaim: lower };

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
    return state.status === 'none' ? refuse(unknownRecovery()) : answer(OPENED, command, state);
  },

  evolve(state, event) {
    if (event.type === 'RecoveryForewarned') return opened(event);
    return state.status === 'none' ? state : evolve(state, event);
  },
};

function opened(event: Extract<RecoveryEvent, { type: 'RecoveryForewarned' }>): KnownRecovery {
  const { grounds: _, forewarnedOn, replyBy, ...order } = event.data;
  return {
    status: 'forewarned',
    order,
    forewarnedOn: dayOf(event, forewarnedOn),
    replyBy,
    answeredBy: List(),
    lapsed: false,
    proposers: List(),
    claimed: 0,
    repaid: 0,
    repayments: List(),
    plan: [],
    repaidBefore: 0,
    overdue: false,
    limitationDate: order.limitationDate,
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
    case 'RepaymentClaimed': {
      const { amount, dueOn } = event.data;
      return {
        ...state,
        status: 'claimed',
        claimed: amount.amount,
        plan: [{ dueOn, amount: amount.amount }],
      };
    }
    case 'RecoveryDropped':
      return { ...state, status: 'dropped' };
    case 'RepaymentPlanAgreed':
      return {
        ...state,
        status: 'in-instalments',
        plan: event.data.instalments,
        repaidBefore: state.repaid,
        overdue: false,
      };
    case 'RepaymentReceived': {
      const { receivedOn, referenceDigest, bankReference } = event.data;
      const { amount } = event.data.amount;
      const reference = markOf(referenceDigest, bankReference);
      const repayments = state.repayments.push({ amount, receivedOn, reference });
      return { ...state, repaid: state.repaid + amount, repayments };
    }
    case 'RecoverySettled':
      return { ...state, status: 'settled' };
    case 'ClaimBecameOverdue':
      return { ...state, overdue: true };
    case 'LimitationInterrupted':
      return { ...state, limitationDate: event.data.limitationDate };
    case 'WriteOffProposed': {
      const { proposer, authority } = event.data;
      const proposers = (state.writeOff?.proposers ?? List<string>()).push(proposer);
      return { ...state, writeOff: { proposers, authority } };
    }
    case 'ClaimWrittenOff':
      return { ...state, status: 'written-off' };
    case 'ClaimDeferred': {
      const { appealId, until } = event.data;
      return { ...state, deferral: { appealId, until } };
    }
    case 'ClaimDeferralEnded':
      return { ...state, deferral: undefined };
    case 'ClaimLowered':
      return lowered(state, event.data);
    case 'ClaimAnnulled': {
      const { appealId } = event.data;
      return { ...state, status: 'annulled', ...(appealId === undefined ? {} : { annulledBy: appealId }) };
    }
  }
}
