import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { CommitmentReserved } from '#budget/contract/events.js';
import type { Appended } from '#eventsourcing/reactions.js';
import type { Clock } from '#hosting/clock.js';
import { CLOCK, TIMERS } from '#cqrs/tokens.js';
import { positionOf, type ReactionContext, type TimedReaction } from '#processes/reaction.js';
import type { Timer, Timers } from '#processes/timers.js';
import { TakeApplicationStep } from '../applications/steps.js';
import { Applications } from '../applications/applications.js';
import { Awards } from '../awards/awards.js';
import { isUndecided } from '../awards/further-money.js';
import { TakeAwardStep } from '../awards/steps.js';
import type { Application } from '../../domain/application/state.js';
import { wasAccepted } from '../../domain/award/state.js';

/** An approval under way takes milliseconds; after this long nobody is going to finish it. */
const GRACE_MS = 60_000;

const KIND = 'abandon-reservation';

/** Money that was reserved for a decision nobody made (the process died in between) is given up after a while. */
@Injectable()
export class WatchReservations implements TimedReaction<CommitmentReserved> {
  readonly name = 'watch-reservations';
  readonly eventTypes = ['CommitmentReserved'] as const;
  readonly inline = false;
  readonly timerKinds = [KIND];
  /** Whoever was about to decide when the process died gets the same time to come back. */
  readonly graceAtStartMs = GRACE_MS;

  constructor(
    private readonly applications: Applications,
    private readonly awards: Awards,
    private readonly commands: CommandBus,
    @Inject(TIMERS) private readonly timers: Timers,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async react(event: Appended<CommitmentReserved>): Promise<undefined> {
    const { reservationId, caseId, budgetYear } = event.data;
    const state = await this.applications.find(caseId);
    // The money of a case that is no application is watched by others.
    if (state.status === 'none' || wasDecidedWith(state, reservationId)) return;
    const award = await this.awards.find(caseId);
    if (wasAccepted(award) && award.reservations.some((each) => each.reservationId === reservationId)) return;
    const ofAward = wasAccepted(award) && isUndecided(award, reservationId, budgetYear);
    await this.timers.set({
      id: `${KIND}:${reservationId}`,
      dueAt: new Date(Date.parse(this.clock.now()) + GRACE_MS).toISOString(),
      kind: KIND,
      payload: { caseId, reservationId, ofAward },
      correlationId: event.metadata.correlationId,
      causationId: event.id,
    });
  }

  /** Gives the reservation up, unless a decision was made with it: its money is then that decision's to let go. */
  async fire({ payload }: Timer, context: ReactionContext): Promise<void> {
    const { caseId, reservationId, ofAward } = payload as {
      caseId: string;
      reservationId: string;
      ofAward?: boolean;
    };
    if (wasDecidedWith(await this.applications.find(caseId), reservationId)) return;
    const grounds = 'no decision followed the reservation';
    const abandon = ofAward
      ? new TakeAwardStep(caseId, { type: 'AbandonAmendment', reservationId, grounds }, context.command())
      : new TakeApplicationStep(
          caseId,
          { type: 'AbandonReservation', reservationId, grounds },
          context.command(),
        );
    const outcome = await this.commands.execute(abandon);
    if (!outcome.ok && outcome.refusal.code !== 'reservation-in-use') positionOf(outcome);
  }
}

/** Whether a decision was ever made with it, be it annulled since: an award may still stand on its money. */
function wasDecidedWith(state: Application, reservationId: string): boolean {
  if (state.status === 'none') return false;
  return state.decisions.some((made) => made.reservationId === reservationId);
}
