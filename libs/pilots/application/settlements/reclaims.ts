import { Injectable } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { AnnulClaim } from '#payouts/contract/commands.js';
import { FindRecovery } from '#payouts/contract/queries.js';
import { positionOf, type ReactionContext } from '#processes/reaction.js';
import { standingOf, stateOwes, type KnownSettlement, type Reclaim } from '../../domain/settlement/state.js';
import { Settlements } from './settlements.js';
import { TakeSettlementStep } from './steps.js';

/** Nobody asks for it any more. */
const STILL_OWED: ReadonlySet<string> = new Set(['written-off', 'barred']);
const TAKEN_BACK: ReadonlySet<string> = new Set([...STILL_OWED, 'annulled']);

/** What was claimed back of the state's share, and its recoveries. */
@Injectable()
export class Reclaims {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly settlements: Settlements,
  ) {}

  /** Minor units that are claimed back and not repaid. */
  async outstanding(state: KnownSettlement): Promise<number> {
    let all = 0;
    for (const reclaim of state.reclaims) {
      const recovery = await this.recoveryOf(reclaim);
      // What has no recovery yet is about to get one.
      if (recovery === undefined || recovery.open || STILL_OWED.has(recovery.status))
        all += standingOf(reclaim) - (recovery?.repaid ?? 0);
    }
    return all;
  }

  /** Whether a recovery is still open. */
  async anyOpen(state: KnownSettlement): Promise<boolean> {
    for (const reclaim of state.reclaims)
      if ((await this.recoveryOf(reclaim))?.open ?? standingOf(reclaim) > 0) return true;
    return false;
  }

  /**
   * Takes recoveries back, the last one first, while the state owes something: nobody pays back what they are owed.
   * `formerly` gives the numbers under which earlier versions sent the two commands for the nth claim to pay back.
   */
  async withdraw(
    pilotId: string,
    context: ReactionContext,
    formerly: (n: number) => readonly [annulling: number, withdrawing: number],
  ): Promise<void> {
    const before = await this.settlements.find(pilotId);
    if (before.status === 'none') return;
    for (const [index, { recoveryId }] of [...[...before.reclaims].entries()].toReversed()) {
      const state = await this.settlements.find(pilotId);
      if (state.status === 'none' || stateOwes(state) <= 0) return;
      const recovery = await this.queries.execute(new FindRecovery(recoveryId));
      const [annulled, withdrawn] = formerly(index);
      const annulling = context.commandFor('annul-claim', recoveryId, annulled);
      const withdrawing = context.commandFor('withdraw-reclaim', recoveryId, withdrawn);
      // What is written off is owed, and is not once the state owes it. Annulled and not yet withdrawn: the process died in between.
      if (recovery?.open === false && !TAKEN_BACK.has(recovery.status)) continue;
      positionOf(await this.commands.execute(new AnnulClaim(recoveryId, {}, annulling)));
      const repaid = (await this.queries.execute(new FindRecovery(recoveryId)))!.repaid;
      const withdraw = { type: 'WithdrawReclaim', recoveryId, repaid } as const;
      positionOf(await this.commands.execute(new TakeSettlementStep(pilotId, withdraw, withdrawing)));
    }
  }

  private recoveryOf({ recoveryId }: Reclaim) {
    return this.queries.execute(new FindRecovery(recoveryId));
  }
}
