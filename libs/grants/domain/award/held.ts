import { Keyed } from '#eventsourcing/keyed.js';
import type { DecidingStream, HoldingEvent } from '../../contract/events.js';

/** A decision that is about to be made elsewhere, and that nothing is handed to the bank before. */
export interface Hold {
  readonly hold: string;
  readonly decidedIn: DecidingStream;
  /** Of the application or the appeal. */
  readonly id: string;
  /** Of its stream before the decision: whatever stands there next, the decision was made by it or never will under this hold. */
  readonly revision: number;
}

type Holds = Keyed<string, Hold>;

const NO_HOLDS: Holds = Keyed.by(({ hold }: Hold) => hold);

/** The holds after an event. */
export function withHold(holds: Holds = NO_HOLDS, { type, data }: HoldingEvent): Holds | undefined {
  if (type === 'InstructionsFreed') {
    const left = holds.without(data.hold);
    return left.length > 0 ? left : undefined;
  }
  const { awardId: _, ...held } = data;
  return holds.with(held);
}
