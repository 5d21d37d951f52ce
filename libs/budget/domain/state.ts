import { Map as Persistent } from 'immutable';
import type { BudgetEvent, YearAmount } from '../contract/events.js';
import { NO_FRAME, type YearFrame, type Years } from './limits.js';

/** A commitment that holds money of the budget. */
interface Reservation {
  readonly caseId: string;
  /** The year in which it was made, or last adjusted. */
  readonly budgetYear: number;
  readonly payments: readonly YearAmount[];
  readonly released: boolean;
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
}

/** A budget before anything was given. */
export const EMPTY: Budget = { frames: new Map(), reservations: Persistent(), reserved: new Map() };

/** The budget after an event. */
export function evolve(state: Budget, event: BudgetEvent): Budget {
  switch (event.type) {
    case 'AppropriationSet': {
      const { year, amount, transferredIn, currency } = event.data;
      return { ...withFrame(state, year, { appropriation: amount, transferredIn }), currency };
    }
    case 'CommitmentAuthoritySet': {
      const { year, amount, currency } = event.data;
      return { ...withFrame(state, year, { commitmentAuthority: amount }), currency };
    }
    case 'CommitmentReserved': {
      const { reservationId, caseId, budgetYear, payments, currency } = event.data;
      const reservation = { caseId, budgetYear, payments, released: false };
      return { ...booked(state, reservationId, reservation, payments), currency };
    }
    case 'CommitmentAdjusted': {
      const { reservationId, caseId, budgetYear, before, payments, raise } = event.data;
      const earlier = state.reservations.get(reservationId)?.raise;
      const reservation = {
        caseId,
        budgetYear,
        payments,
        released: false,
        ...(raise === undefined ? {} : { raise: { id: raise, before: earlier?.before ?? before } }),
      };
      return booked(state, reservationId, reservation, [...payments, ...negative(before)]);
    }
    case 'CommitmentReleased': {
      const { reservationId, payments } = event.data;
      const held = state.reservations.get(reservationId);
      if (!held) return state;
      return booked(state, reservationId, { ...held, released: true }, negative(payments));
    }
  }
}

/** The budget with another frame of a year. */
export function withFrame(state: Budget, year: number, change: Partial<YearFrame>): Budget {
  const frame = { ...(state.frames.get(year) ?? NO_FRAME), ...change };
  return { ...state, frames: new Map(state.frames).set(year, frame) };
}

function booked(state: Budget, id: string, reservation: Reservation, changes: readonly YearAmount[]): Budget {
  const reservations = state.reservations.set(id, reservation);
  const reserved = new Map(state.reserved);
  for (const { year, amount } of changes) reserved.set(year, (reserved.get(year) ?? 0) + amount);
  return { ...state, reservations, reserved };
}

function negative(payments: readonly YearAmount[]): YearAmount[] {
  return payments.map(({ year, amount }) => ({ year, amount: -amount }));
}
