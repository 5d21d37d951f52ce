import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CancelPayout, CorrectPayoutAccount, LapseInstruction, OpenPayout } from '../../contract/commands.js';
import { Payouts } from './payouts.js';

/** A payout follows from a release or an order. */
@CommandHandler(OpenPayout)
export class OpenPayoutHandler implements ICommandHandler<OpenPayout> {
  constructor(private readonly payouts: Payouts) {}

  execute({ id, content, context }: OpenPayout) {
    return this.payouts.follow(id, { type: 'OpenPayout', order: content }, context);
  }
}

/** Its end follows from what was decided on the award. */
@CommandHandler(CancelPayout)
export class CancelPayoutHandler implements ICommandHandler<CancelPayout> {
  constructor(private readonly payouts: Payouts) {}

  execute({ id, content, context }: CancelPayout) {
    return this.payouts.follow(id, { type: 'CancelPayout', ...content }, context);
  }
}

/** Where it goes follows from what was corrected about whom it is paid to. */
@CommandHandler(CorrectPayoutAccount)
export class CorrectPayoutAccountHandler implements ICommandHandler<CorrectPayoutAccount> {
  constructor(private readonly payouts: Payouts) {}

  execute({ id, content, context }: CorrectPayoutAccount) {
    return this.payouts.follow(id, { type: 'CorrectPayoutAccount', ...content }, context);
  }
}

/** It lapses before less comes to be payable. */
@CommandHandler(LapseInstruction)
export class LapseInstructionHandler implements ICommandHandler<LapseInstruction> {
  constructor(private readonly payouts: Payouts) {}

  execute({ id, content, context }: LapseInstruction) {
    return this.payouts.follow(id, { type: 'LapseInstruction', ...content }, context);
  }
}
