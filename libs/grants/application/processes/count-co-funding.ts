import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Position } from '#eventsourcing/event.js';
import type { AppendedEvent } from '#eventsourcing/reactions.js';
import { positionOf, type Reaction, type ReactionContext } from '#processes/reaction.js';
import { CoFundingOfReports } from '../reports/co-funding-of-reports.js';
import { TakeReportStep } from '../reports/steps.js';

/** Co-funding counts with the last report: where the plan loses the years of one that was waited for, with those that are left. */
@Injectable()
export class CountCoFunding implements Reaction {
  readonly name = 'count-co-funding';
  readonly eventTypes = [
    'AwardAmended',
    'AwardRevoked',
    'AmendmentLifted',
    'AwardReinstated',
    'DecisionFollowed',
    'InstalmentsReplanned',
  ];

  constructor(
    private readonly coFunding: CoFundingOfReports,
    private readonly commands: CommandBus,
  ) {}

  async react({ metadata }: AppendedEvent, context: ReactionContext) {
    let position: Position | undefined;
    for (const { reportId, coFunding } of await this.coFunding.countedNow(metadata.caseId!)) {
      const step = { type: 'CountCoFunding', coFunding } as const;
      const as = context.commandFor('count-co-funding', reportId);
      position = positionOf(await this.commands.execute(new TakeReportStep(reportId, step, as)));
    }
    return position;
  }
}
