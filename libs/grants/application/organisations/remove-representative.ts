import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { Representatives } from './representatives.js';

/** Lets a person act for the organisation `id` no longer. */
export class RemoveRepresentative extends ResourceCommand<{ readonly person: string }> {}

/** Carries out {@link RemoveRepresentative}. */
@CommandHandler(RemoveRepresentative)
export class RemoveRepresentativeHandler implements ICommandHandler<RemoveRepresentative> {
  constructor(private readonly representatives: Representatives) {}

  execute({ id, content, context }: RemoveRepresentative) {
    const command = { type: 'RemoveRepresentative', organisation: id, ...content } as const;
    return this.representatives.act(id, command, context);
  }
}
