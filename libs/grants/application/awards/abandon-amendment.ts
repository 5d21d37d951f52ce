import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { Awards } from './awards.js';

/** A reservation that led to no change of the award `id` is given up; refused once the award stands on it. */
export class AbandonAmendment extends ResourceCommand<{
  readonly reservationId: string;
  readonly grounds: string;
}> {}

/** Carries out {@link AbandonAmendment}. */
@CommandHandler(AbandonAmendment)
export class AbandonAmendmentHandler implements ICommandHandler<AbandonAmendment> {
  constructor(private readonly awards: Awards) {}

  execute({ id, content, context }: AbandonAmendment) {
    return this.awards.follow(id, { type: 'AbandonAmendment', ...content }, context);
  }
}
