import { derivedId } from '#eventsourcing/ids.js';
import type { Clock } from '#platform/clock.js';
import type { ReactionContext } from './reaction.js';

/** Role of the system itself; no token carries it. */
export const PROCESS_ROLE = 'process';

/** What a process manager's commands follow from. */
export interface Cause {
  /** `reaction` or `timer`; keeps their command ids apart. */
  readonly kind: string;
  /** Who shows as the actor: `process:<name>`. */
  readonly name: string;
  /** Id of the event or timer. */
  readonly id: string;
  readonly correlationId: string;
  /** Event the commands follow from. */
  readonly causationId?: string;
}

/** Command contexts derived from a cause. */
export function contextFor(cause: Cause, clock: Clock): ReactionContext {
  return {
    command(n = 0) {
      const commandId = derivedId(cause.kind, cause.name, cause.id, n);
      return {
        actor: { subject: `process:${cause.name}`, roles: [PROCESS_ROLE] },
        commandId,
        // The id says all: what the command contains follows from the cause and the streams.
        commandHash: commandId,
        correlationId: cause.correlationId,
        ...(cause.causationId === undefined ? {} : { causationId: cause.causationId }),
        now: clock.now(),
      };
    },
  };
}
