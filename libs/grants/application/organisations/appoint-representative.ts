import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ResourceCommand } from '#cqrs/resource-command.js';
import type { RepresentativeAppointed } from '../../contract/events.js';
import { Representatives } from './representatives.js';

/** Lets a person act for the organisation `id`. */
export class AppointRepresentative extends ResourceCommand<
  Omit<RepresentativeAppointed['data'], 'organisation'>
> {}

/** Carries out {@link AppointRepresentative}. */
@CommandHandler(AppointRepresentative)
export class AppointRepresentativeHandler implements ICommandHandler<AppointRepresentative> {
  constructor(private readonly representatives: Representatives) {}

  execute({ id, content, context }: AppointRepresentative) {
    const command = { type: 'AppointRepresentative', organisation: id, ...content } as const;
    return this.representatives.act(id, command, context);
  }
}
