import type { CommandContext } from '#eventsourcing/command.js';
import type { ReactionContext } from '../reaction.js';

/** What a reaction under test is given: every command it sends has the context that `next` answers. */
export function contextsFrom(next: () => CommandContext): ReactionContext {
  return { command: () => next(), commandFor: () => next() };
}
