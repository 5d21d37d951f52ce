import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { MAY } from '../../access.js';
import { Payouts } from './payouts.js';

/** The finance side reports that the bank sent settled money back. */
export class ReturnPayout extends ResourceCommand<{
  readonly instructionId?: string | undefined;
  /** Minor units; all the instruction settled when left out. */
  readonly amount?: number | undefined;
  readonly currency?: string | undefined;
  /** Calendar date. */
  readonly returnedOn: string;
  readonly bankReference: string;
  readonly reasonCode: string;
  readonly reason?: string | undefined;
}> {}

/** Carries out {@link ReturnPayout}. */
@CommandHandler(ReturnPayout)
export class ReturnPayoutHandler implements ICommandHandler<ReturnPayout> {
  constructor(private readonly payouts: Payouts) {}

  execute({ id, content, context }: ReturnPayout) {
    return this.payouts.act(MAY['payout.settle'], id, { type: 'ReturnPayout', ...content }, context);
  }
}
