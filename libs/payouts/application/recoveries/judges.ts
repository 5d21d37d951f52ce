import { Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { Judge } from '#giving-up/giving-up.js';
import { FindDecidersOfGrant, FindDecidersOfPilot, FindGivingUpDelegations } from '../../contract/queries.js';
import { Recoveries } from './recoveries.js';

/** What other streams tell of a person who judges whether money is given up. */
@Injectable()
export class Judges {
  constructor(
    private readonly recoveries: Recoveries,
    private readonly queries: QueryBus,
  ) {}

  /** The person's delegations of the day, and who approved what the claim rests on. */
  async of(recoveryId: string, person: string, today: string): Promise<Omit<Judge, 'decides'>> {
    const state = await this.recoveries.find(recoveryId);
    if (state.status === 'none') return { person, decidedBy: [], delegations: undefined };
    const asked = new FindGivingUpDelegations(state.order.schemeId, person, today);
    return {
      person,
      decidedBy: await this.decidersOf(recoveryId),
      delegations: await this.queries.execute(asked),
    };
  }

  /** Who approved the revocation, report or settlement that the claim rests on. */
  async decidersOf(recoveryId: string): Promise<readonly string[]> {
    const state = await this.recoveries.find(recoveryId);
    if (state.status === 'none') return [];
    const { caseId } = state.order;
    return [
      ...(await this.queries.execute(new FindDecidersOfGrant(caseId, recoveryId))),
      ...(await this.queries.execute(new FindDecidersOfPilot(caseId, recoveryId))),
    ];
  }
}
