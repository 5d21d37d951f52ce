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
  /** Tries to find the money; each hour what is missing is said anew. */
  tried(waiting: Waiting, context: CommandContext, hourly: boolean): Promise<Tried>;
  /** Tells what waits in a case from what waited there before; one waits in each where it is left out. */
  readonly nameOf?: (waiting: Waiting) => string;
}

/** What a try follows from, and what it is remembered with. */
interface Origin {
  readonly correlationId?: string | undefined;
  readonly causationId?: string | undefined;
  /** UTC instant since when it waits; from now on where it is left out. */
  readonly since?: string | undefined;
}

/**
 * What waits for money of a scheme, by case, is tried again each hour by a durable timer, and at once when money comes to
 * the scheme, whoever waited longest first. Its timers alone say what waits, so it does not matter in which process it was.
 */
export class WaitingForMoney<Waiting extends OfCase> {
  constructor(private readonly waiter: Waiter<Waiting>) {}

  /** Waits until the next try. */
  async wait(waiting: Waiting, { correlationId, causationId, since }: Origin): Promise<void> {
    const { kind, clock, timers, nameOf = ({ caseId }) => caseId } = this.waiter;
    const now = clock.now();
    const dueAt = new Date(Date.parse(now) + EVERY_MS).toISOString();
    await timers.set({
      id: `${kind}:${nameOf(waiting)}:${dueAt}`,
      dueAt,
      kind,
      payload: { ...waiting, since: since ?? now },
      ...(correlationId === undefined ? {} : { correlationId }),
      ...(causationId === undefined ? {} : { causationId }),
    });
  }

  /** Money may have come: what waits for that of its scheme is tried. */
  async came(event: Appended<MoneyThatComes>, context: ReactionContext): Promise<Position | undefined> {
    // A raised commitment frees nothing, and may be the very one that is just being waited for.
    if (event.type === 'CommitmentAdjusted' && !isLowered(event)) return undefined;
    const { schemeId } = event.data;
    const { kind, timers } = this.waiter;
    const pending = (await timers.ofKind(kind)).filter(({ payload }) => payload['schemeId'] === schemeId);
    let last: Position | undefined;
    for (const timer of pending.toSorted(longestFirst)) {
      const waiting = timer.payload as unknown as Waiting;
      const { position, waits } = await this.waiter.tried(
        waiting,
        partOf(context.command(), waiting.caseId),
        false,
      );
      if (!waits) await timers.cancel(timer.id);
      last = position ?? last;
    }
    return last;
  }

  /** Tries once more, and sets the timer anew while there is no money. */
  async fire(timer: Timer, context: ReactionContext): Promise<void> {
    const waiting = timer.payload as unknown as Waiting;
    const { waits } = await this.waiter.tried(waiting, context.command(), true);
    if (waits) await this.wait(waiting, { ...timer, since: sinceOf(timer) });
  }
}

/** Timers of before do not say it: they were set an hour before they are due. */
function sinceOf({ payload, dueAt }: Timer): string {
  const { since } = payload;
  return typeof since === 'string' ? since : new Date(Date.parse(dueAt) - EVERY_MS).toISOString();
}

function longestFirst(one: Timer, other: Timer): number {
  return Date.parse(sinceOf(one)) - Date.parse(sinceOf(other));
}

/** Whether a commitment lets money go. */
function isLowered({ data }: CommitmentAdjusted): boolean {
  const { before, total } = data;
  return total < before.reduce((all, { amount }) => all + amount, 0);
}
