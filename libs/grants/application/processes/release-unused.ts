import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ReleaseCommitment } from '#budget/contract/commands.js';
import type { AppendedEvent } from '#eventsourcing/reactions.js';
import { positionOf, type Reaction, type ReactionContext } from '#processes/reaction.js';

/** Once a grant has lapsed, or a change of an award was given up, the budget lets its money go. */
@Injectable()
export class ReleaseUnused implements Reaction {
  readonly name = 'release-unused';
  readonly eventTypes = ['AwardLapsed', 'AmendmentAbandoned'];

  constructor(private readonly commands: CommandBus) {}

  async react({ data }: AppendedEvent, context: ReactionContext) {
    const {
      schemeId,
      reservationId,
      grounds = 'the grant was not accepted in time',
    } = data as {
      schemeId: string;
      reservationId: string;
      grounds?: string;
    };
    const release = new ReleaseCommitment(schemeId, { reservationId, grounds }, context.command());
    return positionOf(await this.commands.execute(release));
  }
}
