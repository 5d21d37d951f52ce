import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { CommitmentAdjusted } from '#budget/contract/events.js';
import type { Appended } from '#eventsourcing/reactions.js';
import type { Clock } from '#hosting/clock.js';
import { CLOCK, TIMERS } from '#cqrs/tokens.js';
import { positionOf, type ReactionContext, type TimedReaction } from '#processes/reaction.js';
import type { Timer, Timers } from '#processes/timers.js';
import { Settlements } from '../settlements/settlements.js';
import { TakeSettlementStep } from '../settlements/steps.js';

/** An approval under way takes milliseconds; after this long nobody is going to finish it. */
const GRACE_MS = 60_000;

const KIND = 'abandon-provision';

interface Watched {
  readonly pilotId: string;
  readonly schemeId: string;
  readonly reservationId: string;
  readonly raise: string;
}

/** What a commitment was raised by for a settlement nobody came to approve, or to order by, is given up after a while. */
@Injectable()
export class WatchProvisions implements TimedReaction<CommitmentAdjusted> {
  readonly name = 'watch-provisions';
  readonly eventTypes = ['CommitmentAdjusted'] as const;
  readonly inline = false;
  readonly timerKinds = [KIND];
  /** Whoever was about to approve when the process died gets the same time to come back. */
  readonly graceAtStartMs = GRACE_MS;

  constructor(
    private readonly settlements: Settlements,
    private readonly commands: CommandBus,
    @Inject(TIMERS) private readonly timers: Timers,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async react(event: Appended<CommitmentAdjusted>): Promise<undefined> {
    const { reservationId, schemeId, caseId: pilotId, raise } = event.data;
    if (raise === undefined) return;
    const state = await this.settlements.find(pilotId);
    // Most raises are those of grants.
    if (state.status === 'none' || state.raises.has(raise)) return;
    const watched: Watched = { pilotId, schemeId, reservationId, raise };
    await this.timers.set({
      id: `${KIND}:${raise}`,
      dueAt: new Date(Date.parse(this.clock.now()) + GRACE_MS).toISOString(),
      kind: KIND,
      payload: { ...watched },
      correlationId: event.metadata.correlationId,
      causationId: event.id,
    });
  }

  /** The settlement itself knows whether something stands on it by now. */
  async fire({ payload }: Timer, context: ReactionContext): Promise<void> {
    const { pilotId, ...provision } = payload as unknown as Watched;
    const grounds = 'nothing followed the raise';
    const step = { type: 'AbandonProvision', ...provision, grounds } as const;
    positionOf(await this.commands.execute(new TakeSettlementStep(pilotId, step, context.command())));
  }
}
