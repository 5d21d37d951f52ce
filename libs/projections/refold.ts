import { setImmediate } from 'node:timers/promises';
import type { Position, RecordedEvent } from '#eventsourcing/event.js';
import type { EventStore } from '#event-store/port.js';
import { START } from '#event-store/port.js';
import type { Database } from './database.js';
import { refusesRows } from './database.js';
import { deletePaused, savePaused } from './ledger.js';
import { Model } from './model.js';
import type { Projection } from './projection.js';
import type { PausedKey } from './read-models.js';
import { deletePartitionSql } from './statements.js';

const PAGE = 2000;

/** What a refold is given. */
export interface RefoldOptions {
  readonly database: Database;
  readonly store: EventStore;
  readonly projection: Projection;
  readonly key: string;
  readonly signal: AbortSignal;
}

/** Folds one key again from the log; its rows are replaced in one transaction. */
export class Refold {
  private readonly events: RecordedEvent[] = [];
  private position: Position = START;

  constructor(private readonly options: RefoldOptions) {}

  /** Gathers the key's events up to a position; can be continued. */
  async read(through: Position): Promise<void> {
    const { store, projection, key, signal } = this.options;
    const types = projection.eventTypes === 'all' ? {} : { types: projection.eventTypes };
    const reader = this.scratch(0);
    while (store.compare(this.position, through) < 0) {
      signal.throwIfAborted();
      const page = await store.readAll({ after: this.position, limit: PAGE, ...types });
      const mine = reader.plan(page.events).filter((planned) => planned.key === key);
      for (const { event } of mine) {
        if (store.compare(event.position, through) <= 0) this.events.push(event);
      }
      const beyond = store.compare(page.position, through) > 0;
      this.position = beyond ? through : page.position;
      await setImmediate();
    }
  }

  /**
   * Replaces the key's rows in the model by those its events lead to. Answers the pause when an event still cannot be
   * applied: then the rows show what was before it. In an unfinished model pauses are only kept in memory.
   */
  async replaceRows(model: Model, kind: 'live' | 'unfinished'): Promise<PausedKey | undefined> {
    const { key } = this.options;
    let paused: PausedKey | undefined;
    try {
      paused = await this.replace(model, this.events.length, kind);
    } catch (error) {
      if (!refusesRows(error)) throw error;
      paused = await this.longestAccepted(model, kind, error);
    }
    for (const rows of model.tables.values()) rows.forgetPartition(key);
    if (paused) model.paused.set(key, paused);
    else model.paused.delete(key);
    return paused;
  }

  /** The database refuses the rows all events lead to: searches the first event that leads to refused ones. */
  private async longestAccepted(
    model: Model,
    kind: 'live' | 'unfinished',
    error: unknown,
  ): Promise<PausedKey> {
    let accepted = 0;
    let refused = this.events.length;
    let reason = error;
    while (refused - accepted > 1) {
      const middle = (accepted + refused) >> 1;
      try {
        await this.replace(model, middle, kind, reason);
        accepted = middle;
      } catch (again) {
        if (!refusesRows(again)) throw again;
        reason = again;
        refused = middle;
      }
    }
    return (await this.replace(model, accepted, kind, reason))!;
  }

  /** Replaces the rows by those of the first events; if these are not all, the next one is to blame. */
  private async replace(
    model: Model,
    count: number,
    kind: 'live' | 'unfinished',
    reason?: unknown,
  ): Promise<PausedKey | undefined> {
    const { database, key, projection } = this.options;
    const scratch = this.scratch(model.generation);
    const planned = scratch.plan(this.events.slice(0, count));
    return database.transaction(async (session) => {
      for (const { shape, physical } of model.tables.values())
        await session.query(deletePartitionSql(physical, shape), [key]);
      await scratch.fetch(session, planned);
      const [thrown] = scratch.fold(planned);
      for (const rows of scratch.tables.values()) await rows.write(session, database.insertion);

      const next = this.events[count];
      const paused = thrown ?? (next && scratch.pause(key, next, reason));
      if (kind === 'live') {
        await deletePaused(session, projection.name, key);
        if (paused) await savePaused(session, [paused]);
      }
      return paused;
    });
  }

  /** A model of its own in memory that takes the key for unknown. */
  private scratch(generation: number): Model {
    return new Model(this.options.projection, generation, START, true);
  }
}
