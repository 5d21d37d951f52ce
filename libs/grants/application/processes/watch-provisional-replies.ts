import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { instantAfterDay } from '#calendar/deadlines.js';
import type { Appended } from '#eventsourcing/reactions.js';
import { TIMERS } from '#cqrs/tokens.js';
import { positionOf, type ReactionContext, type TimedReaction } from '#processes/reaction.js';
import type { Timer, Timers } from '#processes/timers.js';
import { appealIdOf, type AppealSubmitted } from '../../contract/events/appeal.js';
import { TakeAppealStep } from '../appeals/steps.js';

const KIND = 'provisional-reply';

/** An appeal without an outcome is owed a provisional reply once the regulation's time has passed. */
@Injectable()
export class WatchProvisionalReplies implements TimedReaction<AppealSubmitted> {
  readonly name = 'watch-provisional-replies';
  readonly eventTypes = ['AppealSubmitted'] as const;
  readonly inline = false;
  readonly timerKinds = [KIND];

  constructor(
    private readonly commands: CommandBus,
    @Inject(TIMERS) private readonly timers: Timers,
  ) {}

  async react({ id, stream, data, metadata }: Appended<AppealSubmitted>): Promise<undefined> {
    const { provisionalReplyDue } = data;
    if (provisionalReplyDue === undefined) return;
    const appealId = appealIdOf(stream);
    await this.timers.set({
      id: `${KIND}:${appealId}`,
      dueAt: instantAfterDay(provisionalReplyDue),
      kind: KIND,
      payload: { appealId },
      correlationId: metadata.correlationId,
      causationId: id,
    });
  }

  /** The appeal itself knows whether a reply is still owed. */
  async fire({ payload, dueAt }: Timer, context: ReactionContext): Promise<void> {
    const { appealId } = payload as { appealId: string };
    const step = { type: 'NoteProvisionalReplyDue', dueAt } as const;
    positionOf(await this.commands.execute(new TakeAppealStep(appealId, step, context.command())));
  }
}
