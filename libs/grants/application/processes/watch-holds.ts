import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Appended } from '#eventsourcing/reactions.js';
import type { Clock } from '#hosting/clock.js';
import { CLOCK, TIMERS } from '#cqrs/tokens.js';
import { positionOf, type ReactionContext, type TimedReaction } from '#processes/reaction.js';
import type { Timer, Timers } from '#processes/timers.js';
import type { InstructionsHeld } from '../../contract/events.js';
import { wasAccepted } from '../../domain/award/state.js';
import { Awards } from '../awards/awards.js';
import { SettleHold } from '../holds/holds.js';

/** A decision under way takes milliseconds; after this long nobody is going to finish it. */
const GRACE_MS = 60_000;

const KIND = 'settle-hold';

/** What is watched. */
interface Watched {
  readonly caseId: string;
  readonly hold: string;
}

/**
 * A hold whose decision nobody made (the process died in between) ends after a while, and one whose decision the award
 * is long in following once it has.
 */
@Injectable()
export class WatchHolds implements TimedReaction<InstructionsHeld> {
  readonly name = 'watch-holds';
  readonly eventTypes = ['InstructionsHeld'] as const;
  readonly inline = false;
  readonly timerKinds = [KIND];
  /** Whoever was about to decide when the process died gets the same time to come back. */
  readonly graceAtStartMs = GRACE_MS;

  constructor(
    private readonly awards: Awards,
    private readonly commands: CommandBus,
    @Inject(TIMERS) private readonly timers: Timers,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async react({ id, data, metadata }: Appended<InstructionsHeld>): Promise<undefined> {
    const { awardId: caseId, hold } = data;
    if (!(await this.isHeld({ caseId, hold }))) return;
    await this.watch({ caseId, hold }, { correlationId: metadata.correlationId, causationId: id });
  }

  /** What is not followed by then is looked at once more. */
  async fire({ payload, correlationId = '', causationId }: Timer, context: ReactionContext): Promise<void> {
    const watched = payload as unknown as Watched;
    const { caseId, hold } = watched;
    if (!(await this.isHeld(watched))) return;
    positionOf(await this.commands.execute(new SettleHold(caseId, { hold }, context.command())));
    if (await this.isHeld(watched)) await this.watch(watched, { correlationId, causationId });
  }

  private async isHeld({ caseId, hold }: Watched): Promise<boolean> {
    const award = await this.awards.find(caseId);
    return wasAccepted(award) && award.holds?.has(hold) === true;
  }

  private watch(
    watched: Watched,
    {
      correlationId,
      causationId,
    }: { readonly correlationId: string; readonly causationId: string | undefined },
  ): Promise<void> {
    const dueAt = new Date(Date.parse(this.clock.now()) + GRACE_MS).toISOString();
    return this.timers.set({
      id: `${KIND}:${watched.hold}:${dueAt}`,
      dueAt,
      kind: KIND,
      payload: { ...watched },
      correlationId,
      ...(causationId === undefined ? {} : { causationId }),
    });
  }
}
