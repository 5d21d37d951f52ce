import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { Applications } from '../applications/applications.js';

/** The appeal body annulled the decision of that number: the application `id` is assessed again. For process managers. */
export class ReopenApplication extends ResourceCommand<{
  readonly decision: number;
  readonly appealId: string;
}> {}

/** Carries out {@link ReopenApplication}. */
@CommandHandler(ReopenApplication)
export class ReopenApplicationHandler implements ICommandHandler<ReopenApplication> {
  constructor(private readonly applications: Applications) {}

  execute({ id, content, context }: ReopenApplication) {
    return this.applications.follow(id, { type: 'ReopenApplication', ...content }, context);
  }
}
