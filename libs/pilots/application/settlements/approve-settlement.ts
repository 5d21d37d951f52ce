import { CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { budgetYearOf, dateInOslo } from '#calendar/oslo.js';
import { PRECONDITION_FAILED, type CommandContext, type Outcome } from '#eventsourcing/command.js';
import { takenAgain } from '#eventsourcing/taken-again.js';
import { LapseInstruction } from '#payouts/contract/commands.js';
import { organisationOf } from '#access/organisation.js';
import { partOf } from '#cqrs/following-command.js';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { MAY } from '../../access.js';
import { concludes } from '../../domain/settlement/approval.js';
import { raiseFor } from '../../domain/settlement/provision.js';
import {
  isAboutToPayLess,
  orderedOf,
  stateShareOf,
  type KnownSettlement,
} from '../../domain/settlement/state.js';
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
 * year in which it is paid: what is reserved for other years is moved there first, within the budget's limits. One that
 * pays less comes after each instruction of its payouts that goes out.
 */
@CommandHandler(ApproveSettlement)
export class ApproveSettlementHandler implements ICommandHandler<ApproveSettlement> {
  constructor(
    private readonly settled: SettledPilots,
    private readonly settlements: Settlements,
    private readonly liability: LiabilityBudget,
    private readonly reclaims: Reclaims,
    private readonly commands: CommandBus,
  ) {}

  /** Whoever names a revision is told that it is another one. */
  execute(command: ApproveSettlement): Promise<Outcome> {
    const once = (attempt: number) => this.once(command, attempt);
    return command.context.ifMatch === undefined ? takenAgain(PRECONDITION_FAILED, once) : once(1);
  }

  private async once({ id, content, context }: ApproveSettlement, attempt: number): Promise<Outcome> {
    const action = MAY['pilot.approve-settlement'];
    const { actor, now } = context;
    const { state, revision } = await this.settlements.load(id);
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
    // What was found here, and lapsed, is so at that revision: another approval meanwhile is looked at anew.
    const fenced = context.dryRun ? context : { ...context, fence: revision };
    if (state.status === 'none' || raise === undefined || !concludes(state)) return approve(fenced);
    const judged = await approve({ ...context, dryRun: true });
    if (!judged.ok) return judged;
    const refused = isAboutToPayLess(state) ? await this.lapse(state, revision, context) : undefined;
    if (refused) return refused;
    // What is claimed back by now is not paid again: the claim is taken back instead.
    const more = stateShareOf(state.current) - orderedOf(state) - (await this.reclaims.outstanding(state));
    const provided = await this.liability.provide(
      found,
      state,
      { more, budgetYear, raise },
      partOf(context, attempt === 1 ? 'provide' : `provide:${raise}`),
    );
    if (!provided.ok) return provided;
    return approve(fenced);
  }

  /** What was about to be handed to the bank does not go out any more, or went out before the version is concluded. */
  private async lapse(
    { orders }: KnownSettlement,
    revision: number,
    context: CommandContext,
  ): Promise<Outcome | undefined> {
    // Who only asks has none lapse.
    if (context.dryRun) return undefined;
    for (const { payoutId } of orders) {
      const part = partOf(context, `lapse:${revision}:${payoutId}`);
      const outcome = await this.commands.execute(new LapseInstruction(payoutId, {}, part));
      // One that is not opened yet is handed over later, and by then nothing is payable.
      if (!outcome.ok && outcome.refusal.code !== 'payout-unknown') return outcome;
    }
    return undefined;
  }
}
