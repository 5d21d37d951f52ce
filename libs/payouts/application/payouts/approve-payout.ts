import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { MAY } from '../../access.js';
import { approvedByAttester } from '../../domain/payout/refusals.js';
import { Payouts } from './payouts.js';

/** The acting decision-maker approves what another person attested. */
export class ApprovePayout extends ResourceCommand<{ readonly note?: string | undefined }> {}

/** Carries out {@link ApprovePayout}. */
@CommandHandler(ApprovePayout)
export class ApprovePayoutHandler implements ICommandHandler<ApprovePayout> {
  constructor(private readonly payouts: Payouts) {}

  execute({ id, content, context }: ApprovePayout) {
    const { subject, organisation } = context.actor;
    const command = { type: 'ApprovePayout', approver: subject, organisation, note: content.note } as const;
    return this.payouts.act(MAY['payout.approve'], id, command, context, (state, usual) =>
      usual?.kind === 'forbidden' && state.status === 'attested' && state.attester === subject
        ? approvedByAttester()
        : usual,
    );
  }
}
