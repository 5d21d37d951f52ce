import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ResourceCommand } from '#cqrs/resource-command.js';
import type { EndAppealPeriod as Command } from '../../domain/application/commands.js';
import { Applications } from '../applications/applications.js';

/** The ordinary time to appeal a decision on the application `id` is over. For process managers. */
export class EndAppealPeriod extends ResourceCommand<Omit<Command, 'type'>> {}

/** Carries out {@link EndAppealPeriod}. */
@CommandHandler(EndAppealPeriod)
export class EndAppealPeriodHandler implements ICommandHandler<EndAppealPeriod> {
  constructor(private readonly applications: Applications) {}

  execute({ id, content, context }: EndAppealPeriod) {
    return this.applications.follow(id, { type: 'EndAppealPeriod', ...content }, context);
  }
}
