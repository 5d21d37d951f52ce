import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type {
  AppropriationSet,
  CommitmentAdjusted,
  CommitmentAuthoritySet,
  CommitmentReleased,
} from '#budget/contract/events.js';
import type { Appended } from '#eventsourcing/reactions.js';
import type { CommandContext } from '#eventsourcing/command.js';
import type { Position } from '#eventsourcing/event.js';
import type { Clock } from '#hosting/clock.js';
import { partOf } from '#cqrs/following-command.js';
import { CLOCK, TIMERS } from '#cqrs/tokens.js';
import { positionOf, type ReactionContext, type TimedReaction } from '#processes/reaction.js';
import type { Timer, Timers } from '#processes/timers.js';
import type { DecisionAwaitsAppropriation, OfferAwaitsAppropriation } from '../../contract/events.js';
import { FundDecision } from '../decisions/fund-decision.js';

const KIND = 'fund-decision';

/** No money is free, or no more aid may be granted to the undertaking now. */
const WAITS_ON: ReadonlySet<string> = new Set(['budget-exceeded', 'de-minimis-exceeded']);

const EVERY_MS = 60 * 60 * 1000;

/** What may free money of a scheme. */
export type MoneyThatComes =
  AppropriationSet | CommitmentAuthoritySet | CommitmentAdjusted | CommitmentReleased;

type Watched = DecisionAwaitsAppropriation | OfferAwaitsAppropriation | MoneyThatComes;

type Waiting = { readonly caseId: string; readonly schemeId: string; readonly decision: number };

/**
 * A grant that awaits appropriation, made or offered again, is tried again each hour by a durable timer, and at once when
 * money comes to its scheme. Which ones wait is only remembered for that haste: a process that starts learns it from the
 * timers.
 */
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

  /** By case, in the order they began to wait. */
  private readonly waiting = new Map<string, Waiting>();

  constructor(
    private readonly commands: CommandBus,
    @Inject(TIMERS) private readonly timers: Timers,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async react(event: Appended<Watched>, context: ReactionContext): Promise<Position | undefined> {
    if (event.type === 'DecisionAwaitsAppropriation' || event.type === 'OfferAwaitsAppropriation') {
      const { schemeId, decision } = event.data;
      const { caseId, correlationId } = event.metadata;
      if (caseId === undefined) return;
      await this.wait({ caseId, schemeId, decision }, { correlationId, causationId: event.id });
      return;
    }
    // A raised commitment frees nothing, and may be the very one a waiting decision is just getting.
    if (event.type === 'CommitmentAdjusted' && !isLowered(event)) return;
    const { schemeId } = event.data;
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

  /** Where the decision got its money; undefined while it waits on. */
  private async tried(waiting: Waiting, context: CommandContext): Promise<Position | undefined> {
    const { caseId, decision } = waiting;
    const outcome = await this.commands.execute(new FundDecision(caseId, { decision }, context));
    if (!outcome.ok && WAITS_ON.has(outcome.refusal.code)) return undefined;
    const position = positionOf(outcome);
    this.waiting.delete(caseId);
    return position;
  }

  private async wait(
    waiting: Waiting,
    cause: { readonly correlationId: string; readonly causationId: string | undefined },
  ): Promise<void> {
    const { caseId, schemeId, decision } = waiting;
    this.waiting.set(caseId, waiting);
    const { causationId, ...correlated } = cause;
    const dueAt = new Date(Date.parse(this.clock.now()) + EVERY_MS).toISOString();
    await this.timers.set({
      id: `${KIND}:${caseId}:${decision}:${dueAt}`,
      dueAt,
      kind: KIND,
      payload: { caseId, schemeId, decision },
      ...correlated,
      ...(causationId === undefined ? {} : { causationId }),
    });
  }
}

/** Whether a commitment lets money go. */
export function isLowered({ data }: CommitmentAdjusted): boolean {
  const { before, total } = data;
  return total < before.reduce((all, { amount }) => all + amount, 0);
}
