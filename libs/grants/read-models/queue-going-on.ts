import type { AwardInstalment, AwardRevoked, InstalmentsReplanned } from '../contract/events.js';
import { nextInstalment, planAfter } from './queue-duties.js';

/** What a row of the queue tells of an award's money; minor units, the plan as JSON. */
interface Paying {
  readonly granted: number;
  readonly unpaid: number;
  readonly plan: string;
}

/** What is to be done of an award that was revoked in part: pay what stays in force; nothing where it has ended. */
export function goingOnAfter(
  { amountInForce: { amount: granted }, decision, schedule }: AwardRevoked['data'],
  before: Paying,
) {
  if (!schedule || granted === 0 || decision !== undefined) return undefined;
  const paid = before.granted - before.unpaid;
  return { granted, ...goingOn(before.plan, granted - paid, schedule) };
}

/** What the queue tells of an award that was revoked and has ended. */
export function endedBy({ amountInForce }: AwardRevoked['data']) {
  return { state: 'revoked', granted: amountInForce.amount };
}

/** What is to be done once what is unpaid was planned anew. */
export function replanned({ unpaid, schedule }: InstalmentsReplanned['data'], { plan }: Paying) {
  return goingOn(plan, unpaid.amount, schedule);
}

function goingOn(before: string, unpaid: number, schedule: readonly AwardInstalment[]) {
  const plan = planAfter(before, schedule);
  return unpaid > 0
    ? { unpaid, plan, state: 'accepted', open: true, deadline: nextInstalment(plan) }
    : { unpaid, plan, state: 'paid', open: false, deadline: '9999-12-31' };
}
