import type { Decider } from '#eventsourcing/decider.js';
import { accept, refuse } from '#eventsourcing/decider.js';
import { Keyed } from '#eventsourcing/keyed.js';
import type { PayoutEvent } from '../../contract/events.js';
import { acknowledge, fail, giveBack, instruct, settle } from './bank.js';
import type { Of, PayoutCommand } from './commands.js';
import {
  alreadySettled,
  approvedByAttester,
  inState,
  payeeRepresentative,
  unknownPayout,
  withTheBank,
  type PayoutRefusal,
} from './refusals.js';
import { paidOf, unpaidOf, type Attempt, type KnownPayout, type Payout } from './state.js';

const NO_ATTEMPTS = Keyed.by((attempt: Attempt) => attempt.instructionId);

/**
 * A payout: attested by one person, approved by another, handed to the bank as often as it takes. What is settled and
 * did not come back never exceeds its amount.
 */
export const payout: Decider<Payout, PayoutCommand, PayoutEvent, PayoutRefusal> = {
  initial: { status: 'none' },

  decide(command, state) {
    if (command.type === 'OpenPayout')
      return state.status === 'none'
        ? accept<PayoutEvent>({ type: 'PayoutOpened', data: command.order })
        : accept<PayoutEvent>();
    if (state.status === 'none') return refuse(unknownPayout());
    switch (command.type) {
      case 'AttestPayout':
        return attest(command, state);
      case 'ApprovePayout':
        return approve(command, state);
      case 'InstructPayout':
        return instruct(command, state);
      case 'AcknowledgePayout':
        return acknowledge(command, state);
      case 'SettlePayout':
        return settle(command, state);
      case 'FailPayout':
        return fail(command, state);
      case 'ReturnPayout':
        return giveBack(command, state);
      case 'CancelPayout':
        return cancel(command, state);
    }
  },

  evolve(state, event) {
    if (event.type === 'PayoutOpened') return { status: 'due', order: event.data, attempts: NO_ATTEMPTS };
    if (state.status === 'none') return state;
    switch (event.type) {
      case 'PayoutAttested':
        return { ...state, status: 'attested', attester: event.data.attester };
      case 'PayoutApproved':
        return { ...state, status: 'approved', approver: event.data.approver };
      case 'PayoutInstructed': {
        const { instructionId, amount } = event.data;
        const attempt = { instructionId, amount: amount.amount, settled: 0, returned: 0 };
        return { ...state, status: 'instructed', attempts: state.attempts.with(attempt) };
      }
      case 'PayoutAcknowledged':
        return { ...state, status: 'acknowledged' };
      case 'PayoutPartiallySettled':
        return { ...moved(state, event, 'settled'), status: 'partially-settled' };
      case 'PayoutSettled':
        return { ...moved(state, event, 'settled'), status: 'settled' };
      case 'PayoutFailed':
        return { ...state, status: 'failed' };
      case 'PayoutReturned': {
        const after = moved(state, event, 'returned');
        // Money of an earlier attempt came back: the one under way goes on.
        return state.status === 'instructed' || state.status === 'acknowledged'
          ? after
          : { ...after, status: 'returned' };
      }
      case 'PayoutCancelled':
        return { ...state, status: 'cancelled' };
    }
  },
};

function attest({ attester, organisation, note }: Of<'AttestPayout'>, state: KnownPayout) {
  if (actsForPayee(attester, organisation, state)) return refuse(payeeRepresentative());
  if (state.status !== 'due') return refuse(inState(state, 'due'));
  const { payoutId } = state.order;
  return accept<PayoutEvent>({ type: 'PayoutAttested', data: { payoutId, attester, note } });
}

function approve({ approver, organisation, note }: Of<'ApprovePayout'>, state: KnownPayout) {
  if (actsForPayee(approver, organisation, state)) return refuse(payeeRepresentative());
  if (state.status !== 'attested') return refuse(inState(state, 'attested'));
  if (state.attester === approver) return refuse(approvedByAttester());
  const { payoutId } = state.order;
  return accept<PayoutEvent>({ type: 'PayoutApproved', data: { payoutId, approver, note } });
}

function cancel({ person, grounds }: Of<'CancelPayout'>, state: KnownPayout) {
  switch (state.status) {
    case 'cancelled':
      return accept<PayoutEvent>();
    case 'settled':
      return refuse(alreadySettled());
    case 'instructed':
    case 'acknowledged':
    case 'partially-settled':
      return refuse(withTheBank(state));
    case 'due':
    case 'attested':
    case 'approved':
    case 'failed':
    case 'returned': {
      const { payoutId, awardId, schemeId, budgetYear, instalment, amount } = state.order;
      return accept<PayoutEvent>({
        type: 'PayoutCancelled',
        data: {
          payoutId,
          awardId,
          schemeId,
          budgetYear,
          instalment,
          amount: { ...amount, amount: unpaidOf(state) },
          paid: { ...amount, amount: paidOf(state) },
          person,
          grounds,
        },
      });
    }
  }
}

function actsForPayee(person: string, organisation: string | undefined, { order }: KnownPayout): boolean {
  if (order.excluded?.includes(person)) return true;
  return organisation !== undefined && organisation === order.payee.organisation;
}

function moved(
  state: KnownPayout,
  { data }: Extract<PayoutEvent, { data: { bankReference: unknown } }>,
  where: 'settled' | 'returned',
): KnownPayout {
  const attempts = state.attempts.changed(data.instructionId, (attempt): Attempt => {
    return { ...attempt, [where]: attempt[where] + data.amount.amount };
  });
  return { ...state, attempts };
}
