import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { FindRecovery } from '../../contract/queries.js';
import { barredIn } from '#limitation/parts.js';
import { claimable } from '../../domain/recovery/barring.js';
import {
  barredBeforeClaim,
  expected,
  isClaimed,
  isOpen,
  owedNow,
  repaidInAll,
  stillWrittenOff,
} from '../../domain/recovery/state.js';
import { Recoveries } from './recoveries.js';

@QueryHandler(FindRecovery)
export class FindRecoveryHandler implements IQueryHandler<FindRecovery> {
  constructor(private readonly recoveries: Recoveries) {}

  async execute({ recoveryId }: FindRecovery) {
    const state = await this.recoveries.find(recoveryId);
    if (state.status === 'none') return undefined;
    const { status, claimed, repaid, order, annulledBy, parts, barredUnclaimed, fallen, payingBack } = state;
    const { basis, amount } = order;
    const payingBackProposed = payingBack?.approvedOn === undefined ? payingBack?.number : undefined;
    // What was paid of what was barred before a claim was due back as well.
    const { repaidBarred = 0 } = state;
    const counts = status !== 'annulled';
    return {
      status,
      basis,
      amount: amount.amount + repaidBarred,
      claimed: claimed + repaidBarred,
      repaid: repaidInAll(state),
      writtenOff: counts ? stillWrittenOff(state) : 0,
      barred: counts ? barredUnclaimed + barredIn(parts) : 0,
      expected: !isOpen(state) ? 0 : isClaimed(state) ? expected(state) : claimable(state),
      barredBeforeClaim: state.barredFollows ? barredBeforeClaim(state) : 0,
      owed: owedNow(state),
      open: isOpen(state),
      annulledBy,
      leftByAppeals: state.upheld?.left ?? 0,
      owedBack: fallen?.owedBack ?? 0,
      paidBack: fallen?.paidBack ?? 0,
      payingBackProposed,
      annulledItself: fallen?.itself === true,
      undecided: fallen?.undecided ?? 0,
      lowered: fallen?.lowered ?? 0,
      claimedAnew: fallen?.takenUp ? claimed - repaid + fallen.paidBack - (fallen.lowered ?? 0) : 0,
    };
  }
}
