import type { CommandContext, Following } from '#eventsourcing/command.js';
import { derivedId } from '#eventsourcing/ids.js';
import type { Clock } from '#hosting/clock.js';
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

/** Who acts when a process manager does. */
export function processSubject(name: string): string {
  return `process:${name}`;
}

/** As many commands of one cause as an earlier version may have numbered. */
const FORMER_NUMBERS = 64;

/** Command contexts derived from a cause. */
export function contextFor(cause: Cause, clock: Clock): ReactionContext {
  const idOf = (...parts: readonly (string | number)[]) =>
    derivedId(cause.kind, cause.name, cause.id, ...parts);
  const context = (commandId: string, following: Following): CommandContext => ({
    actor: { subject: processSubject(cause.name), roles: [PROCESS_ROLE] },
    commandId,
    // The id says all that follows from the cause; the rest follows from the streams, which move on.
    commandHash: commandId,
    correlationId: cause.correlationId,
    ...(cause.causationId === undefined ? {} : { causationId: cause.causationId }),
    now: clock.now(),
    following,
  });
  return {
    command: (step = 0) => context(idOf(step), { formerIds: [] }),
    commandFor(deed, id, formerly) {
      const numbers = formerly === undefined ? Array.from({ length: FORMER_NUMBERS }).keys() : [formerly];
      const formerIds = Array.from(numbers, (number) => idOf(number));
      return context(idOf(deed, id), { formerIds, ...(formerly === undefined ? { about: id } : {}) });
    },
  };
}
