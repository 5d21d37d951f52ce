import type {
  AppropriationSet,
  CommitmentAdjusted,
  CommitmentAuthoritySet,
  CommitmentReleased,
} from '#budget/contract/events.js';
import { partOf } from '#cqrs/following-command.js';
import type { CommandContext } from '#eventsourcing/command.js';
import type { Position } from '#eventsourcing/event.js';
import type { Appended } from '#eventsourcing/reactions.js';
import type { Clock } from '#hosting/clock.js';
import type { ReactionContext } from '#processes/reaction.js';
import type { Timer, Timers } from '#processes/timers.js';

/** What may free money of a scheme. */
export type MoneyThatComes =
  AppropriationSet | CommitmentAuthoritySet | CommitmentAdjusted | CommitmentReleased;

const EVERY_MS = 60 * 60 * 1000;

/** What waits in a case. */
type OfCase = { readonly caseId: string; readonly schemeId: string };

/** What a try led to. */
interface Tried {
  readonly position: Position | undefined;
  readonly waits: boolean;
}

/** What is waited with. */
interface Waiter<Waiting extends OfCase> {
  /** Of its timers. */
  readonly kind: string;
  readonly timers: Timers;
  readonly clock: Clock;
  /** Tries to find the money. */
  tried(waiting: Waiting, context: CommandContext): Promise<Tried>;
  /** Tells what waits in a case from what waited there before; one waits in each where it is left out. */
  readonly nameOf?: (waiting: Waiting) => string;
}

/**
 * What waits for money of a scheme, by case, is tried again each hour by a durable timer, and at once when money comes to
 * the scheme. Which ones wait is only remembered for that haste: a process that starts learns it from the timers.
 */
export class WaitingForMoney<Waiting extends OfCase> {
  /** By case, in the order they began to wait. */
  private readonly waiting = new Map<string, Waiting>();

  constructor(private readonly waiter: Waiter<Waiting>) {}

  /** Waits until the next try. */
  async wait(
    waiting: Waiting,
    {
      correlationId,
      causationId,
    }: { readonly correlationId: string; readonly causationId?: string | undefined },
  ): Promise<void> {
    const { kind, clock, timers, nameOf = ({ caseId }) => caseId } = this.waiter;
    this.waiting.set(waiting.caseId, waiting);
    const dueAt = new Date(Date.parse(clock.now()) + EVERY_MS).toISOString();
    await timers.set({
      id: `${kind}:${nameOf(waiting)}:${dueAt}`,
      dueAt,
      kind,
      payload: waiting,
      correlationId,
      ...(causationId === undefined ? {} : { causationId }),
    });
  }

  /** Money may have come: what waits for that of its scheme is tried. */
  async came(event: Appended<MoneyThatComes>, context: ReactionContext): Promise<Position | undefined> {
    // A raised commitment frees nothing, and may be the very one that is just being waited for.
    if (event.type === 'CommitmentAdjusted' && !isLowered(event)) return undefined;
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

  private async tried(waiting: Waiting, context: CommandContext): Promise<Position | undefined> {
    const { position, waits } = await this.waiter.tried(waiting, context);
    if (!waits) this.waiting.delete(waiting.caseId);
    return position;
  }
}

/** Whether a commitment lets money go. */
function isLowered({ data }: CommitmentAdjusted): boolean {
  const { before, total } = data;
  return total < before.reduce((all, { amount }) => all + amount, 0);
}
