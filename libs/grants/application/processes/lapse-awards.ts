import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { instantAfterDay } from '#calendar/deadlines.js';
import type { Appended } from '#eventsourcing/reactions.js';
import { TIMERS } from '#cqrs/tokens.js';
import { positionOf, type ReactionContext, type TimedReaction } from '#processes/reaction.js';
import type { Timer, Timers } from '#processes/timers.js';
import type { DecisionNotified, ReceiptCorrected } from '../../contract/events.js';
import { Applications } from '../applications/applications.js';
import { TakeAwardStep } from '../awards/steps.js';
import { acceptanceDeadlineOf } from '../awards/offer.js';

const KIND = 'lapse-award';

/** A grant nobody accepted in time lapses. */
@Injectable()
export class LapseAwards implements TimedReaction<DecisionNotified | ReceiptCorrected> {
  readonly name = 'lapse-awards';
  readonly eventTypes = ['DecisionNotified', 'ReceiptCorrected'] as const;
  readonly inline = false;
  readonly timerKinds = [KIND];

  constructor(
    private readonly applications: Applications,
    private readonly commands: CommandBus,
    @Inject(TIMERS) private readonly timers: Timers,
  ) {}

  async react({ id, data, metadata }: Appended<DecisionNotified | ReceiptCorrected>): Promise<undefined> {
    const { decision, acceptanceDeadline } = data;
    const { caseId, correlationId } = metadata;
    if (acceptanceDeadline === undefined || caseId === undefined) return;
    await this.timers.set({
      id: `${KIND}:${caseId}:${decision}:${acceptanceDeadline}`,
      dueAt: instantAfterDay(acceptanceDeadline),
      kind: KIND,
      payload: { caseId, acceptanceDeadline },
      correlationId,
      causationId: id,
    });
  }

  /** Nothing happens when the grant was accepted, or another decision or deadline holds by now. */
  async fire({ payload, dueAt }: Timer, context: ReactionContext): Promise<void> {
    const { caseId, acceptanceDeadline } = payload as { caseId: string; acceptanceDeadline: string };
    if (acceptanceDeadlineOf(await this.applications.find(caseId)) !== acceptanceDeadline) return;
    positionOf(
      await this.commands.execute(
        new TakeAwardStep(caseId, { type: 'LapseAward', dueAt }, context.command()),
      ),
    );
  }
}
