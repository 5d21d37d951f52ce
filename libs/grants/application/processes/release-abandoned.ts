import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ReleaseCommitment } from '#budget/contract/commands.js';
import type { Appended } from '#eventsourcing/reactions.js';
import { positionOf, type Reaction, type ReactionContext } from '#processes/reaction.js';
import type { ReservationAbandoned } from '../../contract/events.js';

/** Once no approval can use a reservation any more, the budget lets its money go. */
@Injectable()
export class ReleaseAbandoned implements Reaction<ReservationAbandoned> {
  readonly name = 'release-abandoned';
  readonly eventTypes = ['ReservationAbandoned'] as const;

  constructor(private readonly commands: CommandBus) {}

  async react(event: Appended<ReservationAbandoned>, context: ReactionContext) {
    const { schemeId, reservationId, grounds } = event.data;
    const release = new ReleaseCommitment(schemeId, { reservationId, grounds }, context.command());
    return positionOf(await this.commands.execute(release));
  }
}
