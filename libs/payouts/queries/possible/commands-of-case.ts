import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { dateInOslo } from '#calendar/oslo.js';
import type { Clock } from '#hosting/clock.js';
import type { PossibleCommand } from '#cqrs/possible-commands.js';
import { CLOCK } from '#cqrs/tokens.js';
import { Payouts } from '../../application/payouts/payouts.js';
import { Recoveries } from '../../application/recoveries/recoveries.js';
import { PossibleCommandsOfCase } from '../../contract/queries.js';
import { isClaimed, type KnownRecovery } from '../../domain/recovery/state.js';
import { Ledger } from '../ledger.js';
import { RecoveryList } from '../recovery-list.js';
import { possibleOnPayout } from './payout-commands.js';
import { possibleOnRecovery } from './recovery-commands.js';

/** Answers {@link PossibleCommandsOfCase}: which there are is read from the read models, where they stand from the log. */
@QueryHandler(PossibleCommandsOfCase)
export class PossibleCommandsOfCaseHandler implements IQueryHandler<PossibleCommandsOfCase> {
  constructor(
    private readonly ledger: Ledger,
    private readonly list: RecoveryList,
    private readonly payouts: Payouts,
    private readonly recoveries: Recoveries,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ caseId, after }: PossibleCommandsOfCase): Promise<readonly PossibleCommand[]> {
    const today = dateInOslo(this.clock.now());
    const recoveries: KnownRecovery[] = [];
    for (const { id } of (await this.list.ofCase(caseId, after)).items) {
      const state = await this.recoveries.find(id);
      if (state.status !== 'none') recoveries.push(state);
    }
    const claims = recoveries.filter(isClaimed).map(({ order }) => order.recoveryId);
    const possible: PossibleCommand[] = [];
    for (const { id } of (await this.ledger.ofCase(caseId, after)).items) {
      const state = await this.payouts.find(id);
      if (state.status !== 'none') possible.push(...possibleOnPayout(state, today, claims));
    }
    possible.push(...recoveries.flatMap((state) => possibleOnRecovery(state, today)));
    return possible;
  }
}
