import type {
  AwardInstalment,
  AwardReinstated,
  AwardRevoked,
  InstalmentsReplanned,
} from '../contract/events.js';
import { isOfAward } from './application-columns.js';
import { nextInstalment, planAfter } from './queue-plan.js';

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

/** What is to be done of an award of which an appeal undid the revocation: of one that is in force in part all may be paid. */
export function reinstated({ amount, schedule, upheld }: AwardReinstated['data'], before: Paying) {
  const granted = amount.amount;
  const unpaid = granted - (before.granted - before.unpaid);
  if (upheld) return { granted, ...goingOn(before.plan, unpaid, schedule) };
  return termsChanged({ amount, schedule }, before);
}

/** What is to be done of an award under other terms. */
export function termsChanged(
  { amount, schedule }: Pick<AwardReinstated['data'], 'amount' | 'schedule'>,
  before: Paying,
) {
  const paid = before.granted - before.unpaid;
  const plan = planAfter(before.plan, schedule);
  const unpaid = amount.amount - paid;
  const deadline = nextInstalment(plan);
  return { state: 'accepted', open: unpaid > 0, granted: amount.amount, unpaid, plan, deadline };
}

/** What comes back while the decision is made anew changes the money: what is to be done next the application says. */
export function ofAward(back: ReturnType<typeof reinstated>, { state }: { readonly state: string }) {
  if (isOfAward(state)) return back;
  const { granted, unpaid, plan } = back;
  return { granted, unpaid, plan };
}

/** What the queue tells of an award that was revoked and has ended. */
export function endedBy({ amountInForce }: AwardRevoked['data']) {
  return { state: 'revoked', granted: amountInForce.amount };
}

/** What is to be done once what is unpaid was planned anew. */
export function replanned({ unpaid, schedule, inForce }: InstalmentsReplanned['data'], { plan }: Paying) {
  const after = goingOn(plan, unpaid.amount, schedule);
  return inForce ? { ...after, granted: inForce.amount } : after;
}

function goingOn(before: string, unpaid: number, schedule: readonly AwardInstalment[]) {
  const plan = planAfter(before, schedule);
  return unpaid > 0
    ? { unpaid, plan, state: 'accepted', open: true, deadline: nextInstalment(plan) }
    : { unpaid, plan, state: 'paid', open: false, deadline: '9999-12-31' };
}
