import { paidInstalments, type AcceptedAward, type CommitmentMove } from './state.js';

/** What an award holds of one commitment, by the year it is charged to. */
export interface Held {
  readonly reservationId: string;
  readonly payments: readonly { readonly year: number; readonly amount: number }[];
}

/**
 * What the award needs of each of its commitments: all that is planned, also what was cancelled and may be planned
 * anew; once nothing is released any more, what was released. What was paid in another year is held for that one.
 */
export function commitmentsOf(state: AcceptedAward): Held[] {
  const all = state.status === 'accepted' || state.levelled === true;
  const needed = all ? state.schedule : paidInstalments(state);
  return [...state.reservations].map(({ reservationId }) => {
    const byYear = new Map<number, number>();
    for (const { reservationId: of, budgetYear, amount } of needed)
      if (of === reservationId) byYear.set(budgetYear, (byYear.get(budgetYear) ?? 0) + amount);
    for (const { year, amount } of movesOf(state, reservationId).flatMap(changesOf))
      byYear.set(year, (byYear.get(year) ?? 0) + amount);
    const payments = [...byYear]
      .map(([year, amount]) => ({ year, amount }))
      // What came back in a year and was paid in a later one is below 0 there.
      .filter(({ amount }) => amount !== 0)
      .toSorted((a, b) => a.year - b.year);
    return { reservationId, payments };
  });
}

/** The payments in other years that what an award holds of a commitment takes account of. */
export function movesOf({ moves }: AcceptedAward, commitment: string): readonly CommitmentMove[] {
  return moves.filter(({ reservationId }) => reservationId === commitment).toArray();
}

function changesOf({ year, from }: CommitmentMove) {
  const moved = from.reduce((all, { amount }) => all + amount, 0);
  return [...from.map((each) => ({ year: each.year, amount: -each.amount })), { year, amount: moved }];
}
