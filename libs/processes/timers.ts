import type { JsonObject } from '#eventsourcing/event.js';

/** Something to do at an instant. */
export interface Timer {
  /** Derived from what set it, so that a repeated `set` is the same timer. */
  readonly id: string;
  /** UTC instant, ISO 8601. */
  readonly dueAt: string;
  /** Which handler it is for. */
  readonly kind: string;
  /** References only: it is stored in clear, so never personal data. */
  readonly payload: JsonObject;
  /** Id that joins what follows to the request it began with; the timer's id when left out. */
  readonly correlationId?: string;
  /** Event that led to the timer. */
  readonly causationId?: string;
}

/** Durable timers, as process managers use them. */
export interface Timers {
  /** Durable when it resolves. A pending timer of this id stays as it is: to move one, cancel it and set another. */
  set(timer: Timer): Promise<void>;
  /** Forgets a timer; nothing happens when there is none. */
  cancel(id: string): Promise<void>;
  /** Those of a kind that are pending, whoever set them, in the order they were set. */
  ofKind(kind: string): Promise<readonly Timer[]>;
}

/** A timer as it is kept. */
export interface PendingTimer extends Timer {
  /** Tells a timer from a later one under the same id. */
  readonly seq: number;
}

/** Durable timers, as the runner uses them. */
export interface TimerStore extends Timers {
  /** Timers due at or before the instant, oldest first, after the given one. */
  due(now: string, limit: number, after?: PendingTimer): Promise<PendingTimer[]>;
  /** Forgets a timer that was handled. */
  done(timer: PendingTimer): Promise<void>;
  /** How many there are, and when the next is due. */
  summary(): Promise<{ readonly pending: number; readonly nextDueAt?: string }>;
}
