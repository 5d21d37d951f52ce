import { ResourceCommand } from '#cqrs/resource-command.js';
import type { OutcomeBody, PayoutOrder, RecoveryOrder } from './events.js';

/** Opens the payout `id` for a released instalment; again changes nothing. */
export class OpenPayout extends ResourceCommand<PayoutOrder> {}

/**
 * Cancels the payout `id` because its award is not in force any more; again changes nothing.
 * Refused with `with-the-bank` while an instruction is under way, with `already-settled` when all of it is paid.
 */
export class CancelPayout extends ResourceCommand<{ readonly grounds: string }> {}

/**
 * What a payout is paid for, here the award `id`, holds money for an instruction before it goes out: so much as is payable
 * beside what it holds for others. Each has the number after those that went out or lapsed. Again it changes nothing,
 * unless more is payable by then. Refused with `nothing-payable`. Answered by those who have payouts made.
 */
export class ReserveInstruction extends ResourceCommand<{
  readonly payoutId: string;
  readonly instruction: number;
  readonly instructionId: string;
  /** Minor units of the payout, what was paid of it included. */
  readonly amount: number;
}> {}

/**
 * What a claim is of, here the award `id`, holds money to be paid back on it before that is approved, so that nothing else
 * pays it as well. Again it changes nothing. Refused with `exceeds-owed-back`. Answered by those who have payouts made.
 */
export class ReservePayingBack extends ResourceCommand<{
  readonly recoveryId: string;
  /** Number of the proposal. */
  readonly payingBack: number;
  /** Minor units. */
  readonly amount: number;
}> {}

/**
 * An instruction of the payout `id` that was reserved and has not gone out never will; where it has, it changes nothing.
 * Sent before less comes to be payable, so that what went out did so before. Left out: whichever would be the next.
 */
export class LapseInstruction extends ResourceCommand<{ readonly instructionId?: string | undefined }> {}

/**
 * The account of whom the payout `id` goes to was corrected, by the correction of that number; again, or after a later
 * correction, it changes nothing. Refused with `payout-unknown` before it is opened.
 */
export class CorrectPayoutAccount extends ResourceCommand<{
  readonly correction: number;
  readonly account: string;
  readonly excluded: readonly string[];
}> {}

/** Opens the recovery `id` with its forewarning; again changes nothing. */
export class OpenRecovery extends ResourceCommand<
  Omit<RecoveryOrder, 'recoveryId'> & {
    readonly forewarning: {
      readonly grounds: string;
      /** Calendar date until which the debtor may answer. */
      readonly replyBy: string;
      /** Whether the sender tells the debtor by letter. */
      readonly byLetter?: true | undefined;
    };
  }
> {}

/** An appeal `appealId` has the enforcement of the recovery `id` deferred: until a calendar date, or its outcome. */
export class DeferClaim extends ResourceCommand<{
  readonly appealId: string;
  readonly until?: string | undefined;
}> {}

/** The appeal defers the recovery `id` no more; again changes nothing. */
export class EndDeferral extends ResourceCommand<{
  readonly appealId: string;
  /** Only where it was deferred until that day. */
  readonly until?: string | undefined;
}> {}

/**
 * Somebody with a conflict of interest had a part in the claim of the recovery `id`, which was found after a decision of
 * its case: it waits. Again, or once nothing is claimed, it changes nothing.
 */
export class FlagClaim extends ResourceCommand<{ readonly decision: number }> {}

/** The flagged claim of the recovery `id` stands; again changes nothing. */
export class UpholdFlaggedClaim extends ResourceCommand<{ readonly decision: number }> {}

/**
 * Lowers the claim of the recovery `id`, or what was forewarned, to so many minor units at most, what was repaid
 * included, also where it is written off or barred; to nothing it ends. Again, or where less is claimed, it changes nothing.
 */
export class LowerClaim extends ResourceCommand<{ readonly most: number }> {}

/**
 * An appeal `appealId` against the claim of the recovery `id` was upheld in part: so many minor units of it hold, what was
 * repaid included. Again, or once it is annulled, it changes nothing.
 */
export class UpholdClaimInPart extends ResourceCommand<{
  readonly appealId: string;
  readonly by: OutcomeBody;
  readonly amount: number;
}> {}

/**
 * Annuls the claim of the recovery `id`, or what was forewarned, after an appeal against it or because what it rests on
 * does not hold any more; again changes nothing. `by` says who decided an appeal against the claim itself: what the appeal
 * body annuls is decided anew, and so is a claim that is taken again.
 */
export class AnnulClaim extends ResourceCommand<{
  readonly appealId?: string | undefined;
  readonly by?: OutcomeBody | undefined;
  /** Where somebody with a conflict of interest had a part in it: the decision it was found after. */
  readonly retaken?: number | undefined;
}> {}

/**
 * Of the recovery `id`, a claim that fell, so many minor units at most are to be paid back, and to be decided anew: the
 * rest is payable again by what it was paid for, or may be kept. Again it changes nothing.
 */
export class LowerFallenClaim extends ResourceCommand<{
  readonly owedBack: number;
  readonly undecided: number;
}> {}
