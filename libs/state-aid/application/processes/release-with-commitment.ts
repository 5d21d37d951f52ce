import { Injectable } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { CommitmentAdjusted, CommitmentReleased } from '#budget/contract/events.js';
import { FindCommitment } from '#budget/contract/queries.js';
import type { Appended } from '#eventsourcing/reactions.js';
import type { Position } from '#eventsourcing/event.js';
import { positionOf, type Reaction, type ReactionContext } from '#processes/reaction.js';
import type { DeMinimisAidGranted } from '../../contract/events.js';
import { carriedBy } from '../../domain/state.js';
import { StateAid } from '../aid.js';
import { TakeAidStep } from '../aid-steps.js';

/**
 * Aid goes with the commitment that carries it: when the budget lets that go, it counts no longer, and when that is
 * lowered, no more than is left of it counts. An approval that was so slow that the commitment went before the aid came
 * leaves none behind either.
 */
@Injectable()
export class ReleaseWithCommitment implements Reaction<
  CommitmentReleased | CommitmentAdjusted | DeMinimisAidGranted
> {
  readonly name = 'release-aid-with-commitment';
  readonly eventTypes = ['CommitmentReleased', 'CommitmentAdjusted', 'DeMinimisAidGranted'] as const;

  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly aid: StateAid,
  ) {}

  react(
    { type, data }: Appended<CommitmentReleased | CommitmentAdjusted | DeMinimisAidGranted>,
    context: ReactionContext,
  ) {
    switch (type) {
      case 'CommitmentReleased':
        return this.released(data, context);
      case 'CommitmentAdjusted':
        return this.adjusted(data, context);
      default:
        return this.granted(data, context);
    }
  }

  private async released(
    { reservationId, grounds }: CommitmentReleased['data'],
    context: ReactionContext,
  ): Promise<Position | undefined> {
    let position: Position | undefined;
    for (const { aidId } of carriedBy(await this.aid.now(), reservationId))
      position = await this.release(aidId, grounds, context);
    return position;
  }

  /** What was granted last is lowered first; nothing is raised by it. */
  private async adjusted(
    { reservationId, total, grounds }: CommitmentAdjusted['data'],
    context: ReactionContext,
  ): Promise<Position | undefined> {
    const carried = carriedBy(await this.aid.now(), reservationId);
    let over = carried.reduce((sum, { amount }) => sum + amount.amount, 0) - total;
    let position: Position | undefined;
    for (const { aidId, amount } of carried) {
      if (over <= 0) break;
      const left = Math.max(0, amount.amount - over);
      over -= amount.amount - left;
      const lower = { type: 'LowerAid', amount: left, grounds } as const;
      const lowering = context.commandFor('lower-aid', aidId);
      position = positionOf(await this.commands.execute(new TakeAidStep(aidId, lower, lowering)));
    }
    return position;
  }

  private async granted(
    { aidId, carrier: reservationId = aidId, schemeId }: DeMinimisAidGranted['data'],
    context: ReactionContext,
  ) {
    const commitment = await this.queries.execute(new FindCommitment(schemeId, reservationId));
    if (!commitment?.released) return undefined;
    return this.release(aidId, 'the commitment was released before the aid was recorded', context);
  }

  private async release(aidId: string, grounds: string, context: ReactionContext) {
    const release = { type: 'ReleaseAid', grounds } as const;
    const releasing = context.commandFor('release-aid', aidId);
    return positionOf(await this.commands.execute(new TakeAidStep(aidId, release, releasing)));
  }
}
