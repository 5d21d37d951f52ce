import { CommandHandler, QueryBus, type ICommandHandler } from '@nestjs/cqrs';
import { FindPayout } from '#payouts/contract/queries.js';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { MAY } from '../../access.js';
import { stateOwes } from '../../domain/settlement/state.js';
import { Reclaims } from '../settlements/reclaims.js';
import { Settlements } from '../settlements/settlements.js';
import { Pilots } from './pilots.js';

/** The pilot `id` is over. */
export class ClosePilot extends ResourceCommand<{ readonly conclusion: string }> {}

/** Carries out {@link ClosePilot}: once its final settlement is concluded, and the state's share is paid or paid back. */
@CommandHandler(ClosePilot)
export class ClosePilotHandler implements ICommandHandler<ClosePilot> {
  constructor(
    private readonly pilots: Pilots,
    private readonly settlements: Settlements,
    private readonly queries: QueryBus,
    private readonly reclaims: Reclaims,
  ) {}

  async execute({ id, content, context }: ClosePilot) {
    const settled = await this.isSettled(id);
    const command = { type: 'ClosePilot', person: context.actor.subject, settled, ...content } as const;
    return this.pilots.act(MAY['pilot.close'], id, command, context);
  }

  private async isSettled(id: string): Promise<boolean> {
    const state = await this.settlements.find(id);
    if (state.status !== 'concluded' || !state.current.final || stateOwes(state) !== 0) return false;
    for (const { payoutId, amount, withheld } of state.orders) {
      const payout = await this.queries.execute(new FindPayout(payoutId));
      if (payout === undefined || payout.paid < amount - withheld) return false;
    }
    return !(await this.reclaims.anyOpen(state));
  }
}
