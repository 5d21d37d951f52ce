import { accept } from '#eventsourcing/decider.js';
import type { PayoutEvent } from '../../contract/events.js';
import type { Answer } from './refusals.js';
import { instructionsOf, reservedIdOf, underWayOf, type KnownPayout } from './state.js';

/** Less is payable than when an instruction was reserved. */
interface LapseInstruction {
  readonly type: 'LapseInstruction';
  /** Left out: the next one, whatever it is; none where nothing can go out next. */
  readonly instructionId?: string | undefined;
}

/**
 * From now on that instruction has gone out, or never will: one that went out stays with the bank, one of a cancelled
 * payout or before the next one cannot go out any more.
 */
function lapse({ instructionId }: LapseInstruction, state: KnownPayout): Answer {
  const { payoutId } = state.order;
  const next = reservedIdOf(payoutId, instructionsOf(state) + 1);
  const { status } = state;
  if (status === 'cancelled' || (instructionId ?? next) !== next) return accept<PayoutEvent>();
  // What was about to go out and is with the bank, or paid, by now went out under that number.
  if (instructionId === undefined && (status === 'settled' || underWayOf(state) > 0))
    return accept<PayoutEvent>();
  return accept<PayoutEvent>({ type: 'InstructionLapsed', data: { payoutId, instructionId: next } });
}

/** What ends an instruction before it goes out. */
export const lapsing = { LapseInstruction: lapse };
