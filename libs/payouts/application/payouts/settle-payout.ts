import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { MAY } from '../../access.js';
import { Payouts } from './payouts.js';

/** The finance side reports an instruction as settled, in full or in part. */
export class SettlePayout extends ResourceCommand<{
  readonly instructionId?: string | undefined;
  /** Minor units; all the instruction has left when left out. */
  readonly amount?: number | undefined;
  readonly currency?: string | undefined;
  /** Calendar date. */
  readonly settledOn: string;
  readonly bankReference: string;
}> {}

/** The finance side reports an instruction as failed. */
export class FailPayout extends ResourceCommand<{
  readonly instructionId?: string | undefined;
  readonly reasonCode: string;
  readonly reason?: string | undefined;
}> {}

/** Carries out {@link SettlePayout}. */
@CommandHandler(SettlePayout)
export class SettlePayoutHandler implements ICommandHandler<SettlePayout> {
  constructor(private readonly payouts: Payouts) {}

  execute({ id, content, context }: SettlePayout) {
    return this.payouts.act(MAY['payout.settle'], id, { type: 'SettlePayout', ...content }, context);
  }
}

/** Carries out {@link FailPayout}. */
@CommandHandler(FailPayout)
export class FailPayoutHandler implements ICommandHandler<FailPayout> {
  constructor(private readonly payouts: Payouts) {}

  execute({ id, content, context }: FailPayout) {
    return this.payouts.act(MAY['payout.settle'], id, { type: 'FailPayout', ...content }, context);
  }
}
