import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { CommitmentAdjusted, CommitmentReserved } from '#budget/contract/events.js';
import type { Appended, AppendedEvent } from '#eventsourcing/reactions.js';
import type { Clock } from '#hosting/clock.js';
import { CLOCK, TIMERS } from '#cqrs/tokens.js';
import { positionOf, type ReactionContext, type TimedReaction } from '#processes/reaction.js';
import type { Timer, Timers } from '#processes/timers.js';
import { TakeApplicationStep } from '../applications/steps.js';
import { Applications } from '../applications/applications.js';
import { Awards } from '../awards/awards.js';
import { isUndecided } from '../awards/further-money.js';
import { TakeAwardStep } from '../awards/steps.js';
import { isOrWasHeldBy } from '../../domain/application/reopening.js';
import type { Application } from '../../domain/application/state.js';
import { wasAccepted } from '../../domain/award/state.js';

/** An approval under way takes milliseconds; after this long nobody is going to finish it. */
const GRACE_MS = 60_000;

const KIND = 'abandon-reservation';

/** What is watched: a reservation, or the raise of a commitment. */
interface Watched {
  readonly caseId: string;
  readonly reservationId: string;
  /** The commitment that was raised. */
  readonly raised?: string;
  /** Whether the award gives it up, not the application. */
  readonly ofAward?: boolean;
}

/**
 * Money that was reserved, or a commitment that was raised, for a decision nobody made (the process died in between) is
 * given up after a while.
 */
@Injectable()
export class WatchReservations implements TimedReaction<CommitmentReserved | CommitmentAdjusted> {
  readonly name = 'watch-reservations';
  readonly eventTypes = ['CommitmentReserved', 'CommitmentAdjusted'] as const;
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

  async react(event: Appended<CommitmentReserved | CommitmentAdjusted>): Promise<undefined> {
    if (event.type === 'CommitmentAdjusted') return this.watchRaise(event);
    const { reservationId, caseId, budgetYear } = event.data;
    const state = await this.applications.find(caseId);
    // The money of a case that is no application is watched by others.
    if (state.status === 'none' || wasDecidedWith(state, reservationId)) return;
    const award = await this.awards.find(caseId);
    if (wasAccepted(award) && award.reservations.some((each) => each.reservationId === reservationId)) return;
    const ofAward = wasAccepted(award) && isUndecided(award, reservationId, budgetYear);
    await this.watch({ caseId, reservationId, ofAward }, event);
  }

  private async watchRaise(event: Appended<CommitmentAdjusted>): Promise<undefined> {
    const { reservationId: raised, caseId, raise } = event.data;
    if (raise === undefined) return;
    const state = await this.applications.find(caseId);
    if (state.status === 'none' || wasDecidedWith(state, raise)) return;
    await this.watch({ caseId, reservationId: raise, raised }, event);
  }

  private watch(watched: Watched, { id, metadata }: Pick<AppendedEvent, 'id' | 'metadata'>): Promise<void> {
    return this.timers.set({
      id: `${KIND}:${watched.reservationId}`,
      dueAt: new Date(Date.parse(this.clock.now()) + GRACE_MS).toISOString(),
      kind: KIND,
      payload: { ...watched },
      correlationId: metadata.correlationId,
      causationId: id,
    });
  }

  /** Gives the reservation up, unless a decision was made with it: its money is then that decision's to let go. */
  async fire({ payload }: Timer, context: ReactionContext): Promise<void> {
    const { caseId, reservationId, raised, ofAward } = payload as unknown as Watched;
    if (wasDecidedWith(await this.applications.find(caseId), reservationId)) return;
    const grounds = `no decision followed the ${raised === undefined ? 'reservation' : 'raise'}`;
    const abandon = ofAward
      ? new TakeAwardStep(caseId, { type: 'AbandonAmendment', reservationId, grounds }, context.command())
      : new TakeApplicationStep(
          caseId,
          { type: 'AbandonReservation', reservationId, raised, grounds },
          context.command(),
        );
    const outcome = await this.commands.execute(abandon);
    if (!outcome.ok && outcome.refusal.code !== 'reservation-in-use') positionOf(outcome);
  }
}

/** Whether a decision was ever made with it, be it annulled since: an award may still stand on its money. */
function wasDecidedWith(state: Application, reservationId: string): boolean {
  if (state.status === 'none') return false;
  return state.decisions.some((made) => isOrWasHeldBy(made, reservationId));
}
