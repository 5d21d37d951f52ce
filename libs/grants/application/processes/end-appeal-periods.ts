import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { instantAfterDay } from '#calendar/deadlines.js';
import type { Appended } from '#eventsourcing/reactions.js';
import { TIMERS } from '#cqrs/tokens.js';
import { positionOf, type ReactionContext, type TimedReaction } from '#processes/reaction.js';
import type { Timer, Timers } from '#processes/timers.js';
import type { DecisionNotified, ReceiptCorrected } from '../../contract/events.js';
import { TakeApplicationStep } from '../applications/steps.js';

const KIND = 'end-appeal-period';

/** The day after the last day to appeal, the case says so: from then on an appeal is late. */
@Injectable()
export class EndAppealPeriods implements TimedReaction<DecisionNotified | ReceiptCorrected> {
  readonly name = 'end-appeal-periods';
  readonly eventTypes = ['DecisionNotified', 'ReceiptCorrected'] as const;
  readonly inline = false;
  readonly timerKinds = [KIND];

  constructor(
    private readonly commands: CommandBus,
    @Inject(TIMERS) private readonly timers: Timers,
  ) {}

  async react({ id, data, metadata }: Appended<DecisionNotified | ReceiptCorrected>): Promise<undefined> {
    const { decision, appealDeadline } = data;
    const { caseId, correlationId } = metadata;
    if (appealDeadline === undefined || caseId === undefined) return;
    await this.timers.set({
      id: `${KIND}:${caseId}:${decision}`,
      dueAt: instantAfterDay(appealDeadline),
      kind: KIND,
      payload: { caseId, decision },
      correlationId,
      causationId: id,
    });
  }

  /** Nothing happens to a decision that was replaced or annulled meanwhile. */
  async fire({ payload, dueAt }: Timer, context: ReactionContext): Promise<void> {
    const { caseId, decision } = payload as { caseId: string; decision: number };
    const end = new TakeApplicationStep(
      caseId,
      { type: 'EndAppealPeriod', decision, dueAt },
      context.command(),
    );
    positionOf(await this.commands.execute(end));
  }
}
