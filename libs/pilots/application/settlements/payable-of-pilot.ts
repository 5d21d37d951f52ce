import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { FindPayableOfPilot } from '#payouts/contract/queries.js';
import { payableNow } from '../../domain/settlement/state.js';
import { Settlements } from './settlements.js';

/** What may be paid of the payouts of a pilot, as its settlement stands. */
@QueryHandler(FindPayableOfPilot)
export class FindPayableOfPilotHandler implements IQueryHandler<FindPayableOfPilot> {
  constructor(private readonly settlements: Settlements) {}

  async execute({ caseId }: FindPayableOfPilot) {
    return payableNow(await this.settlements.find(caseId));
  }
}
