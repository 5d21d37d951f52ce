import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { MAY } from '../../access.js';
import { SettledPilots } from './settled-pilot.js';
import { Settlements } from './settlements.js';

/** Calculates a version of the settlement of the pilot `id` from what is verified. */
export class CalculateSettlement extends ResourceCommand<{
  /** No further results are expected. */
  readonly final: boolean;
}> {}

/** Carries out {@link CalculateSettlement}. */
@CommandHandler(CalculateSettlement)
export class CalculateSettlementHandler implements ICommandHandler<CalculateSettlement> {
  constructor(
    private readonly settled: SettledPilots,
    private readonly settlements: Settlements,
  ) {}

  async execute({ id, content, context }: CalculateSettlement) {
    const action = MAY['pilot.calculate-settlement'];
    const found = await this.settled.find(id, action, context.actor);
    if ('refusal' in found) return found;
    const { pilot, contract, contractDigest, measurements, basis, open } = found;
    const command = {
      type: 'CalculateSettlement',
      pilotId: id,
      contract,
      contractDigest,
      measurements,
      basis,
      open,
      person: context.actor.subject,
      ...content,
    } as const;
    return this.settlements.act(action, id, pilot, command, context);
  }
}
