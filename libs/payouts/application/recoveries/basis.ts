import { Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { FindBasisAnnulled } from '../../contract/queries.js';
import { Recoveries } from './recoveries.js';

/** What other streams tell of what a claim rests on. */
@Injectable()
export class Basis {
  constructor(
    private readonly recoveries: Recoveries,
    private readonly queries: QueryBus,
  ) {}

  /** Whether the decision a claim rests on was annulled, and the case is not decided anew. */
  async isAnnulled(recoveryId: string): Promise<boolean> {
    const state = await this.recoveries.find(recoveryId);
    return state.status !== 'none' && this.queries.execute(new FindBasisAnnulled(state.order.caseId));
  }
}
