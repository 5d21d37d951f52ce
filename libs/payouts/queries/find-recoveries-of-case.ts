import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { FindRecoveriesOfCase, type RecoveriesOfCase } from '../contract/queries.js';
import { RecoveryList } from './recovery-list.js';

@QueryHandler(FindRecoveriesOfCase)
export class FindRecoveriesOfCaseHandler implements IQueryHandler<FindRecoveriesOfCase> {
  constructor(private readonly recoveries: RecoveryList) {}

  async execute({ caseId, after }: FindRecoveriesOfCase): Promise<RecoveriesOfCase> {
    const { items, incomplete = false } = await this.recoveries.ofCase(caseId, after);
    const recoveries = items.map((each) => ({
      id: each.id,
      basis: each.basis,
      state: each.state,
      amount: each.amount,
      claimed: each.claimed,
      repaid: each.repaid,
      owed: each.owed,
      writtenOff: each.writtenOff,
      barred: each.barred,
      upheld: each.upheld,
      owedBack: each.owedBack,
      paidBack: each.paidBack,
      undecided: each.undecided,
      replyBy: each.replyBy,
      answered: each.answered,
      deadline: each.deadline,
      overdue: each.overdue,
      limitationDate: each.limitationDate,
      revision: each.revision,
    }));
    return { recoveries, incomplete };
  }
}
