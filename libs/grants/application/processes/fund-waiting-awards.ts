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
import { WaitingForMoney, type MoneyThatComes } from './waiting-for-money.js';

const KIND = 'fund-award';

type Watched = AppropriationAwaited | MoneyThatComes;
type Waiting = { readonly caseId: string; readonly schemeId: string };

/**
 * What waits for money in an award, since an appeal was won or what was repaid may be paid again, is tried again each
 * hour, and at once when money comes.
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

  private readonly waiting: WaitingForMoney<Waiting>;

  constructor(
    private readonly awards: Awards,
    private readonly commands: CommandBus,
    @Inject(TIMERS) timers: Timers,
    @Inject(CLOCK) clock: Clock,
  ) {
    const tried = (waiting: Waiting, context: CommandContext, hourly: boolean) =>
      this.tried(waiting, context, hourly);
    this.waiting = new WaitingForMoney<Waiting>({ kind: KIND, timers, clock, tried });
  }

  async react(event: Appended<Watched>, context: ReactionContext): Promise<Position | undefined> {
    if (event.type !== 'AppropriationAwaited') return this.waiting.came(event, context);
    if (event.data.again) return undefined;
    const { caseId, correlationId } = event.metadata;
    const { schemeId } = event.data;
    await this.waiting.wait({ caseId: caseId!, schemeId }, { correlationId, causationId: event.id });
    return undefined;
  }

  fire(timer: Timer, context: ReactionContext): Promise<void> {
    return this.waiting.fire(timer, context);
  }

  /** All that waits in the award, in the order it began to. */
  private async tried({ caseId }: Waiting, context: CommandContext, hourly: boolean) {
    const anew = hourly ? ({ renews: true } as const) : {};
    let position: Position | undefined;
    for (const each of await this.awaitedIn(caseId)) {
      const command = commandFor(caseId, { ...each, ...anew }, partOf(context, keyOf(each) || 'level'));
      position = positionOf(await this.commands.execute(command)) ?? position;
    }
    return { position, waits: (await this.awaitedIn(caseId)).length > 0 };
  }

  private async awaitedIn(caseId: string): Promise<readonly Awaited[]> {
    const state = await this.awards.find(caseId);
    return wasAccepted(state) ? [...(state.awaiting ?? [])] : [];
  }
}

/** What is done once there is money. */
function commandFor(
  caseId: string,
  { appealId, revocation, amendment, inForce, renews }: Awaited & { readonly renews?: true | undefined },
  context: CommandContext,
): ResourceCommand<unknown> {
  const anew = renews ? { renews } : {};
  if (amendment !== undefined) return new LiftAmendment(caseId, { appealId, amendment, ...anew }, context);
  return appealId === undefined && revocation === undefined
    ? new LevelAward(caseId, anew, context)
    : new ReinstateAward(caseId, { appealId, revocation, inForce, ...anew }, context);
}
