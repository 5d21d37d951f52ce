import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { CommandContext } from '#eventsourcing/command.js';
import type { Position } from '#eventsourcing/event.js';
import type { Appended } from '#eventsourcing/reactions.js';
import type { Clock } from '#hosting/clock.js';
import type { ResourceCommand } from '#cqrs/resource-command.js';
import { partOf } from '#cqrs/following-command.js';
import { CLOCK, TIMERS } from '#cqrs/tokens.js';
import { positionOf, type ReactionContext, type TimedReaction } from '#processes/reaction.js';
import type { Timer, Timers } from '#processes/timers.js';
import type { AppropriationAwaited } from '../../contract/events.js';
import { keyOf, type Awaited } from '../../domain/award/awaited.js';
import { wasAccepted } from '../../domain/award/state.js';
import { Awards } from '../awards/awards.js';
import { LevelAward } from '../awards/level-award.js';
import { LiftAmendment } from '../awards/lift-amendment.js';
import { ReinstateAward } from '../awards/reinstate-award.js';
import { isLowered, type MoneyThatComes } from './fund-waiting-decisions.js';

const KIND = 'fund-award';
const EVERY_MS = 60 * 60 * 1000;

type Watched = AppropriationAwaited | MoneyThatComes;
type Waiting = { readonly caseId: string; readonly schemeId: string };

/**
 * What waits for money in an award, since an appeal was won or what was repaid may be paid again, is tried again each
 * hour by a durable timer, and at once when money comes to its scheme.
 */
@Injectable()
export class FundWaitingAwards implements TimedReaction<Watched> {
  readonly name = 'fund-waiting-awards';
  readonly eventTypes = [
    'AppropriationAwaited',
    'AppropriationSet',
    'CommitmentAuthoritySet',
    'CommitmentAdjusted',
    'CommitmentReleased',
  ] as const;
  readonly timerKinds = [KIND];

  /** By case, in the order they began to wait: only for the haste, a process that starts learns it from the timers. */
  private readonly waiting = new Map<string, Waiting>();

  constructor(
    private readonly awards: Awards,
    private readonly commands: CommandBus,
    @Inject(TIMERS) private readonly timers: Timers,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async react(event: Appended<Watched>, context: ReactionContext): Promise<Position | undefined> {
    const { schemeId } = event.data;
    if (event.type === 'AppropriationAwaited') {
      const { caseId, correlationId } = event.metadata;
      await this.wait({ caseId: caseId!, schemeId }, { correlationId, causationId: event.id });
      return undefined;
    }
    if (event.type === 'CommitmentAdjusted' && !isLowered(event)) return undefined;
    let last: Position | undefined;
    for (const each of [...this.waiting.values()].filter((waiting) => waiting.schemeId === schemeId))
      last = (await this.tried(each, partOf(context.command(), each.caseId))) ?? last;
    return last;
  }

  /** Tries once more, and sets the timer anew while there is no money. */
  async fire({ payload, correlationId = '', causationId }: Timer, context: ReactionContext): Promise<void> {
    const waiting = payload as Waiting;
    this.waiting.set(waiting.caseId, waiting);
    await this.tried(waiting, context.command());
    if (this.waiting.has(waiting.caseId)) await this.wait(waiting, { correlationId, causationId });
  }

  /** All that waits in the award, in the order it began to. */
  private async tried({ caseId }: Waiting, context: CommandContext): Promise<Position | undefined> {
    let last: Position | undefined;
    for (const each of await this.awaitedIn(caseId)) {
      const command = commandFor(caseId, each, partOf(context, keyOf(each) || 'level'));
      last = positionOf(await this.commands.execute(command)) ?? last;
    }
    if ((await this.awaitedIn(caseId)).length === 0) this.waiting.delete(caseId);
    return last;
  }

  private async awaitedIn(caseId: string): Promise<readonly Awaited[]> {
    const state = await this.awards.find(caseId);
    return wasAccepted(state) ? [...(state.awaiting ?? [])] : [];
  }

  private async wait(
    waiting: Waiting,
    {
      correlationId,
      causationId,
    }: { readonly correlationId: string; readonly causationId: string | undefined },
  ): Promise<void> {
    const { caseId } = waiting;
    this.waiting.set(caseId, waiting);
    const dueAt = new Date(Date.parse(this.clock.now()) + EVERY_MS).toISOString();
    await this.timers.set({
      id: `${KIND}:${caseId}:${dueAt}`,
      dueAt,
      kind: KIND,
      payload: waiting,
      correlationId,
      ...(causationId === undefined ? {} : { causationId }),
    });
  }
}

/** What is done once there is money. */
function commandFor(
  caseId: string,
  { appealId, revocation, amendment, inForce }: Awaited,
  context: CommandContext,
): ResourceCommand<unknown> {
  if (amendment !== undefined) return new LiftAmendment(caseId, { appealId, amendment }, context);
  return appealId === undefined && revocation === undefined
    ? new LevelAward(caseId, {}, context)
    : new ReinstateAward(caseId, { appealId, revocation, inForce }, context);
}
