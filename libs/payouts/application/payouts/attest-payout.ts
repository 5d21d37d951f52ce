import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { MAY } from '../../access.js';
import { Payouts } from './payouts.js';

/** The acting attester confirms that the payout may go. */
export class AttestPayout extends ResourceCommand<{ readonly note?: string | undefined }> {}

/** Carries out {@link AttestPayout}. */
@CommandHandler(AttestPayout)
export class AttestPayoutHandler implements ICommandHandler<AttestPayout> {
  constructor(private readonly payouts: Payouts) {}

  execute({ id, content, context }: AttestPayout) {
    const { subject, organisation } = context.actor;
    const command = { type: 'AttestPayout', attester: subject, organisation, note: content.note } as const;
    return this.payouts.act(MAY['payout.attest'], id, command, context);
  }
}
