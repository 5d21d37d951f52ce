import { accept } from '#eventsourcing/decider.js';
import type { ClaimLowered, RecoveryEvent } from '../../contract/events.js';
import { withLess } from '#limitation/parts.js';
import { withoutLast } from '../../contract/plans.js';
import { withoutBarredBefore, withParts } from './barring.js';
import type { Answer } from './refusals.js';
import {
  barredBeforeClaim,
  expected,
  isOpen,
  isRepayable,
  isUnclaimed,
  owedNow,
  repaidInAll,
  type KnownRecovery,
} from './state.js';

/** Less is due back: what was to be claimed came back otherwise, was never paid, or may be kept after all. */
interface LowerClaim {
  readonly type: 'LowerClaim';
  /** Minor units that are claimed in all at most, what was repaid, and what was barred before a claim, included. */
  readonly most: number;
}

/**
 * Nobody owes more than that, also where it is written off or barred: never less than was repaid, for that is not owed any
 * more. A claim of nothing ends.
 */
export function lower({ most }: LowerClaim, state: KnownRecovery): Answer {
  const barred = comingDown(state);
  if (!isOpen(state) && !isRepayable(state) && barred === 0) return accept<RecoveryEvent>();
  const { recoveryId, awardId, amount: forewarned } = state.order;
  const money = (amount: number) => ({ ...forewarned, amount });
  const { repaidBarred = 0 } = state;
  const asked = isToBeClaimed(state) ? forewarned.amount : state.claimed + barred;
  const before = asked + repaidBarred;
  const after = Math.max(most, repaidInAll(state));
  if (after >= before) return accept<RecoveryEvent>();
  if (after === 0)
    return accept<RecoveryEvent>({
      type: 'ClaimAnnulled',
      data: { recoveryId, awardId, supersedes: true, amount: money(before), repaid: money(after) },
    });
  const less = before - after;
  const ofBarred = isToBeClaimed(state) ? 0 : Math.max(0, less - owedNow(state));
  const amount = money(isUnclaimed(state) ? after - repaidBarred : state.claimed - (less - ofBarred));
  const event: RecoveryEvent = {
    type: 'ClaimLowered',
    data: {
      recoveryId,
      awardId,
      amount,
      less: money(less),
      ...(ofBarred > 0 ? { barred: money(ofBarred) } : {}),
    },
  };
  const isSettled = isRepayable(state)
    ? amount.amount === state.repaid
    : state.status === 'barred' && amount.amount === 0;
  if (!isSettled) return accept<RecoveryEvent>(event);
  const all = isUnclaimed(state) ? money(repaidBarred) : amount;
  return accept<RecoveryEvent>(event, {
    type: 'RecoverySettled',
    data: { recoveryId, awardId, amount: all },
  });
}

/** The recovery once less is claimed: what is counted on first, and of a plan the last instalments. */
export function lowered(state: KnownRecovery, { amount, less, barred }: ClaimLowered['data']): KnownRecovery {
  const ofBarred = barred?.amount ?? 0;
  const some = less.amount - ofBarred;
  const order = { ...state.order, amount: { ...amount, amount: state.order.amount.amount - some } };
  const down = { ...withParts(state, withLess(state.parts, some)), order };
  const after = ofBarred > 0 ? withoutBarredBefore(down, ofBarred) : down;
  if (isRepayable(state)) {
    const claimed = { ...after, claimed: amount.amount };
    return { ...claimed, plan: withoutLast(state.plan, expected(state) - expected(claimed)) };
  }
  if (!isUnclaimed(state)) return after;
  const { proposal } = state;
  return {
    ...after,
    ...(proposal ? { proposal: { ...proposal, amount: Math.min(proposal.amount, amount.amount) } } : {}),
  };
}

function isToBeClaimed({ status }: KnownRecovery): boolean {
  return status === 'forewarned' || status === 'proposed';
}

/** Minor units barred before a claim that come down with what comes back; of before that was on record nothing did. */
function comingDown(state: KnownRecovery): number {
  return state.barredFollows ? barredBeforeClaim(state) : 0;
}
