import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { derivedId } from '#eventsourcing/ids.js';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { MAY } from '../../access.js';
import { Payouts } from './payouts.js';

/** Hands the payout to the finance system; a failed one once more, under a new instruction id. */
export class InstructPayout extends ResourceCommand<Record<string, never>> {}

/** Carries out {@link InstructPayout}. */
@CommandHandler(InstructPayout)
export class InstructPayoutHandler implements ICommandHandler<InstructPayout> {
  constructor(private readonly payouts: Payouts) {}

  execute({ id, context }: InstructPayout) {
    const instructionId = derivedId('instruction', id, context.commandId);
    return this.payouts.act(MAY['payout.instruct'], id, { type: 'InstructPayout', instructionId }, context);
  }
}
