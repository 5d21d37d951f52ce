import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { instantAfterDay } from '#calendar/deadlines.js';
import { startOfDayInOslo } from '#calendar/oslo.js';
import type { AppendedEvent } from '#eventsourcing/reactions.js';
import { TIMERS } from '#cqrs/tokens.js';
import { positionOf, type ReactionContext, type TimedReaction } from '#processes/reaction.js';
import type { Timer, Timers } from '#processes/timers.js';
import { TakeReportStep } from '../reports/steps.js';

const REMIND = 'remind-of-report';
const OVERDUE = 'report-overdue';

/** Reports are reminded of before their day, and become overdue when it has passed. */
@Injectable()
export class WatchReports implements TimedReaction {
  readonly name = 'watch-reports';
  readonly eventTypes = ['ReportRequired', 'ReportReturned'];
  readonly inline = false;
  readonly timerKinds = [REMIND, OVERDUE];

  constructor(
    private readonly commands: CommandBus,
    @Inject(TIMERS) private readonly timers: Timers,
  ) {}

  async react({ id, data, metadata }: AppendedEvent): Promise<undefined> {
    const { reportId, dueOn, remindOn } = data as { reportId: string; dueOn: string; remindOn?: string };
    const cause = { correlationId: metadata.correlationId, causationId: id };
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

  /** The report itself knows whether it is still owed, and by which day. */
  async fire({ kind, payload, dueAt }: Timer, context: ReactionContext): Promise<void> {
    const { reportId, dueOn = '' } = payload as { reportId: string; dueOn?: string };
    const step =
      kind === REMIND
        ? ({ type: 'RemindOfReport' } as const)
        : ({ type: 'ReportOverdue', dueOn, dueAt } as const);
    positionOf(await this.commands.execute(new TakeReportStep(reportId, step, context.command())));
  }
}
