import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { budgetYearOf, dateInOslo } from '#calendar/oslo.js';
import type { CommandContext, Outcome } from '#eventsourcing/command.js';
import { organisationOf } from '#access/organisation.js';
import { partOf } from '#cqrs/following-command.js';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { MAY } from '../../access.js';
import { concludes } from '../../domain/settlement/approval.js';
import { raiseFor } from '../../domain/settlement/provision.js';
import { orderedOf, stateShareOf } from '../../domain/settlement/state.js';
import { LiabilityBudget } from './liability-budget.js';
import { Reclaims } from './reclaims.js';
import { lastVersion, SettledPilots } from './settled-pilot.js';
import { Settlements } from './settlements.js';

/** The acting decision-maker approves a version of the settlement of the pilot `id` for their directorate. */
export class ApproveSettlement extends ResourceCommand<{
  readonly version: number;
  readonly note?: string | undefined;
}> {}

/**
 * The approval that concludes it needs the state's share to be there in the budget
 * year in which it is paid: what is reserved for other years is moved there first, within the budget's limits.
 */
@CommandHandler(ApproveSettlement)
export class ApproveSettlementHandler implements ICommandHandler<ApproveSettlement> {
  constructor(
    private readonly settled: SettledPilots,
    private readonly settlements: Settlements,
    private readonly liability: LiabilityBudget,
    private readonly reclaims: Reclaims,
  ) {}

  async execute({ id, content, context }: ApproveSettlement): Promise<Outcome> {
    const action = MAY['pilot.approve-settlement'];
    const { actor, now } = context;
    const state = await this.settlements.find(id);
    const found = await this.settled.find(id, action, actor, lastVersion(state));
    if ('refusal' in found) return found;
    const { pilot, contract, basis, measuredBy } = found;
    const budgetYear = budgetYearOf(now);
    const raise = state.status === 'none' ? undefined : raiseFor(state, found.reservationId);
    const command = {
      type: 'ApproveSettlement',
      raise,
      basis,
      measuredBy,
      contract,
      schemeId: pilot.schemeId,
      budgetYear,
      today: dateInOslo(now),
      directorate: organisationOf(actor),
      person: actor.subject,
      ...content,
    } as const;
    const approve = (how: CommandContext) => this.settlements.act(action, id, command, how);
    if (state.status === 'none' || raise === undefined || !concludes(state)) return approve(context);
    const judged = await approve({ ...context, dryRun: true });
    if (!judged.ok) return judged;
    // What is claimed back by now is not paid again: the claim is taken back instead.
    const more = stateShareOf(state.current) - orderedOf(state) - (await this.reclaims.outstanding(state));
    const provided = await this.liability.provide(
      found,
      state,
      { more, budgetYear, raise },
      partOf(context, 'provide'),
    );
    if (!provided.ok) return provided;
    return approve(context);
  }
}
