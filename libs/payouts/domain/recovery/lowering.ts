import { accept } from '#eventsourcing/decider.js';
import type { ClaimLowered, RecoveryEvent } from '../../contract/events.js';
import { withLess } from '#limitation/parts.js';
import { withoutLast } from '../../contract/plans.js';
import { withParts } from './barring.js';
import type { Answer } from './refusals.js';
import { expected, isOpen, isRepayable, type KnownRecovery } from './state.js';

/** Less is due back: what was to be claimed came back otherwise, was never paid, or may be kept after all. */
interface LowerClaim {
  readonly type: 'LowerClaim';
  /** Minor units that are claimed in all at most, what was repaid included. */
  readonly most: number;
}

/**
 * Nobody owes more than that, also where it is written off or barred: never less than was repaid, for that is not owed any
 * more. A claim of nothing ends.
 */
export function lower({ most }: LowerClaim, state: KnownRecovery): Answer {
  if (!isOpen(state) && !isRepayable(state)) return accept<RecoveryEvent>();
  const { recoveryId, awardId, amount: forewarned } = state.order;
  const { currency } = forewarned;
  const before = isRepayable(state) ? state.claimed : forewarned.amount;
  const after = Math.max(most, state.repaid);
  if (after >= before) return accept<RecoveryEvent>();
  const amount = { amount: after, currency };
  if (after === 0)
    return accept<RecoveryEvent>({
      type: 'ClaimAnnulled',
      data: {
        recoveryId,
        awardId,
        supersedes: true,
        amount: { amount: before, currency },
        repaid: amount,
      },
    });
  const less = { amount: before - after, currency };
  const event: RecoveryEvent = { type: 'ClaimLowered', data: { recoveryId, awardId, amount, less } };
  return isRepayable(state) && after === state.repaid
    ? accept<RecoveryEvent>(event, { type: 'RecoverySettled', data: { recoveryId, awardId, amount } })
    : accept<RecoveryEvent>(event);
}

/** The recovery once less is claimed: what is counted on first, and of a plan the last instalments. */
export function lowered(state: KnownRecovery, { amount, less }: ClaimLowered['data']): KnownRecovery {
  const order = {
    ...state.order,
    amount: { ...amount, amount: state.order.amount.amount - less.amount },
  };
  const after = withParts(state, withLess(state.parts, less.amount));
  if (isRepayable(state)) {
    const claimed = { ...after, order, claimed: amount.amount };
    return { ...claimed, plan: withoutLast(state.plan, expected(state) - expected(claimed)) };
  }
  const { proposal } = state;
  return {
    ...after,
    order,
    ...(proposal ? { proposal: { ...proposal, amount: Math.min(proposal.amount, amount.amount) } } : {}),
  };
}
