import { Injectable } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { CommandContext } from '#eventsourcing/command.js';
import { CancelPayout } from '#payouts/contract/commands.js';
import { FindPayout } from '#payouts/contract/queries.js';
import { type FormerNumber, positionOf, type ReactionContext } from '#processes/reaction.js';
import { stateOwes } from '../../domain/settlement/state.js';
import { Settlements } from './settlements.js';
import { TakeSettlementStep } from './steps.js';

/** Payouts that cannot be stopped any more are claimed back. */
const ON_THEIR_WAY: ReadonlySet<string> = new Set(['with-the-bank', 'already-settled']);

/** The payouts that were ordered of the state's share. */
@Injectable()
export class StateShareOrders {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly settlements: Settlements,
  ) {}

  /**
   * Cancels orders that are not with the bank, the last one first, while more is on its way than is owed. `formerly` gives
   * the numbers under which earlier versions sent the two commands for the nth order.
   */
  async stop(
    pilotId: string,
    context: ReactionContext,
    formerly: (n: number) => readonly [cancelling: FormerNumber, withholding: FormerNumber],
  ): Promise<void> {
    const before = await this.settlements.find(pilotId);
    if (before.status === 'none' || !before.concluded) return;
    const grounds = `version ${before.concluded.version} of the settlement pays less`;
    for (const [index, { payoutId, withheld }] of [...[...before.orders].entries()].toReversed()) {
      const state = await this.settlements.find(pilotId);
      if (state.status === 'none' || stateOwes(state) >= 0) return;
      if (withheld > 0) continue;
      const [cancelled, withholds] = formerly(index);
      const cancelling = context.commandFor('cancel-payout', payoutId, cancelled);
      const withholding = context.commandFor('withhold-state-share', payoutId, withholds);
      const outcome = await this.commands.execute(new CancelPayout(payoutId, { grounds }, cancelling));
      if (outcome.ok) await this.withhold(pilotId, payoutId, withholding);
      else if (!ON_THEIR_WAY.has(outcome.refusal.code)) positionOf(outcome);
    }
  }

  /** Done here and not left to who follows cancellations: what comes next would claim back what is not paid. */
  private async withhold(pilotId: string, payoutId: string, context: CommandContext): Promise<void> {
    const payout = await this.queries.execute(new FindPayout(payoutId));
    if (payout === undefined) throw new Error(`payout ${payoutId} was cancelled and is not there`);
    const step = { type: 'WithholdStateShare', payoutId, unpaid: payout.amount - payout.paid } as const;
    positionOf(await this.commands.execute(new TakeSettlementStep(pilotId, step, context)));
  }
}
