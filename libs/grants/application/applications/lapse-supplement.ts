import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { LapseSupplement as Command } from '../../domain/application/commands.js';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { Applications } from './applications.js';

/** The time to answer a request for supplement on the application `id` is over. For process managers. */
export class LapseSupplement extends ResourceCommand<Omit<Command, 'type'>> {}

/** Carries out {@link LapseSupplement}. */
@CommandHandler(LapseSupplement)
export class LapseSupplementHandler implements ICommandHandler<LapseSupplement> {
  constructor(private readonly applications: Applications) {}

  execute({ id, content, context }: LapseSupplement) {
    return this.applications.follow(id, { type: 'LapseSupplement', ...content }, context);
  }
}
