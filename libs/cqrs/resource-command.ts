import { Command } from '@nestjs/cqrs';
import type { CommandContext, Outcome } from '#eventsourcing/command.js';

/** A command on the command bus: what it is about, what it asks for, who asks and when. */
export abstract class ResourceCommand<Content> extends Command<Outcome> {
  constructor(
    readonly id: string,
    readonly content: Content,
    readonly context: CommandContext,
  ) {
    super();
  }
}
