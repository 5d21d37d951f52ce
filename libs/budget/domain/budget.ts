import type { Decider } from '#eventsourcing/decider.js';
import { accept, refuse } from '#eventsourcing/decider.js';
import { refusal, type Refusal } from '#eventsourcing/refusal.js';
import { sum } from '#money/money.js';
import { Map as Persistent } from 'immutable';
import type { BudgetEvent, YearAmount } from '../contract/events.js';
import {
  changedYears,
  chargedTo,
  chargedYears,
  excessOf,
  freeFor,
  NO_FRAME,
  withChanges,
  type Excess,
  type YearFrame,
  type Years,
} from './limits.js';

/** A commitment that holds money of the budget. */
interface Reservation {
  readonly caseId: string;
  /** The year in which it was made, or last adjusted. */
  readonly budgetYear: number;
  readonly payments: readonly YearAmount[];
  readonly released: boolean;
}

/** A scheme's budget over all years. */
export interface Budget extends Years {
  readonly currency?: string;
  /** A persistent map: a budget may hold a hundred thousand reservations, and each event adds one. */
  readonly reservations: Persistent<string, Reservation>;
  /** Reserved minor units by the year they fall due, gross: a payout does not reduce it. */
  readonly reserved: ReadonlyMap<number, number>;
}

/** What a budget can be asked to do; amounts in minor units. */
export type BudgetCommand =
  | {
      readonly type: 'SetAppropriation';
      readonly schemeId: string;
      readonly currency: string;
      readonly year: number;
      readonly amount: number;
      readonly transferredIn: number;
      readonly reference?: string | undefined;
    }
  | {
      readonly type: 'SetCommitmentAuthority';
      readonly schemeId: string;
      readonly currency: string;
      readonly year: number;
      readonly amount: number;
      readonly reference?: string | undefined;
    }
  | {
      readonly type: 'ReserveCommitment';
      readonly schemeId: string;
      readonly reservationId: string;
      readonly caseId: string;
      readonly currency: string;
      readonly budgetYear: number;
      readonly payments: readonly YearAmount[];
    }
  | {
      readonly type: 'AdjustCommitment';
      readonly schemeId: string;
      readonly reservationId: string;
      /** All it holds from now on. */
      readonly payments: readonly YearAmount[];
      /** The year in which it is adjusted; that of the reservation when left out. */
      readonly budgetYear?: number | undefined;
      readonly grounds: string;
    }
  | {
      readonly type: 'ReleaseCommitment';
      readonly schemeId: string;
      readonly reservationId: string;
      readonly grounds: string;
    };

/** Why a budget refuses. */
export type BudgetRefusal = Refusal<
  | 'budget-exceeded'
  | 'below-reserved'
  | 'beyond-numbers'
  | 'other-currency'
  | 'reservation-unknown'
  | 'reservation-released'
>;

type Of<Type extends BudgetCommand['type']> = Extract<BudgetCommand, { type: Type }>;

/** The budget of one scheme: two limits, never overdrawn. */
export const budget: Decider<Budget, BudgetCommand, BudgetEvent, BudgetRefusal> = {
  initial: { frames: new Map(), reservations: Persistent(), reserved: new Map() },

  decide(command, state) {
    if ('currency' in command && state.currency !== undefined && command.currency !== state.currency)
      return refuse(
        refusal(
          'conflict',
          'other-currency',
          `the budget is kept in ${state.currency}, not ${command.currency}`,
        ),
      );
    switch (command.type) {
      case 'SetAppropriation':
        return setAppropriation(command, state);
      case 'SetCommitmentAuthority':
        return setAuthority(command, state);
      case 'ReserveCommitment':
        return reserve(command, state);
      case 'AdjustCommitment':
        return adjust(command, state);
      case 'ReleaseCommitment':
        return release(command, state);
    }
  },

  evolve(state, event) {
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
        const { reservationId, caseId, budgetYear, before, payments } = event.data;
        const reservation = { caseId, budgetYear, payments, released: false };
        return booked(state, reservationId, reservation, [...payments, ...negative(before)]);
      }
      case 'CommitmentReleased': {
        const { reservationId, payments } = event.data;
        const held = state.reservations.get(reservationId);
        if (!held) return state;
        return booked(state, reservationId, { ...held, released: true }, negative(payments));
      }
    }
  },
};

/** Minor units still free for payments due in a year. */
export function freeIn(state: Budget, year: number): number {
  return freeFor(state, year);
}

function setAppropriation({ type: _, ...command }: Of<'SetAppropriation'>, state: Budget) {
  const { year, amount, transferredIn } = command;
  const frame = state.frames.get(year);
  if (frame && frame.appropriation === amount && frame.transferredIn === transferredIn)
    return accept<BudgetEvent>();
  const after = withFrame(state, year, { appropriation: amount, transferredIn });
  if (givenInAll(after) > MOST_GIVEN && givenInAll(after) > givenInAll(state)) return refuse(beyondNumbers());
  const charged = chargedTo(after, year);
  if (amount + transferredIn < charged)
    return refuse(belowReserved(`${charged} is already reserved for ${year}`, charged, amount));
  const next = year + 1;
  // Less given for a year means that more of what went on to the next one was bound.
  if (freeFor(after, next) < 0 && freeFor(after, next) < freeFor(state, next))
    return refuse(
      belowReserved(
        `${chargedTo(after, next)} is already reserved for ${next}`,
        chargedTo(after, next),
        amount,
      ),
    );
  return accept<BudgetEvent>({ type: 'AppropriationSet', data: command });
}

function setAuthority({ type: _, ...command }: Of<'SetCommitmentAuthority'>, state: Budget) {
  if (state.frames.get(command.year)?.commitmentAuthority === command.amount) return accept<BudgetEvent>();
  const later = sum([...state.reserved].filter(([year]) => year > command.year).map(([, amount]) => amount));
  if (command.amount < later)
    return refuse(
      belowReserved(
        `${later} is already reserved for the years after ${command.year}`,
        later,
        command.amount,
      ),
    );
  return accept<BudgetEvent>({ type: 'CommitmentAuthoritySet', data: command });
}

function reserve({ type: _, ...command }: Of<'ReserveCommitment'>, state: Budget) {
  const known = state.reservations.get(command.reservationId);
  if (known?.released) return refuse(released(command.reservationId));
  if (known) return accept<BudgetEvent>();
  const payments = chargedYears(command.budgetYear, command.payments);
  const excess = excessOf(command.budgetYear, payments, state);
  if (excess) return refuse(budgetExceeded(excess, command.currency));
  if (reservedWith(state, payments) > MOST_GIVEN) return refuse(beyondNumbers());
  const total = sum(payments.map((payment) => payment.amount));
  return accept<BudgetEvent>({ type: 'CommitmentReserved', data: { ...command, payments, total } });
}

function adjust(command: Of<'AdjustCommitment'>, state: Budget) {
  const { schemeId, reservationId, grounds } = command;
  const held = state.reservations.get(reservationId);
  const { currency } = state;
  if (!held || currency === undefined) return refuse(unknown(reservationId));
  if (held.released) return refuse(released(reservationId));
  const { caseId, budgetYear: madeIn, payments: before } = held;
  const budgetYear = command.budgetYear ?? madeIn;
  const changes = changedYears(budgetYear, before, command.payments);
  if (changes.length === 0) return accept<BudgetEvent>();
  const excess = excessOf(budgetYear, changes, state);
  if (excess) return refuse(budgetExceeded(excess, currency));
  if (reservedWith(state, changes) > reservedWith(state, []) && reservedWith(state, changes) > MOST_GIVEN)
    return refuse(beyondNumbers());
  const payments = withChanges(before, changes);
  const total = sum(payments.map((payment) => payment.amount));
  return accept<BudgetEvent>({
    type: 'CommitmentAdjusted',
    data: { schemeId, reservationId, caseId, currency, budgetYear, before, payments, total, grounds },
  });
}

function release(command: Of<'ReleaseCommitment'>, state: Budget) {
  const { schemeId, reservationId, grounds } = command;
  const held = state.reservations.get(reservationId);
  if (!held || state.currency === undefined) return refuse(unknown(reservationId));
  if (held.released) return accept<BudgetEvent>();
  return accept<BudgetEvent>({
    type: 'CommitmentReleased',
    data: {
      schemeId,
      reservationId,
      caseId: held.caseId,
      currency: state.currency,
      payments: held.payments,
      total: sum(held.payments.map((payment) => payment.amount)),
      grounds,
    },
  });
}

function budgetExceeded(excess: Excess, currency: string) {
  const { limit, year, available, needed } = excess;
  return refusal(
    'conflict',
    'budget-exceeded',
    `the ${limit} of ${year} has ${available} free, ${needed} is needed (minor units, ${currency})`,
    { ...excess, currency },
  );
}

/** Minor units, all years together: what is given twice over and what is reserved add up exactly below 2^53. */
export const MOST_GIVEN = 2_000_000_000_000_000;

function givenInAll({ frames }: Budget): number {
  return [...frames.values()].reduce((all, frame) => all + frame.appropriation + frame.transferredIn, 0);
}

function reservedWith({ reserved }: Budget, changes: readonly YearAmount[]): number {
  return [...reserved.values(), ...changes.map(({ amount }) => amount)].reduce((all, each) => all + each, 0);
}

function beyondNumbers() {
  const detail = `all years of a budget may have ${MOST_GIVEN} together, in minor units`;
  return refusal('invalid', 'beyond-numbers', detail, { limit: MOST_GIVEN });
}

function unknown(reservationId: string) {
  return refusal('not-found', 'reservation-unknown', `there is no reservation ${reservationId}`);
}

function released(reservationId: string) {
  return refusal('conflict', 'reservation-released', `reservation ${reservationId} was released`);
}

function belowReserved(detail: string, reserved: number, amount: number) {
  return refusal('conflict', 'below-reserved', detail, { reserved, amount });
}

function withFrame(state: Budget, year: number, change: Partial<YearFrame>): Budget {
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
