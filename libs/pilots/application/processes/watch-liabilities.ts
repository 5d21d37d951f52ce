import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { CommitmentReserved } from '#budget/contract/events.js';
import type { Appended } from '#eventsourcing/reactions.js';
import type { Clock } from '#hosting/clock.js';
import { CLOCK, TIMERS } from '#cqrs/tokens.js';
import { positionOf, type ReactionContext, type TimedReaction } from '#processes/reaction.js';
import type { Timer, Timers } from '#processes/timers.js';
import { isKnown, Pilots } from '../pilots/pilots.js';
import { TakePilotStep } from '../pilots/steps.js';

/** A signature under way takes milliseconds; after this long nobody is going to finish it. */
const GRACE_MS = 60_000;

const KIND = 'abandon-liability';

/** Money that was reserved for a contract nobody signed to its end (the process died in between) is given up. */
@Injectable()
export class WatchLiabilities implements TimedReaction<CommitmentReserved> {
  readonly name = 'watch-liabilities';
  readonly eventTypes = ['CommitmentReserved'] as const;
  readonly inline = false;
  readonly timerKinds = [KIND];
  /** Whoever was about to sign when the process died gets the same time to come back. */
  readonly graceAtStartMs = GRACE_MS;

  constructor(
    private readonly pilots: Pilots,
    private readonly commands: CommandBus,
    @Inject(TIMERS) private readonly timers: Timers,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async react(event: Appended<CommitmentReserved>): Promise<undefined> {
    const { reservationId, caseId } = event.data;
    const state = await this.pilots.find(caseId);
    // Most reservations are those of grants.
    if (!isKnown(state) || state.contract?.reservationId === reservationId) return;
    await this.timers.set({
      id: `${KIND}:${reservationId}`,
      dueAt: new Date(Date.parse(this.clock.now()) + GRACE_MS).toISOString(),
      kind: KIND,
      payload: { caseId, reservationId },
      correlationId: event.metadata.correlationId,
      causationId: event.id,
    });
  }

  /** Gives the reservation up, unless a contract stands on it by now. */
  async fire({ payload }: Timer, context: ReactionContext): Promise<void> {
    const { caseId, reservationId } = payload as { caseId: string; reservationId: string };
    const grounds = 'no agreement followed the reservation';
    const abandon = { type: 'AbandonLiability', reservationId, grounds } as const;
    const outcome = await this.commands.execute(new TakePilotStep(caseId, abandon, context.command()));
    if (!outcome.ok && outcome.refusal.code !== 'reservation-in-use') positionOf(outcome);
  }
}
