import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { MAY } from '../../access.js';
import { wasAccepted } from '../../domain/award/state.js';
import type { Report } from '../../domain/report/state.js';
import { Awards } from '../awards/awards.js';
import { Payments } from '../awards/payments.js';
import { Reports } from './reports.js';

/** The acting caseworker approves the report `id`. */
export class ApproveReport extends ResourceCommand<{ readonly note?: string | undefined }> {}

/** Carries out {@link ApproveReport}: what was paid is looked up in the payouts' own streams. */
@CommandHandler(ApproveReport)
export class ApproveReportHandler implements ICommandHandler<ApproveReport> {
  constructor(
    private readonly reports: Reports,
    private readonly awards: Awards,
    private readonly payments: Payments,
  ) {}

  async execute({ id, content, context }: ApproveReport) {
    const paid = await this.paidFor(await this.reports.find(id));
    const command = { type: 'ApproveReport', approver: context.actor.subject, ...content, paid } as const;
    return this.reports.act(MAY['report.judge'], id, command, context);
  }

  private async paidFor(report: Report): Promise<number> {
    if (report.status === 'none') return 0;
    const { awardId, fromYear, toYear, every } = report.required;
    const state = await this.awards.find(awardId);
    if (!wasAccepted(state)) return 0;
    const payments = await this.payments.ofAward(state);
    let paid = 0;
    for (const { number, budgetYear } of state.schedule)
      if (budgetYear >= fromYear && budgetYear <= toYear) paid += payments.get(number)?.paid ?? 0;
    // The report at the end covers all: what is due back already is not asked for once more.
    return every === 'end' ? Math.max(0, paid - state.dueBack) : paid;
  }
}
