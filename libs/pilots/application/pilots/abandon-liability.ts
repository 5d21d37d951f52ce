import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { Pilots } from './pilots.js';

/** A reservation for the contract of the pilot `id` that no agreement followed is given up; again changes nothing. */
export class AbandonLiability extends ResourceCommand<{
  readonly reservationId: string;
  readonly grounds: string;
}> {}

/** Carries out {@link AbandonLiability}. */
@CommandHandler(AbandonLiability)
export class AbandonLiabilityHandler implements ICommandHandler<AbandonLiability> {
  constructor(private readonly pilots: Pilots) {}

  execute({ id, content, context }: AbandonLiability) {
    return this.pilots.follow(id, { type: 'AbandonLiability', ...content }, context);
  }
}
