import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { FindRecovery } from '../../contract/queries.js';
import { isOpen, stillWrittenOff } from '../../domain/recovery/state.js';
import { Recoveries } from './recoveries.js';

@QueryHandler(FindRecovery)
export class FindRecoveryHandler implements IQueryHandler<FindRecovery> {
  constructor(private readonly recoveries: Recoveries) {}

  async execute({ recoveryId }: FindRecovery) {
    const state = await this.recoveries.find(recoveryId);
    if (state.status === 'none') return undefined;
    const { status, claimed, repaid, order, annulledBy } = state;
    const { basis, amount } = order;
    const writtenOff = status === 'annulled' ? 0 : stillWrittenOff(state);
    return {
      status,
      basis,
      amount: amount.amount,
      claimed,
      repaid,
      writtenOff,
      open: isOpen(state),
      annulledBy,
    };
  }
}
