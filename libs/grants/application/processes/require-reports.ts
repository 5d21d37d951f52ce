import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { AppendedEvent } from '#eventsourcing/reactions.js';
import type { Position } from '#eventsourcing/event.js';
import { positionOf, type Reaction, type ReactionContext } from '#processes/reaction.js';
import { Awards } from '../awards/awards.js';
import { ReportsOfAwards } from '../reports/reports-of-awards.js';
import { TakeReportStep } from '../reports/steps.js';

/** An award owes the reports its regulation asks for; more of them when it goes on for longer. */
@Injectable()
export class RequireReports implements Reaction {
  readonly name = 'require-reports';
  readonly eventTypes = [
    'AwardAccepted',
    'AwardAmended',
    'AwardContinued',
    'AmendmentLifted',
    'AwardReinstated',
    'DecisionFollowed',
    'InstalmentsReplanned',
  ];

  constructor(
    private readonly awards: Awards,
    private readonly reports: ReportsOfAwards,
    private readonly commands: CommandBus,
  ) {}

  async react({ data }: AppendedEvent, context: ReactionContext) {
    const { awardId } = data as { awardId: string };
    let position: Position | undefined;
    const owed = await this.reports.of(await this.awards.find(awardId));
    for (const required of owed) {
      const { reportId } = required;
      const requiring = context.commandFor('require-report', reportId);
      const step = { type: 'RequireReport', required } as const;
      position = positionOf(await this.commands.execute(new TakeReportStep(reportId, step, requiring)));
    }
    return position;
  }
}
