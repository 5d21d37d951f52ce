import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { instantAfterDay } from '#calendar/deadlines.js';
import type { Appended } from '#eventsourcing/reactions.js';
import { TIMERS } from '#cqrs/tokens.js';
import { positionOf, type ReactionContext, type TimedReaction } from '#processes/reaction.js';
import type { Timer, Timers } from '#processes/timers.js';
import type { AidEvent } from '../../contract/events.js';
import { TakeAidStep } from '../aid-steps.js';

const KIND = 'register-entry-overdue';

type Watched = Extract<AidEvent, { data: { aidId: string } }>;

/** Aid that is not in the public register when its last day has passed is overdue. */
@Injectable()
export class WatchRegisterEntries implements TimedReaction<Watched> {
  readonly name = 'watch-register-entries';
  readonly eventTypes = ['DeMinimisAidGranted', 'DeMinimisAidReleased', 'RegisterEntryConfirmed'] as const;
  readonly inline = false;
  readonly timerKinds = [KIND];

  constructor(
    private readonly commands: CommandBus,
    @Inject(TIMERS) private readonly timers: Timers,
  ) {}

  async react(event: Appended<Watched>): Promise<undefined> {
    const id = `${KIND}:${event.data.aidId}`;
    if (event.type !== 'DeMinimisAidGranted') {
      await this.timers.cancel(id);
      return;
    }
    const { aidId, registerBy } = event.data;
    await this.timers.set({
      id,
      dueAt: instantAfterDay(registerBy),
      kind: KIND,
      payload: { aidId },
      correlationId: event.metadata.correlationId,
      causationId: event.id,
    });
  }

  async fire({ payload, dueAt }: Timer, context: ReactionContext): Promise<void> {
    const { aidId } = payload as { aidId: string };
    const step = { type: 'MarkRegisterEntryOverdue', dueAt } as const;
    positionOf(await this.commands.execute(new TakeAidStep(aidId, step, context.command())));
  }
}
