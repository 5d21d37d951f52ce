import { accept } from '#eventsourcing/decider.js';
import type { AwardEvent } from '../../contract/events.js';
import type { Hold } from './held.js';
import type { Answer } from './standing.js';
import type { AcceptedAward } from './state.js';

/** A decision is about to be made. */
interface HoldInstructions extends Hold {
  readonly type: 'HoldInstructions';
}

/** What was reserved before has gone out or lapses first; nothing is reserved after. */
function hold({ type: _, ...held }: HoldInstructions, { terms, holds }: AcceptedAward): Answer {
  if (holds?.get(held.hold)?.revision === held.revision) return accept();
  return accept<AwardEvent>({ type: 'InstructionsHeld', data: { awardId: terms.awardId, ...held } });
}

/** The award has followed the decision, or that was not made. */
interface FreeInstructions extends Pick<Hold, 'hold' | 'revision'> {
  readonly type: 'FreeInstructions';
}

/** One that was renewed meanwhile, at another revision, stays: what is decided there was not looked at. */
function free({ hold: ended, revision }: FreeInstructions, { terms, holds }: AcceptedAward): Answer {
  if (holds?.get(ended)?.revision !== revision) return accept();
  return accept<AwardEvent>({ type: 'InstructionsFreed', data: { awardId: terms.awardId, hold: ended } });
}

/** What holds up every instruction of an award. */
export const holding = { HoldInstructions: hold, FreeInstructions: free };

/** Whether a decision is about to be made, or was and is not followed yet. */
export function isHeld({ holds }: Pick<AcceptedAward, 'holds'>): boolean {
  return holds !== undefined;
}
