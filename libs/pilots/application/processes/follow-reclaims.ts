import { Injectable } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { AppendedEvent } from '#eventsourcing/reactions.js';
import { FindRecovery, type RecoveryStanding } from '#payouts/contract/queries.js';
import { positionOf, type Reaction, type ReactionContext } from '#processes/reaction.js';
import { Settlements } from '../settlements/settlements.js';
import { TakeSettlementStep } from '../settlements/steps.js';

/** The settlement knows what of an overpayment is not claimed back: a later version neither pays nor claims it again. */
@Injectable()
export class FollowReclaims implements Reaction {
  readonly name = 'follow-reclaims';
  readonly eventTypes = ['RepaymentClaimed', 'RecoveryDropped', 'ClaimWaived'];

  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly settlements: Settlements,
  ) {}

  async react({ data, metadata }: AppendedEvent, context: ReactionContext) {
    const { recoveryId } = data as { readonly recoveryId: string };
    const pilotId = metadata.caseId!;
    const state = await this.settlements.find(pilotId);
    // Most recoveries are those of grants.
    if (state.status === 'none' || !state.reclaims.has(recoveryId)) return undefined;
    const recovery = await this.queries.execute(new FindRecovery(recoveryId));
    const stands = recovery === undefined ? undefined : standing(recovery);
    if (stands === undefined) return undefined;
    const waive = { type: 'WaiveOverpayment', recoveryId, stands } as const;
    return positionOf(await this.commands.execute(new TakeSettlementStep(pilotId, waive, context.command())));
  }
}

/** What is claimed or was repaid; undefined where that is not for those to say who decide on the recovery. Minor units. */
function standing({ status, claimed }: RecoveryStanding): number | undefined {
  switch (status) {
    case 'dropped':
      return 0;
    case 'claimed':
    case 'in-instalments':
    case 'settled':
    case 'waived':
    // What is written off, or was claimed and is barred, stays owed.
    case 'written-off':
      return claimed;
    case 'barred':
      return claimed > 0 ? claimed : undefined;
    // Nothing is decided yet; or it was annulled, which the settlement asked for itself.
    case 'forewarned':
    case 'proposed':
    case 'annulled':
      return undefined;
  }
}
