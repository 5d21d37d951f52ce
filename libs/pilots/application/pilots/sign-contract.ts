import { CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ReserveCommitment } from '#budget/contract/commands.js';
import { budgetYearOf } from '#calendar/oslo.js';
import type { CommandContext, Outcome } from '#eventsourcing/command.js';
import { derivedId } from '#eventsourcing/ids.js';
import type { Refusal } from '#eventsourcing/refusal.js';
import { partOf } from '#cqrs/following-command.js';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { MAY } from '../../access.js';
import { completes } from '../../domain/pilot/contract.js';
import type { KnownPilot } from '../../domain/pilot/state.js';
import { isKnown, Pilots } from './pilots.js';

/** The acting person signs the drafted contract of the pilot `id` for their organisation. */
export class SignContract extends ResourceCommand<{
  /** Digest of the contract that is signed. */
  readonly digest: string;
}> {}

/**
 * The last signature binds the state: its maximum liability is reserved in the
 * scheme's budget first, and the contract agreed on that reservation; one that no contract came to stand on is given up
 * on the pilot before the budget lets it go.
 */
@CommandHandler(SignContract)
export class SignContractHandler implements ICommandHandler<SignContract> {
  constructor(
    private readonly pilots: Pilots,
    private readonly commands: CommandBus,
  ) {}

  async execute({ id, content, context }: SignContract): Promise<Outcome> {
    const state = await this.pilots.find(id);
    const { subject: person, organisation } = context.actor;
    const reservationId = isKnown(state) ? reservationOf(state) : '';
    const command = { type: 'SignContract', person, organisation, reservationId, ...content } as const;
    const sign = (how: CommandContext) => this.pilots.act(MAY['pilot.sign'], id, command, how);
    if (!isKnown(state) || !completes(organisation, state)) return sign(context);
    const judged = await sign({ ...context, dryRun: true });
    if (!judged.ok) return judged;
    const reserved = await this.reserve(id, state, reservationId, context);
    if (!reserved.ok) return reserved;
    const signed = await sign(context);
    if (!signed.ok) await this.abandon(id, reservationId, signed.refusal, context);
    return signed;
  }

  private reserve(
    caseId: string,
    { schemeId, currency, contract }: KnownPilot,
    reservationId: string,
    context: CommandContext,
  ): Promise<Outcome> {
    const payments = contract!.contract.liability;
    const reserve = { reservationId, caseId, currency, budgetYear: budgetYearOf(context.now), payments };
    const part = partOf(context, `reserve:${reservationId}`);
    return this.commands.execute(new ReserveCommitment(schemeId, reserve, part));
  }

  private abandon(id: string, reservationId: string, because: Refusal, context: CommandContext) {
    const grounds = `the signature was refused: ${because.code}`;
    const command = { type: 'AbandonLiability', reservationId, grounds } as const;
    return this.pilots.follow(id, command, partOf(context, `abandon:${reservationId}`));
  }
}

/** One reservation per draft; a new one after one that was given up. */
function reservationOf({ pilotId, drafts, abandoned }: KnownPilot): string {
  return derivedId('liability', pilotId, drafts, abandoned.size);
}
