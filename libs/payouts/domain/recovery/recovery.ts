import { List } from 'immutable';
import type { Decider } from '#eventsourcing/decider.js';
import { accept, refuse } from '#eventsourcing/decider.js';
import type { RecoveryEvent } from '../../contract/events.js';
import { annul, answer, approve, defer, drop, endDeferral, interrupt, lapse, propose } from './claim.js';
import type { Of, RecoveryCommand } from './commands.js';
import { unknownRecovery, type RecoveryRefusal } from './refusals.js';
import { agree, approveWriteOff, passed, proposeWriteOff, receive } from './repayment.js';
import type { KnownRecovery, Recovery } from './state.js';

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
    switch (command.type) {
      case 'ReplyToForewarning':
        return answer(command, state);
      case 'LapseForewarning':
        return lapse(command, state);
      case 'ProposeClaim':
        return propose(command, state);
      case 'ApproveClaim':
        return approve(command, state);
      case 'DropRecovery':
        return drop(command, state);
      case 'AgreeInstalments':
        return agree(command, state);
      case 'RecordRepayment':
        return receive(command, state);
      case 'ReportOverdueClaim':
        return passed(command, state);
      case 'InterruptLimitation':
        return interrupt(command, state);
      case 'ProposeWriteOff':
        return proposeWriteOff(command, state);
      case 'ApproveWriteOff':
        return approveWriteOff(command, state);
      case 'DeferClaim':
        return defer(command, state);
      case 'EndDeferral':
        return endDeferral(command, state);
      case 'AnnulClaim':
        return annul(command, state);
    }
  },

  evolve(state, event) {
    if (event.type === 'RecoveryForewarned') return opened(event.data);
    return state.status === 'none' ? state : evolve(state, event);
  },
};

function open({ order, grounds, replyBy }: Of<'OpenRecovery'>) {
  return accept<RecoveryEvent>({ type: 'RecoveryForewarned', data: { ...order, grounds, replyBy } });
}

function opened(data: Extract<RecoveryEvent, { type: 'RecoveryForewarned' }>['data']): KnownRecovery {
  const { grounds: _, replyBy, ...order } = data;
  return {
    status: 'forewarned',
    order,
    replyBy,
    answeredBy: List(),
    lapsed: false,
    proposers: List(),
    claimed: 0,
    repaid: 0,
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
      return { ...state, answeredBy: state.answeredBy.push(event.data.person) };
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
    case 'RepaymentReceived':
      return { ...state, repaid: state.repaid + event.data.amount.amount };
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
    case 'ClaimAnnulled':
      return { ...state, status: 'annulled' };
  }
}
