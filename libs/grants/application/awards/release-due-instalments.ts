import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { Awards } from './awards.js';

/** Releases the instalments of the award `id` that have fallen due. */
export class ReleaseDueInstalments extends ResourceCommand<Record<string, never>> {}

/** Carries out {@link ReleaseDueInstalments}. */
@CommandHandler(ReleaseDueInstalments)
export class ReleaseDueInstalmentsHandler implements ICommandHandler<ReleaseDueInstalments> {
  constructor(private readonly awards: Awards) {}

  execute({ id, context }: ReleaseDueInstalments) {
    return this.awards.follow(id, { type: 'ReleaseDueInstalments', now: context.now }, context);
  }
}
