import { setImmediate } from 'node:timers/promises';
import type { EventStore } from '#event-store/port.js';
import { START } from '#event-store/port.js';
import type { Database } from './database.js';
import type { FoldedModel } from './fold-messages.js';
import { foldInThread, type FoldThreadOptions } from './fold-thread.js';
import { Folding, type Sink } from './folding.js';
import { createLateIndexes, createTables, dropUnused } from './generations.js';
import { Model } from './model.js';
import type { Projection } from './projection.js';
import type { RebuildProgress } from './read-models.js';
import { Refold } from './refold.js';

/** What a rebuild is given. */
export interface RebuildOptions {
  readonly database: Database;
  readonly store: EventStore;
  readonly projections: readonly { readonly projection: Projection; readonly generation: number }[];
  readonly signal: AbortSignal;
  /** Where a long log is folded; in this thread when left out. */
  readonly foldThread?: FoldThreadOptions | undefined;
  readonly onProgress?: ((progress: RebuildProgress) => void) | undefined;
}

/**
 * Folds the log into new tables beside the live ones. Rows are written as plain inserts in short transactions: nobody
 * reads these tables yet, and a build that does not finish starts over, so nothing has to be consistent in between.
 */
export class Rebuild {
  private folding: Folding;
  private done = 0;
  private readonly startedAt = performance.now();
  private reportedAt = -Infinity;

  constructor(private readonly options: RebuildOptions) {
    this.folding = this.foldingOf(
      options.projections.map(({ projection, generation }) => new Model(projection, generation, START, true)),
    );
  }

  get models(): readonly Model[] {
    return this.folding.models;
  }

  /** Builds up to the log's head, except for what is appended meanwhile. */
  async fill(): Promise<void> {
    const { database } = this.options;
    await this.discard();
    await createTables(database, this.models);
    await this.foldMost();
    await createLateIndexes(database, this.models);
    await this.folding.advance();
    await this.refoldRefused();
    await this.report(true);
  }

  /** Closes the gap to the live models, while these stand still. */
  async finish(): Promise<void> {
    await this.folding.advance();
    await this.refoldRefused();
    for (const rows of this.models.flatMap(({ tables }) => [...tables.values()])) rows.goLive();
  }

  /** Lets go of the unfinished tables. */
  async discard(): Promise<void> {
    await dropUnused(
      this.options.database,
      this.models.map(({ projection }) => projection),
    );
  }

  private async foldMost(): Promise<void> {
    const { foldThread, database, store, signal } = this.options;
    if (!foldThread || store.distance(START, await store.head()) < foldThread.fromEvents)
      return this.folding.advance();
    const folded = await foldInThread(foldThread, {
      models: this.models,
      database,
      signal,
      onFolded: (events) => this.folded(events),
    });
    this.takeOver(folded);
  }

  /** Goes on here with models of which nothing is in memory. */
  private takeOver(folded: readonly FoldedModel[]): void {
    const models = this.models.map(({ projection, generation }, index) => {
      const { position, paused } = folded[index]!;
      const model = new Model(projection, generation, position, false);
      for (const one of paused) model.paused.set(one.key, one);
      return model;
    });
    this.folding = this.foldingOf(models);
    for (const [index, { refused }] of folded.entries())
      if (refused.length > 0) this.folding.refused.set(models[index]!, new Set(refused));
  }

  private foldingOf(models: readonly Model[]): Folding {
    const { database, store, signal } = this.options;
    return new Folding({
      models,
      store,
      sink: sinkOf(database),
      signal,
      onFolded: (events) => this.folded(events),
    });
  }

  /** Rows are written long after their events, so a refused row does not tell the event: its key is folded again alone. */
  private async refoldRefused(): Promise<void> {
    const { database, store, signal } = this.options;
    const { refused } = this.folding;
    for (const [model, keys] of refused) {
      for (const key of keys) {
        const refold = new Refold({ database, store, projection: model.projection, key, signal });
        await refold.read(model.position);
        await refold.replaceRows(model, 'unfinished');
      }
    }
    refused.clear();
  }

  private async folded(events: number): Promise<void> {
    this.done += events;
    await this.report(false);
  }

  private async report(last: boolean): Promise<void> {
    const { onProgress, store } = this.options;
    if (!onProgress || (!last && performance.now() - this.reportedAt < 200)) return;
    this.reportedAt = performance.now();
    const total = Math.max(this.done, store.distance(START, await store.head()));
    const ratePerSecond = this.done / ((performance.now() - this.startedAt) / 1000);
    const secondsLeft = ratePerSecond > 0 ? (total - this.done) / ratePerSecond : 0;
    const projections = this.models.map(({ name }) => name);
    onProgress({ projections, done: this.done, total, ratePerSecond, secondsLeft });
  }
}

/** The database of this thread: a slice is written before folding goes on. */
function sinkOf(database: Database): Sink {
  return {
    insertion: database.insertion,
    depth: 0,
    read: (sql, parameters) => database.read(sql, parameters),
    write: async (statements) => {
      await database.transaction(async (session) => {
        for (const statement of statements) await session.execute(statement);
      });
      await setImmediate();
    },
  };
}
