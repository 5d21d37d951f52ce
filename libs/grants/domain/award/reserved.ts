import { Keyed } from '#eventsourcing/keyed.js';
import type { InstructionReserved, PayingBackReserved } from '../../contract/events.js';

/** An instruction of a payout that was reserved, and may have gone out or lapsed since; minor units. */
export interface ReservedInstruction {
  readonly payoutId: string;
  /** Its number among those of the payout. */
  readonly instruction: number;
  readonly instructionId: string;
  /** What may be paid of the payout, what was paid before included. */
  readonly inAll: number;
}

type Reserved = Keyed<string, ReservedInstruction>;

const NOTHING_RESERVED: Reserved = Keyed.by(({ payoutId }: ReservedInstruction) => payoutId);

/** The last of each payout after another was reserved. */
export function withReserved(
  reserved: Reserved | undefined,
  { payoutId, instruction, instructionId, inAll }: InstructionReserved['data'],
): Reserved {
  return (reserved ?? NOTHING_RESERVED).with({ payoutId, instruction, instructionId, inAll: inAll.amount });
}

/** What is about to be approved to be paid back on a claim that fell, or was since. */
export interface ReservedBack {
  readonly recoveryId: string;
  /** Number of the proposal. */
  readonly payingBack: number;
  /** Minor units. */
  readonly amount: number;
}

const NOTHING_PAID_BACK: Keyed<string, ReservedBack> = Keyed.by(({ recoveryId }: ReservedBack) => recoveryId);

/** The last of each claim after another was reserved. */
export function withReservedBack(
  reserved: Keyed<string, ReservedBack> | undefined,
  { recoveryId, payingBack, amount }: PayingBackReserved['data'],
): Keyed<string, ReservedBack> {
  return (reserved ?? NOTHING_PAID_BACK).with({ recoveryId, payingBack, amount: amount.amount });
}
