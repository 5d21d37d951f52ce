import { Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { FindOwedBack } from '../../contract/queries.js';
import { Recoveries } from './recoveries.js';

/** What other streams tell of money that is owed back to a debtor. */
@Injectable()
export class OwedBack {
  constructor(
    private readonly recoveries: Recoveries,
    private readonly queries: QueryBus,
  ) {}

  /** Minor units that may be paid back on a recovery by the case it is of; undefined where that bounds nothing. */
  async backOn(recoveryId: string): Promise<number | undefined> {
    const state = await this.recoveries.find(recoveryId);
    if (state.status === 'none') return undefined;
    return this.queries.execute(new FindOwedBack(state.order.caseId));
  }
}
