import type { CommandContext } from '#eventsourcing/command.js';
import { derivedId } from '#eventsourcing/ids.js';

/** The context of a command that another one needs on its way: same person and moment, an id of its own. */
export function partOf(context: CommandContext, step: string): CommandContext {
  const { ifMatch: _, ...rest } = context;
  return { ...rest, commandId: derivedId('part', context.commandId, step) };
}
