import { addDays } from '#calendar/oslo.js';
import { accept, refuse } from '#eventsourcing/decider.js';
import type { ClaimBecameBarred, LimitationInterrupted, RecoveryEvent } from '../../contract/events.js';
import {
  barredIn,
  dateOf,
  withBarred,
  withDates,
  withoutBarred,
  type RunningPart,
} from '#limitation/parts.js';
import { sum } from '#money/money.js';
import { withoutLast, withRevived } from '../../contract/plans.js';
import { inState, limitationRuns, type Answer } from './refusals.js';
import { expected, isClaimed, isUnclaimed, isWatched, owed, type KnownRecovery } from './state.js';

/** A date of limitation has passed. */
interface ReportBarredClaim {
  readonly type: 'ReportBarredClaim';
  /** Calendar date that was to be kept; judged when it has passed. */
  readonly lastDay: string;
}

/** What was to be claimed, or repaid, by that day is barred; it is said once of each part. */
function passed({ lastDay }: ReportBarredClaim, state: KnownRecovery): Answer {
  return accept<RecoveryEvent>(...barringsBy(lastDay, state));
}

/** A person has it said of a claim whose date passed before such days were watched. */
interface BarClaim {
  readonly type: 'BarClaim';
  /** Calendar date. */
  readonly today: string;
}

/** A day is kept until it is over. */
function bar({ today }: BarClaim, state: KnownRecovery): Answer {
  if (!isWatched(state)) return refuse(inState(state, 'owed'));
  const barrings = barringsBy(addDays(today, -1), state);
  return barrings.length > 0 ? accept<RecoveryEvent>(...barrings) : refuse(limitationRuns(state));
}

/** Time bars what is not repaid. */
export const barring = { ReportBarredClaim: passed, BarClaim: bar };

/** What of it is barred once a day has passed, and is not on record as such. */
export function barringsBy(lastDay: string, state: KnownRecovery): ClaimBecameBarred[] {
  if (!isWatched(state)) return [];
  const { parts, order } = state;
  const late = parts.flatMap((each, index) => (isPast(each, lastDay) ? [{ ...each, part: index + 1 }] : []));
  if (late.length === 0) return [];
  const { recoveryId, awardId, amount } = order;
  const some = late.reduce((all, each) => all + each.amount, 0);
  const left = (isUnclaimed(state) ? amount.amount : owed(state)) - barredIn(parts) - some;
  return [
    {
      type: 'ClaimBecameBarred',
      data: {
        recoveryId,
        awardId,
        limitationDate: late
          .map(({ limitationDate }) => limitationDate!)
          .toSorted()
          .at(-1)!,
        parts: late.map(({ part }) => part),
        amount: { ...amount, amount: some },
        left: { ...amount, amount: left },
        ...(isUnclaimed(state) ? { unclaimed: true } : {}),
      },
    },
  ];
}

/** Minor units that may still be claimed of what was forewarned. */
export function claimable({ order, parts }: KnownRecovery): number {
  return order.amount.amount - barredIn(parts);
}

/** The recovery once some of it is barred: a plan ends with what is left. */
export function becameBarred(
  state: KnownRecovery,
  { parts: numbers, unclaimed }: ClaimBecameBarred['data'],
): KnownRecovery {
  const after = withParts(state, withBarred(state.parts, numbers));
  const plan = withoutLast(state.plan, expected(state) - expected(after));
  const { proposal } = state;
  const most = proposal && Math.min(proposal.amount, claimable(after));
  return rested({
    ...after,
    plan,
    ...(unclaimed ? { barredFollows: true } : {}),
    ...(proposal && isUnclaimed(state) ? { proposal: { ...proposal, amount: most! } } : {}),
  });
}

/** The recovery once its limitation, or that of its parts, runs to another day; what was barred by then goes on. */
export function withOtherDate(
  state: KnownRecovery,
  data: Pick<LimitationInterrupted['data'], 'limitationDate' | 'parts' | 'revived'>,
): KnownRecovery {
  const after = withParts(state, withDates(state.parts, data));
  const { revived } = data;
  // What was repaid while it was barred counts for none of what is to be repaid after all.
  const repaidBefore = revived
    ? state.repaid + expected(state) - sum(state.plan.map(({ amount }) => amount))
    : state.repaidBefore;
  const goesOn = { ...after, plan: withRevived(state.plan, revived), repaidBefore };
  if (state.status === 'written-off' && revived) return { ...goesOn, status: 'claimed' };
  if (state.status !== 'barred') return goesOn;
  if (isUnclaimed(state)) return { ...goesOn, status: 'forewarned', proposal: undefined };
  return { ...goesOn, status: revived ? 'claimed' : 'written-off' };
}

/** The recovery without so much of what was barred before a claim: it is due back no more. */
export function withoutBarredBefore(state: KnownRecovery, amount: number): KnownRecovery {
  const { order, barredUnclaimed } = state;
  const less = {
    ...state,
    order: { ...order, amount: { ...order.amount, amount: order.amount.amount - amount } },
  };
  return isUnclaimed(state)
    ? withParts(less, withoutBarred(state.parts, amount))
    : { ...less, barredUnclaimed: barredUnclaimed - amount };
}

/** What is to be repaid after all once parts run to other days, and by when: as it was. */
export function revivedBy(
  state: KnownRecovery,
  dates: Pick<LimitationInterrupted['data'], 'limitationDate' | 'parts'>,
): Pick<LimitationInterrupted['data'], 'revived'> {
  const amount = expected(withParts(state, withDates(state.parts, dates))) - expected(state);
  const dueOn = state.plan.at(-1)?.dueOn ?? state.proposal?.dueOn;
  return amount > 0 && dueOn !== undefined ? { revived: { dueOn, amount } } : {};
}

/** With other parts, and the date that follows from them. */
export function withParts(state: KnownRecovery, parts: readonly RunningPart[]): KnownRecovery {
  return { ...state, parts, limitationDate: dateOf(parts, state.limitationDate) };
}

/** With all that is left of it barred nothing is done any more; with all of it written off, or barred, nothing is asked for. */
export function rested(state: KnownRecovery): KnownRecovery {
  const left = isUnclaimed(state) ? state.order.amount.amount : owed(state);
  if (!isWatched(state) || left === 0) return state;
  if (barredIn(state.parts) >= left)
    return { ...state, status: 'barred', overdue: false, givingUp: undefined };
  return isClaimed(state) && expected(state) === 0
    ? { ...state, status: 'written-off', overdue: false }
    : state;
}

function isPast({ amount, barred, limitationDate }: RunningPart, lastDay: string): boolean {
  return amount > 0 && !barred && limitationDate !== undefined && limitationDate <= lastDay;
}
