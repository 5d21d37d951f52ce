import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { AppendedEvent } from '#eventsourcing/reactions.js';
import type { Position } from '#eventsourcing/event.js';
import { positionOf, type Reaction, type ReactionContext } from '#processes/reaction.js';
import { Awards } from '../awards/awards.js';
import { RequireReport } from '../reports/handlers.js';
import { ReportsOfAwards } from '../reports/reports-of-awards.js';

/** An award owes the reports its regulation asks for; more of them when it goes on for longer. */
@Injectable()
export class RequireReports implements Reaction {
  readonly name = 'require-reports';
  readonly eventTypes = [
    'AwardAccepted',
    'AwardAmended',
    'AwardContinued',
    'AwardReinstated',
    'DecisionFollowed',
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
    for (const report of owed) {
      const { reportId } = report;
      const require = new RequireReport(reportId, report, context.commandFor('require-report', reportId));
      position = positionOf(await this.commands.execute(require));
    }
    return position;
  }
}
