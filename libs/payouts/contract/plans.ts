/** An instalment of a repayment: calendar date, minor units. */
export interface RepaymentInstalment {
  readonly dueOn: string;
  readonly amount: number;
}

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

/** A plan with what is to be repaid after all. */
export function withRevived(
  plan: readonly RepaymentInstalment[],
  revived: RepaymentInstalment | undefined,
): readonly RepaymentInstalment[] {
  return revived ? [...plan, revived].toSorted((a, b) => a.dueOn.localeCompare(b.dueOn)) : plan;
}
