import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ResourceCommand } from '#cqrs/resource-command.js';
import type { Refusal } from '#eventsourcing/refusal.js';
import { money, type Money } from '#money/money.js';
import { MAY } from '../../access.js';
import type { StatementReference } from '../../contract/events.js';
import type { Report } from '../../domain/report/state.js';
import { CaseAttachments } from '../attachments/case-attachments.js';
import { Representatives } from '../organisations/representatives.js';
import { Reports } from './reports.js';

/** A report as a request states it. */
export interface ReportBody {
  readonly text: string;
  readonly accounts?: readonly { readonly text: string; readonly amount: Money }[] | undefined;
  readonly spent: Money;
  readonly totalCosts?: Money | undefined;
  readonly coFunding?: Money | undefined;
  /** Id of an attachment of the case. */
  readonly auditorStatement?: string | undefined;
}

/** The recipient submits the report `id`. */
export class SubmitReport extends ResourceCommand<ReportBody> {}

/** A statement that is not there is refused before the report's own rules are asked. */
@CommandHandler(SubmitReport)
export class SubmitReportHandler implements ICommandHandler<SubmitReport> {
  constructor(
    private readonly reports: Reports,
    private readonly representatives: Representatives,
    private readonly attachments: CaseAttachments,
  ) {}

  async execute({ id, content, context }: SubmitReport) {
    const { actor, now } = context;
    const state = await this.reports.find(id);
    const recipient = state.status === 'none' ? undefined : state.required.recipient;
    const unauthorised =
      recipient && (await this.representatives.refusalFor(actor, recipient, 'report', now));
    const { text, accounts = [], spent, totalCosts, coFunding, auditorStatement } = content;
    const statement = await this.statementOf(state, auditorStatement);
    const unknown = statement && 'refused' in statement ? statement.refused : undefined;
    const command = {
      type: 'SubmitReport',
      submittedBy: actor.subject,
      text,
      accounts: accounts.map((line) => ({ text: line.text, amount: line.amount.amount })),
      spent: money(spent.amount, spent.currency),
      ...(totalCosts === undefined ? {} : { totalCosts }),
      ...(coFunding === undefined ? {} : { coFunding }),
      ...(statement && !('refused' in statement) ? { auditorStatement: statement } : {}),
    } as const;
    return this.reports.act(
      MAY['report.submit'],
      id,
      command,
      context,
      (_, usual) => usual ?? (unauthorised || undefined) ?? unknown,
    );
  }

  private async statementOf(
    state: Report,
    attachmentId: string | undefined,
  ): Promise<StatementReference | { readonly refused: Refusal } | undefined> {
    if (state.status === 'none' || attachmentId === undefined) return undefined;
    // An award has the id of its case.
    const named = await this.attachments.named(state.required.awardId, [attachmentId]);
    if ('refused' in named) return named;
    const { id, digest, mediaType, size } = named.attachments[0]!;
    return { id, digest, mediaType, size };
  }
}
