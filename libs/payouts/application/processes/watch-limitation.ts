import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { instantAfterDay } from '#calendar/deadlines.js';
import type { Appended } from '#eventsourcing/reactions.js';
import type { Clock } from '#hosting/clock.js';
import { CLOCK, TIMERS } from '#cqrs/tokens.js';
import { positionOf, type ReactionContext, type TimedReaction } from '#processes/reaction.js';
import type { Timer, Timers } from '#processes/timers.js';
import type { LimitationInterrupted, LimitationMoved, RecoveryForewarned } from '../../contract/events.js';
import { TakeRecoveryStep } from '../recoveries/steps.js';

const KIND = 'claim-barred';

type Watched = RecoveryForewarned | LimitationInterrupted | LimitationMoved;

/**
 * The days on which a claim, or a part of it, is barred. A claim of before such days were watched is barred by one that
 * comes; one that had passed by then is left for a person, who finds it by its date.
 */
@Injectable()
export class WatchLimitation implements TimedReaction<Watched> {
  readonly name = 'watch-limitation';
  readonly eventTypes = ['RecoveryForewarned', 'LimitationInterrupted', 'LimitationMoved'] as const;
  readonly inline = false;
  readonly timerKinds = [KIND];

  constructor(
    private readonly commands: CommandBus,
    @Inject(TIMERS) private readonly timers: Timers,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async react(event: Appended<Watched>): Promise<undefined> {
    const { recoveryId } = event.data;
    const watched = event.type === 'RecoveryForewarned' && event.data.limitationParts !== undefined;
    for (const lastDay of daysOf(event)) {
      const dueAt = instantAfterDay(lastDay);
      if (!watched && dueAt <= this.clock.now()) continue;
      await this.timers.set({
        id: `${KIND}:${recoveryId}:${lastDay}`,
        dueAt,
        kind: KIND,
        payload: { recoveryId, lastDay },
        correlationId: event.metadata.correlationId,
        causationId: event.id,
      });
    }
  }

  /** The recovery itself knows whether the day still matters. */
  async fire({ payload }: Timer, context: ReactionContext): Promise<void> {
    const { recoveryId, lastDay } = payload as { recoveryId: string; lastDay: string };
    const step = { type: 'ReportBarredClaim', lastDay } as const;
    positionOf(await this.commands.execute(new TakeRecoveryStep(recoveryId, step, context.command())));
  }
}

function daysOf({ data, type }: Appended<Watched>): ReadonlySet<string> {
  const parts = type === 'RecoveryForewarned' ? data.limitationParts : data.parts;
  const days = [data, ...(parts ?? [])].map(({ limitationDate }) => limitationDate);
  return new Set(days.filter((day) => day !== undefined));
}
