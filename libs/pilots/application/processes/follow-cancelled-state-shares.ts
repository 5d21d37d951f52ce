import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { budgetYearOf } from '#calendar/oslo.js';
import type { Appended } from '#eventsourcing/reactions.js';
import type { PayoutCancelled } from '#payouts/contract/events.js';
import { processSubject } from '#processes/process-context.js';
import { positionOf, type Reaction, type ReactionContext } from '#processes/reaction.js';
import { stateOwes } from '../../domain/settlement/state.js';
import { Reclaims } from '../settlements/reclaims.js';
import { Settlements } from '../settlements/settlements.js';
import { StateShareOrders } from '../settlements/state-share-orders.js';
import { TakeSettlementStep } from '../settlements/steps.js';

/** They stop one payout after the other and go on with what is left themselves: nothing is claimed back in between. */
const STOPPING: ReadonlySet<string> = new Set(
  ['follow-cancelled-state-shares', 'carry-out-settlements'].map(processSubject),
);

/**
 * The settlement knows what of the state's share is not paid. What was claimed back since the bank could not be stopped is
 * not claimed of whoever never got it.
 */
@Injectable()
export class FollowCancelledStateShares implements Reaction<PayoutCancelled> {
  readonly name = 'follow-cancelled-state-shares';
  readonly eventTypes = ['PayoutCancelled'] as const;

  constructor(
    private readonly commands: CommandBus,
    private readonly settlements: Settlements,
    private readonly orders: StateShareOrders,
    private readonly reclaims: Reclaims,
  ) {}

  async react({ data, metadata }: Appended<PayoutCancelled>, context: ReactionContext) {
    const { payoutId, amount } = data;
    const pilotId = metadata.caseId!;
    if (STOPPING.has(metadata.actor.subject)) return undefined;
    const state = await this.settlements.find(pilotId);
    // Most payouts are those of grants.
    if (state.status === 'none' || !state.orders.has(payoutId)) return undefined;
    const withhold = { type: 'WithholdStateShare', payoutId, unpaid: amount.amount } as const;
    const withheld = positionOf(
      await this.commands.execute(new TakeSettlementStep(pilotId, withhold, context.command())),
    );
    await this.reclaims.withdraw(pilotId, context, (n) => [2 + 2 * n, 3 + 2 * n]);
    await this.orders.stop(pilotId, context, () => ['never', 'never']);
    const now = await this.settlements.find(pilotId);
    // Whatever is owed waits for a person to order it; what was taken back beyond that is claimed again.
    if (now.status === 'none' || stateOwes(now) >= 0) return withheld;
    const budgetYear = budgetYearOf(metadata.recordedAt);
    const again = { type: 'CarryOutStateShare', cause: payoutId, budgetYear } as const;
    return positionOf(
      await this.commands.execute(new TakeSettlementStep(pilotId, again, context.command(1))),
    );
  }
}
