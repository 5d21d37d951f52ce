import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Outcome } from '#eventsourcing/command.js';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { MAY } from '../../access.js';
import { Applications } from '../applications/applications.js';
import { OfferReopenings } from './offer-reopenings.js';

/** The time to accept the offer of the case `id` was not over when it lapsed, as was put on record since. */
export class ReopenOffer extends ResourceCommand<Record<string, unknown>> {}

/** For process managers: nobody's roles are asked. */
@CommandHandler(ReopenOffer)
export class ReopenOfferHandler implements ICommandHandler<ReopenOffer> {
  constructor(
    private readonly applications: Applications,
    private readonly reopenings: OfferReopenings,
  ) {}

  execute({ id, context }: ReopenOffer): Promise<Outcome> {
    return this.reopenings.open(id, (command) => this.applications.follow(id, command, context), context);
  }
}

/** A caseworker asks for that, of an offer that lapsed before it followed by itself. */
export class AskToReopenOffer extends ResourceCommand<Record<string, unknown>> {}

/** Carries it out, where the caseworker may. */
@CommandHandler(AskToReopenOffer)
export class AskToReopenOfferHandler implements ICommandHandler<AskToReopenOffer> {
  constructor(
    private readonly applications: Applications,
    private readonly reopenings: OfferReopenings,
  ) {}

  execute({ id, context }: AskToReopenOffer): Promise<Outcome> {
    const action = MAY['award.reopen-offer'];
    return this.reopenings.open(
      id,
      (command) => this.applications.act(action, id, command, context),
      context,
      context.actor.subject,
    );
  }
}
