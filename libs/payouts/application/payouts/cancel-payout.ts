import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { MAY } from '../../access.js';
import { CancelPayout } from '../../contract/commands.js';
import { Payouts } from './payouts.js';

/** The acting official cancels what is not with the bank, with grounds. */
export class StopPayout extends ResourceCommand<{ readonly grounds: string }> {}

/** Carries out {@link StopPayout}. */
@CommandHandler(StopPayout)
export class StopPayoutHandler implements ICommandHandler<StopPayout> {
  constructor(private readonly payouts: Payouts) {}

  execute({ id, content, context }: StopPayout) {
    const command = { type: 'CancelPayout', person: context.actor.subject, ...content } as const;
    return this.payouts.act(MAY['payout.cancel'], id, command, context);
  }
}

/** Carries out {@link CancelPayout}, as a consequence of what was decided on the award. */
@CommandHandler(CancelPayout)
export class CancelPayoutHandler implements ICommandHandler<CancelPayout> {
  constructor(private readonly payouts: Payouts) {}

  execute({ id, content, context }: CancelPayout) {
    return this.payouts.follow(id, { type: 'CancelPayout', ...content }, context);
  }
}
