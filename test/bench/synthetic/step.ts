import type { BudgetEvent } from '#budget/contract/events.js';
import type { Actor } from '#eventsourcing/event.js';
import type { ApplicationEvent, AwardEvent, CallEvent, SchemeEvent } from '#grants/contract/events.js';
import type { PayoutEvent } from '#payouts/contract/events.js';

/** Every event type there is, so that the compiler holds the synthetic log to the contracts. */
export type AnyEvent = SchemeEvent | CallEvent | ApplicationEvent | AwardEvent | BudgetEvent | PayoutEvent;

/** One append: what one command would have left in one stream. */
export interface Step {
  readonly stream: string;
  readonly actor: Actor;
  readonly caseId?: string;
  readonly regulationVersion?: string;
  readonly events: readonly AnyEvent[];
}
