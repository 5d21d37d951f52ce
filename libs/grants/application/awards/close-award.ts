import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { MAY } from '../../access.js';
import { wasAccepted } from '../../domain/award/state.js';
import { ReportsOfAwards } from '../reports/reports-of-awards.js';
import { Awards } from './awards.js';
import { Payments } from './payments.js';

/** The acting caseworker closes the award `id`. */
export class CloseAward extends ResourceCommand<{ readonly note?: string | undefined }> {}

/** Carries out {@link CloseAward}. */
@CommandHandler(CloseAward)
export class CloseAwardHandler implements ICommandHandler<CloseAward> {
  constructor(
    private readonly awards: Awards,
    private readonly payments: Payments,
    private readonly reports: ReportsOfAwards,
  ) {}

  async execute({ id, content, context }: CloseAward) {
    const state = await this.awards.find(id);
    const payments = wasAccepted(state) ? [...(await this.payments.ofAward(state))] : [];
    const command = {
      type: 'CloseAward',
      person: context.actor.subject,
      note: content.note,
      paid: payments.reduce((total, [, { paid }]) => total + paid, 0),
      unpaidInstalments: payments.filter(([, { finished }]) => !finished).map(([number]) => number),
      openReports: await this.reports.openOf(state),
    } as const;
    return this.awards.act(MAY['award.close'], id, command, context);
  }
}
