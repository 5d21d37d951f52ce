import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Appended } from '#eventsourcing/reactions.js';
import type { CommandContext } from '#eventsourcing/command.js';
import type { Position } from '#eventsourcing/event.js';
import type { Clock } from '#hosting/clock.js';
import { CLOCK, TIMERS } from '#cqrs/tokens.js';
import { positionOf, type ReactionContext, type TimedReaction } from '#processes/reaction.js';
import type { Timer, Timers } from '#processes/timers.js';
import type { DecisionAwaitsAppropriation, OfferAwaitsAppropriation } from '../../contract/events.js';
import { FundDecision } from '../decisions/fund-decision.js';
import { WaitingForMoney, type MoneyThatComes } from './waiting-for-money.js';

const KIND = 'fund-decision';

/** No money is free, or no more aid may be granted to the undertaking now. */
const WAITS_ON: ReadonlySet<string> = new Set(['budget-exceeded', 'de-minimis-exceeded']);

type Watched = DecisionAwaitsAppropriation | OfferAwaitsAppropriation | MoneyThatComes;

type Waiting = { readonly caseId: string; readonly schemeId: string; readonly decision: number };

/** A grant that awaits appropriation, made or offered again, is tried again each hour, and at once when money comes. */
@Injectable()
export class FundWaitingDecisions implements TimedReaction<Watched> {
  readonly name = 'fund-waiting-decisions';
  readonly eventTypes = [
    'DecisionAwaitsAppropriation',
    'OfferAwaitsAppropriation',
    'AppropriationSet',
    'CommitmentAuthoritySet',
    'CommitmentAdjusted',
    'CommitmentReleased',
  ] as const;
  readonly timerKinds = [KIND];

  private readonly waiting: WaitingForMoney<Waiting>;

  constructor(
    private readonly commands: CommandBus,
    @Inject(TIMERS) timers: Timers,
    @Inject(CLOCK) clock: Clock,
  ) {
    this.waiting = new WaitingForMoney<Waiting>({
      kind: KIND,
      timers,
      clock,
      tried: (waiting, context) => this.tried(waiting, context),
      nameOf: ({ caseId, decision }) => `${caseId}:${decision}`,
    });
  }

  async react(event: Appended<Watched>, context: ReactionContext): Promise<Position | undefined> {
    if (event.type !== 'DecisionAwaitsAppropriation' && event.type !== 'OfferAwaitsAppropriation')
      return this.waiting.came(event, context);
    const { schemeId, decision } = event.data;
    const { caseId, correlationId } = event.metadata;
    if (caseId !== undefined)
      await this.waiting.wait({ caseId, schemeId, decision }, { correlationId, causationId: event.id });
    return undefined;
  }

  fire(timer: Timer, context: ReactionContext): Promise<void> {
    return this.waiting.fire(timer, context);
  }

  private async tried({ caseId, decision }: Waiting, context: CommandContext) {
    const outcome = await this.commands.execute(new FundDecision(caseId, { decision }, context));
    if (!outcome.ok && WAITS_ON.has(outcome.refusal.code)) return { position: undefined, waits: true };
    return { position: positionOf(outcome), waits: false };
  }
}
