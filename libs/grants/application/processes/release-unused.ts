import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ReleaseCommitment } from '#budget/contract/commands.js';
import type { AppendedEvent } from '#eventsourcing/reactions.js';
import { positionOf, type Reaction, type ReactionContext } from '#processes/reaction.js';

/** What of these the budget is told, whose own grounds are the party's or none. */
const ENDED: Readonly<Record<string, string>> = {
  AwardLapsed: 'the grant was not accepted in time',
  AwardDeclined: 'the grant was declined',
};

/** Once a grant has lapsed or was declined, or a change of an award was given up, the budget lets its money go. */
@Injectable()
export class ReleaseUnused implements Reaction {
  readonly name = 'release-unused';
  readonly eventTypes = ['AwardLapsed', 'AwardDeclined', 'AmendmentAbandoned'];

  constructor(private readonly commands: CommandBus) {}

  async react({ type, data }: AppendedEvent, context: ReactionContext) {
    const { schemeId, reservationId, ...said } = data as {
      schemeId: string;
      reservationId: string;
      grounds?: string;
    };
    const grounds = ENDED[type] ?? said.grounds!;
    const release = new ReleaseCommitment(schemeId, { reservationId, grounds }, context.command());
    return positionOf(await this.commands.execute(release));
  }
}
