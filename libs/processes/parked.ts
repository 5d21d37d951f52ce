import type { Position } from '#eventsourcing/event.js';

/** An event that waits: where it stands, never what it says. */
export interface ParkedEvent {
  readonly id: string;
  readonly type: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: Position;
}

/** Why a key was parked and when it is tried again; carries no personal data, as refusals and errors carry none. */
export interface ParkedFailure {
  /** Tries of the event it waits for. */
  readonly attempts: number;
  /** What the last try failed with. */
  readonly error: string;
  /** UTC instant of the first failure. */
  readonly since: string;
  /** UTC instant before which it is not tried by itself. */
  readonly retryAt: string;
}

/** A key (a case, or a stream of none) that one reaction holds back, with its events in the order they came. */
export interface ParkedKey extends ParkedFailure {
  readonly key: string;
  readonly events: readonly ParkedEvent[];
}

/** What reactions hold back, kept durably: once a checkpoint has passed an event, only this knows of it. */
export interface ParkedStore {
  /** By reaction, those of this log only. */
  load(logId: string): Promise<ReadonlyMap<string, readonly ParkedKey[]>>;
  /** Adds events to those of a key, and says why it is parked; an event that waits there already stays in its place. */
  park(
    logId: string,
    reaction: string,
    key: string,
    events: readonly ParkedEvent[],
    failure: ParkedFailure,
  ): Promise<void>;
  /** Forgets an event that was done; with `failure`, why the next one was not, without, the key too. */
  done(
    logId: string,
    reaction: string,
    key: string,
    events: readonly ParkedEvent[],
    failure?: ParkedFailure,
  ): Promise<void>;
}
