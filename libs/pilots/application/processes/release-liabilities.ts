import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ReleaseCommitment } from '#budget/contract/commands.js';
import type { Appended } from '#eventsourcing/reactions.js';
import { positionOf, type Reaction, type ReactionContext } from '#processes/reaction.js';
import type { LiabilityAbandoned } from '../../contract/events.js';

/** Once no contract can stand on a reservation any more, the budget lets the money go. */
@Injectable()
export class ReleaseLiabilities implements Reaction<LiabilityAbandoned> {
  readonly name = 'release-liabilities';
  readonly eventTypes = ['LiabilityAbandoned'] as const;

  constructor(private readonly commands: CommandBus) {}

  async react({ data }: Appended<LiabilityAbandoned>, context: ReactionContext) {
    const { schemeId, reservationId, grounds } = data;
    const release = new ReleaseCommitment(schemeId, { reservationId, grounds }, context.command());
    return positionOf(await this.commands.execute(release));
  }
}
