import type { YearOfLiability } from '../../contract/pilot.js';
import type { Order } from './state.js';

/**
 * What a commitment has to hold so that a further payment is there in its year: what other years hold beyond what was
 * ordered in them is moved, the latest year first; what is still missing is added. Minor units.
 */
export function providedFor(
  reserved: readonly YearOfLiability[],
  orders: readonly Order[],
  { more, budgetYear }: { readonly more: number; readonly budgetYear: number },
): YearOfLiability[] {
  const ordered = byYear(orderedByYear(orders));
  const after = byYear(reserved);
  let missing = (ordered.get(budgetYear) ?? 0) + Math.max(0, more) - (after.get(budgetYear) ?? 0);
  if (missing <= 0) return [...reserved];
  after.set(budgetYear, (after.get(budgetYear) ?? 0) + missing);
  for (const year of [...after.keys()].toSorted((a, b) => b - a)) {
    if (year === budgetYear) continue;
    const spare = Math.max(0, after.get(year)! - (ordered.get(year) ?? 0));
    const moved = Math.min(spare, missing);
    after.set(year, after.get(year)! - moved);
    missing -= moved;
  }
  return listed(after);
}

/** What was ordered in which year, and not withheld. Minor units. */
export function orderedByYear(orders: readonly Order[]): YearOfLiability[] {
  const figure = new Map<number, number>();
  for (const { budgetYear, amount, withheld } of orders)
    figure.set(budgetYear, (figure.get(budgetYear) ?? 0) + amount - withheld);
  return listed(figure);
}

function byYear(amounts: readonly YearOfLiability[]): Map<number, number> {
  return new Map(amounts.map(({ year, amount }) => [year, amount]));
}

function listed(amounts: ReadonlyMap<number, number>): YearOfLiability[] {
  return [...amounts]
    .filter(([, amount]) => amount !== 0)
    .map(([year, amount]) => ({ year, amount }))
    .toSorted((a, b) => a.year - b.year);
}
