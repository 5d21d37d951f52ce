import type { RepaymentInstalment } from './events/recovery.js';

/** A plan without so much of it in minor units, the last days first: for the recovery's stream, and for who lists it. */
export function withoutLast(plan: readonly RepaymentInstalment[], less: number): RepaymentInstalment[] {
  let left = less;
  return plan
    .toReversed()
    .map((each) => {
      const part = Math.min(left, each.amount);
      left -= part;
      return { ...each, amount: each.amount - part };
    })
    .filter(({ amount }) => amount > 0)
    .toReversed();
}
