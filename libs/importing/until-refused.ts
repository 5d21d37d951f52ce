import type { CommandBus, ICommand } from '@nestjs/cqrs';
import type { Outcome, Receipt } from '#eventsourcing/command.js';
import { refusal, type Refusal } from '#eventsourcing/refusal.js';
import { AppendTooLarge, EventTooLarge } from '#eventsourcing/streams.js';

/** Carries out one command of several; the next is not reached when it is refused. */
export type Run = (command: ICommand) => Promise<Receipt>;

/**
 * Carries out commands in the order they are told until one is refused, and answers that refusal; undefined when all
 * were carried out. Outages are thrown.
 */
export async function untilRefused(
  commands: CommandBus,
  tell: (run: Run) => Promise<void>,
): Promise<Refusal | undefined> {
  try {
    await tell(async (command) => {
      const outcome = await commands.execute<ICommand, Outcome>(command);
      if (!outcome.ok) throw new CommandRefused(outcome.refusal);
      return outcome.receipt;
    });
    return undefined;
  } catch (error) {
    if (error instanceof CommandRefused) return error.why;
    if (error instanceof EventTooLarge || error instanceof AppendTooLarge)
      return refusal('too-large', error.code, error.message);
    throw error;
  }
}

/** Only leads out of the commands that were still to come. */
class CommandRefused extends Error {
  constructor(readonly why: Refusal) {
    super(why.detail);
  }
}
