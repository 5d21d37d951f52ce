import { addDays } from '#calendar/oslo.js';
import { accept, refuse } from '#eventsourcing/decider.js';
import type { ClaimBecameBarred, LimitationInterrupted, RecoveryEvent } from '../../contract/events.js';
import { barredIn, dateOf, withBarred, withDates, type RunningPart } from '#limitation/parts.js';
import { withoutLast, withRevived } from '../../contract/plans.js';
import { inState, limitationRuns, type Answer } from './refusals.js';
import { expected, isClaimed, isWatched, owed, type KnownRecovery } from './state.js';

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
  { parts: numbers }: ClaimBecameBarred['data'],
): KnownRecovery {
  const after = withParts(state, withBarred(state.parts, numbers));
  const plan = withoutLast(state.plan, expected(state) - expected(after));
  const { proposal } = state;
  const most = proposal && Math.min(proposal.amount, claimable(after));
  return rested({
    ...after,
    plan,
    ...(proposal && isUnclaimed(state) ? { proposal: { ...proposal, amount: most! } } : {}),
  });
}

/** The recovery once its limitation, or that of its parts, runs to another day; what was barred by then goes on. */
export function withOtherDate(
  state: KnownRecovery,
  data: Pick<LimitationInterrupted['data'], 'limitationDate' | 'parts' | 'revived'>,
): KnownRecovery {
  const after = withParts(state, withDates(state.parts, data));
  const goesOn = { ...after, plan: withRevived(state.plan, data.revived) };
  if (state.status === 'written-off' && data.revived) return { ...goesOn, status: 'claimed' };
  if (state.status !== 'barred') return goesOn;
  if (isUnclaimed(state)) return { ...goesOn, status: 'forewarned', proposal: undefined };
  return { ...goesOn, status: data.revived ? 'claimed' : 'written-off' };
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

/** Whether nobody approved a claim yet. */
export function isUnclaimed({ claimApprovers }: KnownRecovery): boolean {
  return claimApprovers.isEmpty();
}

function isPast({ amount, barred, limitationDate }: RunningPart, lastDay: string): boolean {
  return amount > 0 && !barred && limitationDate !== undefined && limitationDate <= lastDay;
}
