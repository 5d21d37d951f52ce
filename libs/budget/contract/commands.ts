import { ResourceCommand } from '#cqrs/resource-command.js';
import type { Move, YearAmount } from './events.js';

/** Reserves a commitment in the budget of the scheme `id`; the same reservation id again changes nothing. */
export class ReserveCommitment extends ResourceCommand<{
  readonly reservationId: string;
  readonly caseId: string;
  readonly currency: string;
  readonly budgetYear: number;
  readonly payments: readonly YearAmount[];
}> {}

/** Lets a commitment go in the budget of the scheme `id`; again changes nothing. */
export class ReleaseCommitment extends ResourceCommand<{
  readonly reservationId: string;
  readonly grounds: string;
}> {}

/**
 * Makes a reservation in the budget of the scheme `id` hold these payments from now on: all of them, not the difference.
 * What is raised is judged like a new reservation, what is lowered is free at once; the same payments again change nothing.
 */
export class AdjustCommitment extends ResourceCommand<{
  readonly reservationId: string;
  readonly payments: readonly YearAmount[];
  /** The budget year in which it is adjusted; that of the reservation when left out. */
  readonly budgetYear?: number | undefined;
  readonly grounds: string;
  /** Payments in other years that `payments` takes account of; those that are booked beside them stay moved. Not judged. */
  readonly moves?: readonly Move[] | undefined;
  /** Id under which the raise is taken back if the decision it is for is not made. */
  readonly raise?: string | undefined;
}> {}

/**
 * Takes the raise `raise` of a reservation in the budget of the scheme `id` back: it holds what it did before, and no less
 * than `payments`. Where it was adjusted since, that counts, and nothing changes; nor does it again.
 */
export class TakeBackRaise extends ResourceCommand<{
  readonly reservationId: string;
  readonly raise: string;
  readonly payments: readonly YearAmount[];
  readonly grounds: string;
}> {}
