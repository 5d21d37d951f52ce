import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { MAY } from '../../access.js';
import type { RequiredReport, StatementReference } from '../../contract/events.js';
import type { ReportCommand } from '../../domain/report/report.js';
import type { Refusal } from '#eventsourcing/refusal.js';
import { CaseAttachments } from '../attachments/case-attachments.js';
import { Representatives } from '../organisations/representatives.js';
import type { Report } from '../../domain/report/state.js';
import { Reports } from './reports.js';

type Of<Type extends ReportCommand['type']> = Extract<ReportCommand, { type: Type }>;

/** The award owes the report `id`; again changes nothing. */
export class RequireReport extends ResourceCommand<RequiredReport> {}

/** The recipient is to be reminded of the report `id`. */
export class RemindOfReport extends ResourceCommand<Record<string, never>> {}

/** The day on which the report `id` was due has passed. */
export class ReportOverdue extends ResourceCommand<Pick<Of<'ReportOverdue'>, 'dueOn' | 'dueAt'>> {}

/** The recipient submits the report `id`; the auditor's statement is named by its id among the case's attachments. */
export class SubmitReport extends ResourceCommand<
  Omit<Of<'SubmitReport'>, 'type' | 'submittedBy' | 'auditorStatement'> & {
    readonly auditorStatement?: string | undefined;
  }
> {}

/** The acting caseworker returns the report `id`. */
export class ReturnReport extends ResourceCommand<Pick<Of<'ReturnReport'>, 'dueOn' | 'grounds'>> {}

/** The acting decision-maker does without the report `id`. */
export class WaiveReport extends ResourceCommand<{ readonly grounds: string }> {}

/** Carries out {@link RequireReport}. */
@CommandHandler(RequireReport)
export class RequireReportHandler implements ICommandHandler<RequireReport> {
  constructor(private readonly reports: Reports) {}

  execute({ id, content, context }: RequireReport) {
    return this.reports.follow(id, { type: 'RequireReport', required: content }, context);
  }
}

/** Carries out {@link RemindOfReport}. */
@CommandHandler(RemindOfReport)
export class RemindOfReportHandler implements ICommandHandler<RemindOfReport> {
  constructor(private readonly reports: Reports) {}

  execute({ id, context }: RemindOfReport) {
    return this.reports.follow(id, { type: 'RemindOfReport' }, context);
  }
}

/** Carries out {@link ReportOverdue}. */
@CommandHandler(ReportOverdue)
export class ReportOverdueHandler implements ICommandHandler<ReportOverdue> {
  constructor(private readonly reports: Reports) {}

  execute({ id, content, context }: ReportOverdue) {
    return this.reports.follow(id, { type: 'ReportOverdue', ...content }, context);
  }
}

/** Carries out {@link SubmitReport}. */
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
    const { auditorStatement, ...report } = content;
    const statement = await this.statementOf(state, auditorStatement);
    const unknown = statement && 'refused' in statement ? statement.refused : undefined;
    const command = {
      type: 'SubmitReport',
      submittedBy: actor.subject,
      ...report,
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

/** Carries out {@link ReturnReport}. */
@CommandHandler(ReturnReport)
export class ReturnReportHandler implements ICommandHandler<ReturnReport> {
  constructor(private readonly reports: Reports) {}

  execute({ id, content, context }: ReturnReport) {
    const { actor, now } = context;
    const command = { type: 'ReturnReport', person: actor.subject, ...content, now } as const;
    return this.reports.act(MAY['report.judge'], id, command, context);
  }
}

/** Carries out {@link WaiveReport}. */
@CommandHandler(WaiveReport)
export class WaiveReportHandler implements ICommandHandler<WaiveReport> {
  constructor(private readonly reports: Reports) {}

  execute({ id, content, context }: WaiveReport) {
    const command = { type: 'WaiveReport', person: context.actor.subject, ...content } as const;
    return this.reports.act(MAY['report.waive'], id, command, context);
  }
}
