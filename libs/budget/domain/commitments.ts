import { accept, refuse } from '#eventsourcing/decider.js';
import { sum } from '#money/money.js';
import type { BudgetEvent, Move, YearAmount } from '../contract/events.js';
import {
  changedYears,
  chargedYears,
  excessOf,
  MOST_GIVEN,
  restored,
  withChanges,
  withoutSurplus,
} from './limits.js';
import { beyondNumbers, exceeded, released, unknown, type Answer } from './refusals.js';
import { added, changesOf, type Budget, type Reservation } from './state.js';

/** A commitment is to hold money; amounts in minor units. */
interface ReserveCommitment {
  readonly type: 'ReserveCommitment';
  readonly schemeId: string;
  readonly reservationId: string;
  readonly caseId: string;
  readonly currency: string;
  readonly budgetYear: number;
  readonly payments: readonly YearAmount[];
}

function reserve({ type: _, ...command }: ReserveCommitment, state: Budget): Answer {
  const known = state.reservations.get(command.reservationId);
  if (known?.released) return refuse(released(command.reservationId));
  if (known) return accept<BudgetEvent>();
  const payments = chargedYears(command.budgetYear, command.payments);
  const excess = excessOf(command.budgetYear, payments, state);
  if (excess) return refuse(exceeded(excess, command.currency));
  if (reservedWith(state, payments) > MOST_GIVEN) return refuse(beyondNumbers());
  const total = sum(payments.map((payment) => payment.amount));
  return accept<BudgetEvent>({ type: 'CommitmentReserved', data: { ...command, payments, total } });
}

/** A commitment is to hold other payments. */
interface AdjustCommitment {
  readonly type: 'AdjustCommitment';
  readonly schemeId: string;
  readonly reservationId: string;
  /** All it holds from now on. */
  readonly payments: readonly YearAmount[];
  /** The year in which it is adjusted; that of the reservation when left out. */
  readonly budgetYear?: number | undefined;
  readonly grounds: string;
  /** Payments in other years that `payments` takes account of. */
  readonly moves?: readonly Move[] | undefined;
  /** Id of a raise for a decision that is still to be made. */
  readonly raise?: string | undefined;
}

function adjust(command: AdjustCommitment, state: Budget): Answer {
  const { schemeId, reservationId, grounds, raise } = command;
  const held = state.reservations.get(reservationId);
  const { currency } = state;
  if (!held || currency === undefined) return refuse(unknown(reservationId));
  if (held.released) return refuse(released(reservationId));
  const { caseId, budgetYear: madeIn, payments: before } = held;
  const budgetYear = command.budgetYear ?? madeIn;
  // What was paid in another year is a fact: it moves whatever the limits say, and the rest is judged after it.
  const known = command.moves ?? [];
  const moves = known.filter(({ payment }) => !held.moves.has(payment));
  const moved = moves.flatMap(changesOf);
  // Who sends it may not know yet of what was booked here already.
  const beside = held.moves.deleteAll(known.map(({ payment }) => payment));
  const wanted = withChanges(command.payments, [...beside.values()].flat());
  const changes = changedYears(budgetYear, withChanges(before, moved), wanted);
  // What another raise holds already is this one's from now on: it is not taken back with the other.
  const isTakenOver = raise !== undefined && held.raise !== undefined && held.raise.id !== raise;
  if (moves.length === 0 && changes.length === 0 && !isTakenOver) return accept<BudgetEvent>();
  const excess = excessOf(budgetYear, changes, { ...state, reserved: added(state.reserved, moved) });
  if (excess) return refuse(exceeded(excess, currency));
  if (reservedWith(state, changes) > reservedWith(state, []) && reservedWith(state, changes) > MOST_GIVEN)
    return refuse(beyondNumbers());
  const payments = withChanges(before, [...moved, ...changes]);
  const total = sum(payments.map((payment) => payment.amount));
  const data = { schemeId, reservationId, caseId, currency, budgetYear, before, payments, total, grounds };
  return accept<BudgetEvent>({
    type: 'CommitmentAdjusted',
    data: { ...data, raise, ...(moves.length === 0 ? {} : { moves }) },
  });
}

/** No decision was made with a raise. */
interface TakeBackRaise {
  readonly type: 'TakeBackRaise';
  readonly schemeId: string;
  readonly reservationId: string;
  readonly raise: string;
  /** What the commitment has to hold in any case. */
  readonly payments: readonly YearAmount[];
  readonly grounds: string;
}

/**
 * The commitment holds again what it did before, also in years from which it was moved, as long as these have room for it;
 * where it was adjusted since, that counts.
 */
function takeBack(command: TakeBackRaise, state: Budget): Answer {
  const { schemeId, reservationId, raise, payments: needed, grounds } = command;
  const held = state.reservations.get(reservationId);
  const { currency } = state;
  if (!held || currency === undefined) return refuse(unknown(reservationId));
  if (held.released || held.raise?.id !== raise) return accept<BudgetEvent>();
  const { caseId, budgetYear, payments: before } = held;
  const as = restored(held.raise.before, chargedYears(budgetYear, needed));
  const payments = hasRoom(as, held, state) ? as : withoutSurplus(before, as);
  const total = sum(payments.map((payment) => payment.amount));
  if (changedYears(budgetYear, before, payments).length === 0) return accept<BudgetEvent>();
  return accept<BudgetEvent>({
    type: 'CommitmentAdjusted',
    data: { schemeId, reservationId, caseId, currency, budgetYear, before, payments, total, grounds },
  });
}

/** A commitment is let go. */
interface ReleaseCommitment {
  readonly type: 'ReleaseCommitment';
  readonly schemeId: string;
  readonly reservationId: string;
  readonly grounds: string;
}

function release(command: ReleaseCommitment, state: Budget): Answer {
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

/** What commitments hold. */
export const booking = {
  ReserveCommitment: reserve,
  AdjustCommitment: adjust,
  TakeBackRaise: takeBack,
  ReleaseCommitment: release,
};

/** Whether a commitment may hold these payments instead, and they are no more than it holds. */
function hasRoom(payments: readonly YearAmount[], { budgetYear, payments: now }: Reservation, state: Budget) {
  if (sum(payments.map(({ amount }) => amount)) > sum(now.map(({ amount }) => amount))) return false;
  return excessOf(budgetYear, changedYears(budgetYear, now, payments), state) === undefined;
}

function reservedWith({ reserved }: Budget, changes: readonly YearAmount[]): number {
  return [...reserved.values(), ...changes.map(({ amount }) => amount)].reduce((all, each) => all + each, 0);
}
