import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { FindPayoutsOfCase, type PayoutsOfCase } from '../contract/queries.js';
import { Ledger } from './ledger.js';

@QueryHandler(FindPayoutsOfCase)
export class FindPayoutsOfCaseHandler implements IQueryHandler<FindPayoutsOfCase> {
  constructor(private readonly ledger: Ledger) {}

  async execute({ caseId, after }: FindPayoutsOfCase): Promise<PayoutsOfCase> {
    const { items, incomplete = false } = await this.ledger.ofCase(caseId, after);
    const payouts = items.map(
      ({
        id,
        instalment,
        dueDate,
        amount,
        paid,
        status,
        attester,
        approver,
        attempts,
        settledOn,
        reasonCode,
        revision,
      }) => ({
        id,
        instalment,
        dueDate,
        amount,
        paid,
        status,
        attester,
        approver,
        attempts,
        settledOn,
        reasonCode,
        revision,
      }),
    );
    return { payouts, incomplete };
  }
}
