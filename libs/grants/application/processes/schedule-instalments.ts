import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { startOfDayInOslo } from '#calendar/oslo.js';
import type { AppendedEvent } from '#eventsourcing/reactions.js';
import { TIMERS } from '#cqrs/tokens.js';
import { positionOf, type ReactionContext, type TimedReaction } from '#processes/reaction.js';
import type { Timer, Timers } from '#processes/timers.js';
import { outstanding } from '../../domain/award/state.js';
import { Awards } from '../awards/awards.js';
import { TakeAwardStep } from '../awards/steps.js';

const KIND = 'release-instalments';

/** Instalments that fall due later are released on their day. */
@Injectable()
export class ScheduleInstalments implements TimedReaction {
  readonly name = 'schedule-instalments';
  readonly eventTypes = [
    'AwardAccepted',
    'AwardAmended',
    'AwardContinued',
    'AmendmentLifted',
    'AwardReinstated',
    'DecisionFollowed',
    'InstalmentsReplanned',
  ];
  readonly inline = false;
  readonly timerKinds = [KIND];

  constructor(
    private readonly awards: Awards,
    private readonly commands: CommandBus,
    @Inject(TIMERS) private readonly timers: Timers,
  ) {}

  async react(event: AppendedEvent): Promise<undefined> {
    const { awardId } = event.data as { awardId: string };
    for (const { number, dueDate } of outstanding(await this.awards.find(awardId)))
      await this.timers.set({
        id: `${KIND}:${awardId}:${number}:${dueDate}`,
        dueAt: startOfDayInOslo(dueDate),
        kind: KIND,
        payload: { awardId },
        correlationId: event.metadata.correlationId,
        causationId: event.id,
      });
  }

  /** Releases what is due by now. */
  async fire({ payload }: Timer, context: ReactionContext): Promise<void> {
    const { awardId } = payload as { awardId: string };
    const step = { type: 'ReleaseDueInstalments' } as const;
    positionOf(await this.commands.execute(new TakeAwardStep(awardId, step, context.command())));
  }
}
