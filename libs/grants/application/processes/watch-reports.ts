import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { instantAfterDay } from '#calendar/deadlines.js';
import { startOfDayInOslo } from '#calendar/oslo.js';
import type { AppendedEvent } from '#eventsourcing/reactions.js';
import { TIMERS } from '#cqrs/tokens.js';
import { positionOf, type ReactionContext, type TimedReaction } from '#processes/reaction.js';
import type { Timer, Timers } from '#processes/timers.js';
import { Awards } from '../awards/awards.js';
import { Reports } from '../reports/reports.js';
import { ReportsOfAwards } from '../reports/reports-of-awards.js';
import { TakeReportStep } from '../reports/steps.js';

const REMIND = 'remind-of-report';
const OVERDUE = 'report-overdue';

/**
 * Reports are reminded of before their day, and become overdue when it has passed, as long as the plan has money of their
 * years: what nobody owes holds up no payouts. One whose years come back into the plan is looked at again.
 */
@Injectable()
export class WatchReports implements TimedReaction {
  readonly name = 'watch-reports';
  readonly eventTypes = [
    'ReportRequired',
    'ReportReturned',
    'AwardAmended',
    'AwardContinued',
    'AmendmentLifted',
    'AwardReinstated',
    'DecisionFollowed',
    'InstalmentsReplanned',
  ];
  readonly inline = false;
  readonly timerKinds = [REMIND, OVERDUE];

  constructor(
    private readonly commands: CommandBus,
    private readonly awards: Awards,
    private readonly reports: Reports,
    private readonly owed: ReportsOfAwards,
    @Inject(TIMERS) private readonly timers: Timers,
  ) {}

  async react({ id, data, metadata }: AppendedEvent): Promise<undefined> {
    const cause = { correlationId: metadata.correlationId, causationId: id };
    const { reportId } = data as { reportId?: string };
    if (reportId === undefined) {
      const required = await this.owed.of(await this.awards.find(metadata.caseId!));
      for (const each of required) {
        const report = await this.reports.find(each.reportId);
        if (report.status !== 'none' && !report.overdue)
          await this.watch({ reportId: each.reportId, dueOn: report.dueOn }, cause);
      }
      return;
    }
    await this.watch(data as { reportId: string; dueOn: string; remindOn?: string }, cause);
  }

  private async watch(
    { reportId, dueOn, remindOn }: { reportId: string; dueOn: string; remindOn?: string },
    cause: Pick<Timer, 'correlationId' | 'causationId'>,
  ) {
    if (remindOn !== undefined)
      await this.timers.set({
        id: `${REMIND}:${reportId}`,
        dueAt: startOfDayInOslo(remindOn),
        kind: REMIND,
        payload: { reportId },
        ...cause,
      });
    await this.timers.set({
      id: `${OVERDUE}:${reportId}:${dueOn}`,
      dueAt: instantAfterDay(dueOn),
      kind: OVERDUE,
      payload: { reportId, dueOn },
      ...cause,
    });
  }

  /** The report itself knows whether it is still open, and by which day it is due. */
  async fire({ kind, payload, dueAt }: Timer, context: ReactionContext): Promise<void> {
    const { reportId, dueOn = '' } = payload as { reportId: string; dueOn?: string };
    if (!(await this.isOwed(reportId))) return;
    const step =
      kind === REMIND
        ? ({ type: 'RemindOfReport' } as const)
        : ({ type: 'ReportOverdue', dueOn, dueAt } as const);
    positionOf(await this.commands.execute(new TakeReportStep(reportId, step, context.command())));
  }

  /** Whether the plan of its award has money of its years. */
  private async isOwed(reportId: string): Promise<boolean> {
    const report = await this.reports.find(reportId);
    if (report.status === 'none') return false;
    const owed = await this.owed.of(await this.awards.find(report.required.awardId));
    return owed.some((each) => each.reportId === reportId);
  }
}
