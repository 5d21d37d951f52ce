import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { OpenPayout } from '../../contract/commands.js';
import { Payouts } from './payouts.js';

/** Carries out {@link OpenPayout}. */
@CommandHandler(OpenPayout)
export class OpenPayoutHandler implements ICommandHandler<OpenPayout> {
  constructor(private readonly payouts: Payouts) {}

  execute({ id, content, context }: OpenPayout) {
    return this.payouts.follow(id, { type: 'OpenPayout', order: content }, context);
  }
}
