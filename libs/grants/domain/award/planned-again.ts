import { plannedOf, type AcceptedAward } from './state.js';

/** An award before an event of it, or after. */
type Planned = Pick<AcceptedAward, 'schedule' | 'amount' | 'levelled'>;

/**
 * What an event plans beyond what is in force, minor units: what was repaid is payable again, by the plan. Below 0 where
 * that is cut again.
 */
export function plannedAgainBy(before: Planned, after: Planned): number {
  if (!before.levelled || !after.levelled) return 0;
  const [was, is] = [plannedOf(before), plannedOf(after)];
  return is > was
    ? Math.max(0, is - Math.max(was, after.amount))
    : -Math.max(0, was - Math.max(is, after.amount));
}

/** The award with what is planned again of what was repaid. */
export function withPlannedAgain(before: AcceptedAward, after: AcceptedAward): AcceptedAward {
  const { plannedAgain = 0 } = before;
  const again = Math.max(0, plannedAgain + plannedAgainBy(before, after));
  return again === plannedAgain ? after : { ...after, plannedAgain: again };
}
