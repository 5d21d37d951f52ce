import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { budgetYearOf } from '#calendar/oslo.js';
import type { CommandContext, Outcome } from '#eventsourcing/command.js';
import { partOf } from '#cqrs/following-command.js';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { MAY } from '../../access.js';
import { idsOfShare } from '../../domain/settlement/money.js';
import { raiseFor } from '../../domain/settlement/provision.js';
import { stateOwes } from '../../domain/settlement/state.js';
import { LiabilityBudget } from './liability-budget.js';
import { SettledPilots } from './settled-pilot.js';
import { Settlements } from './settlements.js';

/** What the state owes by the concluded settlement of the pilot `id` and was not paid is ordered once more. */
export class OrderStateShare extends ResourceCommand<Record<string, never>> {}

@CommandHandler(OrderStateShare)
export class OrderStateShareHandler implements ICommandHandler<OrderStateShare> {
  constructor(
    private readonly settled: SettledPilots,
    private readonly settlements: Settlements,
    private readonly liability: LiabilityBudget,
  ) {}

  async execute({ id, context }: OrderStateShare): Promise<Outcome> {
    const action = MAY['pilot.order-state-share'];
    const found = await this.settled.find(id, action, context.actor);
    if ('refusal' in found) return found;
    const budgetYear = budgetYearOf(context.now);
    const state = await this.settlements.find(id);
    const raise = state.status === 'none' ? undefined : raiseFor(state, found.reservationId);
    const command = {
      type: 'CarryOutStateShare',
      ...idsOfShare(id, context.commandId),
      currency: found.pilot.currency,
      budgetYear,
      asked: true,
      raise,
    } as const;
    const order = (how: CommandContext) => this.settlements.act(action, id, command, how);
    const judged = await order({ ...context, dryRun: true });
    if (!judged.ok) return judged;
    const more = state.status === 'none' ? 0 : stateOwes(state);
    if (state.status !== 'none' && raise !== undefined && more > 0) {
      const further = { more, budgetYear, raise };
      const provided = await this.liability.provide(found, state, further, partOf(context, 'provide'));
      if (!provided.ok) return provided;
    }
    return order(context);
  }
}
