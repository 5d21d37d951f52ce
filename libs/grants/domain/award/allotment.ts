import { yearOf } from '#calendar/oslo.js';
import type { AwardInstalment, PlannedPayment } from '../../contract/events.js';
import { outstanding, type AcceptedAward } from './state.js';

/** The commitment that is to hold what the earlier ones do not. */
export interface Further {
  readonly reservationId: string;
  readonly budgetYear: number;
}

/** Instalments with the commitments they draw on. */
export interface Allotment {
  readonly instalments: readonly AwardInstalment[];
  /** Minor units the further commitment has to hold, by year. */
  readonly further: readonly { readonly year: number; readonly amount: number }[];
}

interface Capacity {
  readonly reservationId: string;
  /** The year in which that commitment was made: what was due before is charged to it. */
  readonly from: number;
  readonly year: number;
  left: number;
}

/**
 * Spreads payments over what the award's commitments hold and nobody is paid, year by year, and what does not fit over a
 * further one. A payment that needs two commitments becomes two instalments, since each draws on one.
 */
export function allot(
  state: AcceptedAward,
  payments: readonly PlannedPayment[],
  further: Further,
  keep = true,
): Allotment {
  const capacities = keep ? capacitiesOf(state) : [];
  let number = Math.max(0, ...[...(keep ? state.released : state.schedule)].map((each) => each.number));
  const instalments: AwardInstalment[] = [];
  const beyond = new Map<number, number>();
  for (const { dueDate, amount } of payments) {
    let rest = amount;
    const take = (part: number, reservationId: string, budgetYear: number) => {
      rest -= part;
      instalments.push({ number: ++number, dueDate, amount: part, reservationId, budgetYear });
    };
    for (const capacity of capacities) {
      const part = Math.min(rest, capacity.left);
      if (part === 0 || Math.max(yearOf(dueDate), capacity.from) !== capacity.year) continue;
      capacity.left -= part;
      take(part, capacity.reservationId, capacity.year);
    }
    if (rest === 0) continue;
    const year = Math.max(yearOf(dueDate), further.budgetYear);
    beyond.set(year, (beyond.get(year) ?? 0) + rest);
    take(rest, further.reservationId, year);
  }
  return {
    instalments,
    further: [...beyond].map(([year, amount]) => ({ year, amount })).toSorted((a, b) => a.year - b.year),
  };
}

function capacitiesOf(state: AcceptedAward): Capacity[] {
  const from = new Map(
    state.reservations.map(({ reservationId, budgetYear }) => [reservationId, budgetYear]),
  );
  const cancelled = state.schedule.flatMap((instalment) => {
    const released = state.released.find(({ number }) => number === instalment.number);
    return released ? [{ ...instalment, amount: instalment.amount - released.amount }] : [];
  });
  return [...cancelled, ...outstanding(state)].map(({ reservationId, budgetYear, amount }) => ({
    reservationId,
    from: from.get(reservationId)!,
    year: budgetYear,
    left: amount,
  }));
}
