import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { Applications } from '../applications/applications.js';

/** Gives up a reservation of the application `id` that no decision stands on. */
export class AbandonReservation extends ResourceCommand<{
  readonly reservationId: string;
  readonly grounds: string;
}> {}

/** Carries out {@link AbandonReservation}. */
@CommandHandler(AbandonReservation)
export class AbandonReservationHandler implements ICommandHandler<AbandonReservation> {
  constructor(private readonly applications: Applications) {}

  execute({ id, content, context }: AbandonReservation) {
    return this.applications.follow(id, { type: 'AbandonReservation', ...content }, context);
  }
}
