import { accept, refuse } from '#eventsourcing/decider.js';
import type { PayoutCancelled, PayoutEvent, YearPart } from '../../contract/events.js';
import { alreadyCancelled, alreadySettled, withTheBank, type Answer } from './refusals.js';
import { paidOf, underWayOf, unpaidOf, type KnownPayout } from './state.js';
import { elsewhere, heldElsewhere } from './years.js';

/** What is not with the bank is not paid. */
interface CancelPayout {
  readonly type: 'CancelPayout';
  /** Who cancels it; none where it follows from the case. */
  readonly person?: string | undefined;
  readonly grounds: string;
}

function cancel(command: CancelPayout, state: KnownPayout): Answer {
  const { person } = command;
  switch (state.status) {
    case 'cancelled':
      // What came back since is not paid again either, as a person says.
      if (person !== undefined && state.cameBack) return accept<PayoutEvent>(cancelled(state, command));
      // Whoever did so may have lost the answer; what followed from the case is nobody else's to do.
      return person === undefined || person === state.cancelledBy
        ? accept<PayoutEvent>()
        : refuse(alreadyCancelled());
    case 'settled':
      return refuse(alreadySettled());
    case 'instructed':
    case 'acknowledged':
      return refuse(withTheBank(state));
    case 'partially-settled':
    case 'due':
    case 'attested':
    case 'approved':
    case 'failed':
    case 'returned': {
      // All that was handed over is paid: nothing is with the bank.
      if (underWayOf(state) > 0) return refuse(withTheBank(state));
      return accept<PayoutEvent>(cancelled(state, command, heldElsewhere(state)));
    }
  }
}

function cancelled(
  state: KnownPayout,
  { person, grounds }: CancelPayout,
  held: ReturnType<typeof heldElsewhere> = {},
): PayoutCancelled {
  const { amount } = state.order;
  return {
    type: 'PayoutCancelled',
    data: {
      ...named(state),
      ...held,
      amount: { ...amount, amount: unpaidOf(state) },
      paid: { ...amount, amount: paidOf(state) },
      person,
      grounds,
    },
  };
}

/** What came back of a cancelled payout is not paid of it either: whatever it was paid for plans it anew, or does not. */
export function cancelledWith(back: YearPart, returnedOn: string, state: KnownPayout): PayoutCancelled {
  const { amount } = state.order;
  return {
    type: 'PayoutCancelled',
    data: {
      ...named(state),
      ...elsewhere([back], state),
      amount: { ...amount, amount: unpaidOf(state) + back.amount },
      paid: { ...amount, amount: paidOf(state) - back.amount },
      ...(state.cancelledBy === undefined ? {} : { returnedOn }),
      grounds: 'the bank sent it back after it was cancelled',
    },
  };
}

/** What ends a payout. */
export const cancelling = { CancelPayout: cancel };

function named({ order }: KnownPayout) {
  const { payoutId, awardId, schemeId, budgetYear, instalment } = order;
  return { payoutId, awardId, schemeId, budgetYear, instalment };
}
