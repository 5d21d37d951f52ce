import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Appended } from '#eventsourcing/reactions.js';
import type { Position } from '#eventsourcing/event.js';
import { positionOf, type Reaction, type ReactionContext } from '#processes/reaction.js';
import type { ReceiptCorrected } from '../../contract/events.js';
import { Appeals } from '../appeals/appeals.js';
import { TakeAppealStep } from '../appeals/steps.js';
import { AppealsOfCases } from '../impartiality/appeals-of-cases.js';

/** An appeal that waits is judged by the day to appeal that the corrected receipt leads to. */
@Injectable()
export class MoveAppealDeadlines implements Reaction<ReceiptCorrected> {
  readonly name = 'move-appeal-deadlines';
  readonly eventTypes = ['ReceiptCorrected'] as const;

  constructor(
    private readonly appeals: Appeals,
    private readonly appealsOf: AppealsOfCases,
    private readonly commands: CommandBus,
  ) {}

  async react({ data, metadata }: Appended<ReceiptCorrected>, context: ReactionContext) {
    const { decision, appealDeadline: deadline } = data;
    if (deadline === undefined) return undefined;
    let last: Position | undefined;
    for (const id of await this.appealsOf.of(metadata.caseId!)) {
      const state = await this.appeals.find(id);
      if (state.status === 'none') continue;
      const { against } = state.submission;
      if (against.kind !== 'decision' || against.number !== decision) continue;
      const step = { type: 'MoveAppealDeadline', deadline } as const;
      last = positionOf(
        await this.commands.execute(new TakeAppealStep(id, step, context.commandFor('appeal', id))),
      );
    }
    return last;
  }
}
