import { accept } from '#eventsourcing/decider.js';
import type { PayoutEvent } from '../../contract/events.js';
import type { Answer } from './refusals.js';
import { instructionsOf, reservedIdOf, type KnownPayout } from './state.js';

/** Less is payable than when an instruction was reserved. */
interface LapseInstruction {
  readonly type: 'LapseInstruction';
  readonly instructionId: string;
}

/**
 * From now on that instruction has gone out, or never will: one that went out stays with the bank, one of a cancelled
 * payout or before the next one cannot go out any more.
 */
function lapse({ instructionId }: LapseInstruction, state: KnownPayout): Answer {
  const { payoutId } = state.order;
  const next = reservedIdOf(payoutId, instructionsOf(state) + 1);
  if (state.status === 'cancelled' || instructionId !== next) return accept<PayoutEvent>();
  return accept<PayoutEvent>({ type: 'InstructionLapsed', data: { payoutId, instructionId } });
}

/** What ends an instruction before it goes out. */
export const lapsing = { LapseInstruction: lapse };
