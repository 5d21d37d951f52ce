import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { AppendedEvent } from '#eventsourcing/command-handling.js';
import type { PayoutCancelled } from '#payouts/contract/events.js';
import { positionOf, type Reaction, type ReactionContext } from '#processes/reaction.js';
import { WithholdStateShare } from '../settlements/carry-out-settlement.js';
import { Settlements } from '../settlements/settlements.js';

/** The settlement knows what of the state's share is not paid. */
@Injectable()
export class FollowCancelledStateShares implements Reaction {
  readonly name = 'follow-cancelled-state-shares';
  readonly eventTypes = ['PayoutCancelled'];

  constructor(
    private readonly commands: CommandBus,
    private readonly settlements: Settlements,
  ) {}

  async react({ data, metadata }: AppendedEvent, context: ReactionContext) {
    const { payoutId, amount } = data as unknown as PayoutCancelled['data'];
    const pilotId = metadata.caseId!;
    const state = await this.settlements.find(pilotId);
    // Most payouts are those of grants.
    if (state.status === 'none' || !state.orders.some((order) => order.payoutId === payoutId))
      return undefined;
    const content = { payoutId, unpaid: amount.amount };
    return positionOf(
      await this.commands.execute(new WithholdStateShare(pilotId, content, context.command())),
    );
  }
}
