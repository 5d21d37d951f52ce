import { Map as Persistent, Set as PersistentSet } from 'immutable';
import type { BudgetEvent, Move, PaymentBooked, YearAmount } from '../contract/events.js';
import { NO_FRAME, withChanges, type YearFrame, type Years } from './limits.js';

/** A commitment that holds money of the budget. */
export interface Reservation {
  readonly caseId: string;
  /** The year in which it was made, or last adjusted. */
  readonly budgetYear: number;
  readonly payments: readonly YearAmount[];
  readonly released: boolean;
  /** By payment in another year than the commitment held it for: what that added to each year, below 0 taken away. */
  readonly moves: Persistent<string, readonly YearAmount[]>;
  /** The last raise for a decision that was still to be made; the payments are those before the first such raise. */
  readonly raise?: { readonly id: string; readonly before: readonly YearAmount[] } | undefined;
}

/** A scheme's budget over all years. */
export interface Budget extends Years {
  readonly currency?: string;
  /** A persistent map: a budget may hold a hundred thousand reservations, and each event adds one. */
  readonly reservations: Persistent<string, Reservation>;
  /** Reserved minor units by the year they fall due, gross: a payout does not reduce it. */
  readonly reserved: ReadonlyMap<number, number>;
  /** Minor units settled and not returned, by the year in which they were; as far as they were booked. */
  readonly paid: ReadonlyMap<number, number>;
  /** Minor units reserved for a year because they were paid, or paid back, in it, and not because they were promised for it. */
  readonly movedInto: ReadonlyMap<number, number>;
  /** Ids of what was booked. */
  readonly booked: PersistentSet<string>;
}

/** A budget before anything was given. */
export const EMPTY: Budget = {
  frames: new Map(),
  reservations: Persistent(),
  reserved: new Map(),
  paid: new Map(),
  movedInto: new Map(),
  booked: PersistentSet(),
};

const NO_MOVES = Persistent<string, readonly YearAmount[]>();

/** The budget after an event. */
export function evolve(state: Budget, event: BudgetEvent): Budget {
  switch (event.type) {
    case 'AppropriationSet': {
      const { year, amount, transferredIn, transferable, currency } = event.data;
      const frame = { appropriation: amount, transferredIn, isRecorded: true, transferable };
      return { ...withFrame(state, year, frame), currency };
    }
    case 'CommitmentAuthoritySet': {
      const { year, amount, currency } = event.data;
      return { ...withFrame(state, year, { commitmentAuthority: amount }), currency };
    }
    case 'CommitmentReserved': {
      const { reservationId, caseId, budgetYear, payments, currency } = event.data;
      const reservation = { caseId, budgetYear, payments, released: false, moves: NO_MOVES };
      return { ...booked(state, reservationId, reservation, payments), currency };
    }
    case 'CommitmentAdjusted': {
      const { reservationId, caseId, budgetYear, before, payments, raise, moves = [] } = event.data;
      const earlier = state.reservations.get(reservationId);
      const reservation = {
        caseId,
        budgetYear,
        payments,
        released: false,
        moves: (earlier?.moves ?? NO_MOVES).merge(moves.map((move) => [move.payment, changesOf(move)])),
        ...(raise === undefined ? {} : { raise: { id: raise, before: earlier?.raise?.before ?? before } }),
      };
      const after = booked(state, reservationId, reservation, [...payments, ...negative(before)]);
      return { ...after, movedInto: added(state.movedInto, moves.flatMap(changesOf)) };
    }
    case 'CommitmentReleased': {
      const { reservationId, payments } = event.data;
      const held = state.reservations.get(reservationId);
      if (!held) return state;
      return booked(state, reservationId, { ...held, released: true }, negative(payments));
    }
    case 'PaymentBooked':
      return paid(state, event.data);
    case 'PaidBackBooked': {
      const { payment, year, amount } = event.data;
      const changes = [{ year, amount }];
      return {
        ...state,
        booked: state.booked.add(payment),
        paid: added(state.paid, changes),
        reserved: added(state.reserved, changes),
        movedInto: added(state.movedInto, changes),
      };
    }
  }
}

/** What a move adds to each year; below 0 to those it was held for. */
export function changesOf({ year, from }: Move): YearAmount[] {
  return [...negative(from), { year, amount: total(from) }];
}

/** What is cancelled was never paid. */
const SIGN = { settled: 1, returned: -1, cancelled: 0 } as const;

/** What a commitment would hold had all been paid in the year it was due in. */
export function plannedOf({ payments, moves }: Pick<Reservation, 'payments' | 'moves'>): YearAmount[] {
  return withChanges(payments, negative([...moves.values()].flat()));
}

function paid(state: Budget, data: PaymentBooked['data']): Budget {
  const { payment, reservationId, kind, year, amount, movedFrom: from } = data;
  const after = {
    ...state,
    booked: state.booked.add(payment),
    paid: added(state.paid, [{ year, amount: SIGN[kind] * amount }]),
  };
  const held = state.reservations.get(reservationId);
  if (!held || from === undefined) return after;
  const changes = changesOf({ payment, year, from });
  const payments = withChanges(held.payments, changes);
  const reservation = { ...held, payments, moves: held.moves.set(payment, changes) };
  return {
    ...booked(after, reservationId, reservation, changes),
    movedInto: added(state.movedInto, changes),
  };
}

/** The budget with another frame of a year. */
export function withFrame(state: Budget, year: number, change: Partial<YearFrame>): Budget {
  const frame = { ...(state.frames.get(year) ?? NO_FRAME), ...change };
  return { ...state, frames: new Map(state.frames).set(year, frame) };
}

function booked(state: Budget, id: string, reservation: Reservation, changes: readonly YearAmount[]): Budget {
  const reservations = state.reservations.set(id, reservation);
  return { ...state, reservations, reserved: added(state.reserved, changes) };
}

/** The years' sums after what changes in each. */
export function added(
  years: ReadonlyMap<number, number>,
  changes: readonly YearAmount[],
): ReadonlyMap<number, number> {
  const after = new Map(years);
  for (const { year, amount } of changes) after.set(year, (after.get(year) ?? 0) + amount);
  return after;
}

function total(payments: readonly YearAmount[]): number {
  return payments.reduce((all, { amount }) => all + amount, 0);
}

function negative(payments: readonly YearAmount[]): YearAmount[] {
  return payments.map(({ year, amount }) => ({ year, amount: -amount }));
}
