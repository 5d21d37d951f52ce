import type { AwardInstalment } from '../../contract/events.js';
import { withoutLast } from './levelling.js';
import { entitledOf, surplusOf, type AcceptedAward } from './state.js';

/** What is left of the schedule, and what is due back beyond what is so already; minor units. */
export interface Reduction {
  readonly schedule: readonly AwardInstalment[];
  readonly dueBack: number;
}

/**
 * What a reduction of what is in force leads to, whatever became of the payouts: what was not released is cut, the latest
 * first, and the rest of the surplus is due back; payouts are cut, and claims opened, when that is levelled.
 */
export function reducedTo(state: AcceptedAward, inForce: number): Reduction {
  const less = entitledOf(state) - entitledOf({ ...state, amount: inForce });
  const schedule = withoutLast(state, Math.max(0, less));
  return { schedule, dueBack: dueBackOf({ ...state, amount: inForce, schedule }, state.dueBack) };
}

/** What is due back after a change, and was not before. */
export function dueBackOf(after: AcceptedAward, before: number): number {
  return Math.max(0, surplusOf(after) - before);
}
