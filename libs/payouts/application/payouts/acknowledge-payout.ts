import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { MAY } from '../../access.js';
import { Payouts } from './payouts.js';

/** The finance side took an instruction. */
export class AcknowledgePayout extends ResourceCommand<{ readonly instructionId?: string | undefined }> {}

/** Carries out {@link AcknowledgePayout}. */
@CommandHandler(AcknowledgePayout)
export class AcknowledgePayoutHandler implements ICommandHandler<AcknowledgePayout> {
  constructor(private readonly payouts: Payouts) {}

  execute({ id, content, context }: AcknowledgePayout) {
    return this.payouts.act(MAY['payout.settle'], id, { type: 'AcknowledgePayout', ...content }, context);
  }
}
