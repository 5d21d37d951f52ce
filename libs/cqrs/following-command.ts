import type { CommandContext } from '#eventsourcing/command.js';
import { derivedId } from '#eventsourcing/ids.js';

/** The context of a command that another one needs on its way: same person and moment, an id of its own. */
export function partOf(context: CommandContext, step: string): CommandContext {
  // What is remembered is the whole: a part may have to be done anew when the whole was refused.
  const { ifMatch: _, fence: __, keyed: ___, following, ...rest } = context;
  const idOf = (whole: string) => derivedId('part', whole, step);
  return {
    ...rest,
    commandId: idOf(context.commandId),
    // What a former id was about says nothing of its parts.
    ...(following && { following: { formerIds: following.about ? [] : following.formerIds.map(idOf) } }),
  };
}
