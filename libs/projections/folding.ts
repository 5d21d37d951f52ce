import { setImmediate } from 'node:timers/promises';
import type { EventStore } from '#event-store/port.js';
import type { Insertion, Statement } from './database.js';
import { WorkInProgress } from './work-in-progress.js';
import type { Model } from './model.js';
import type { Spill } from './table-rows.js';

const PAGE = 1000;
/** Rows of one table kept in memory: well more than cases are open at once, so that a row is written about once in its life. */
const KEPT_ROWS = 10_240;
/** More paused keys than this are no poison events but a broken projection. */
const MOST_PAUSED = 1000;

/** The database as folding sees it, in this thread or another. */
export interface Sink {
  readonly insertion: Insertion;
  /** Slices that may wait to be written while folding goes on. */
  readonly depth: number;
  read<Found extends object>(sql: string, parameters?: readonly unknown[]): Promise<Found[]>;
  /** Runs the statements in a short transaction of their own, after which readers have their turn. */
  write(statements: readonly Statement[]): Promise<void>;
}

/** What folding is given. */
export interface FoldingOptions {
  /** All at the same position. */
  readonly models: readonly Model[];
  readonly store: EventStore;
  readonly sink: Sink;
  readonly signal: AbortSignal;
  /** Hears how many events were folded, page by page. */
  readonly onFolded: (events: number) => Promise<void> | void;
}

/**
 * Folds the log into unfinished models. One read pass feeds all of them. Rows stay in memory while they change and are
 * written when they have rested, mostly once.
 */
export class Folding {
  /** Keys whose rows the database refused. */
  readonly refused = new Map<Model, Set<string>>();
  readonly models: readonly Model[];
  private readonly types: readonly string[] | undefined;
  private readonly inProgress: WorkInProgress;

  constructor(private readonly options: FoldingOptions) {
    this.models = options.models;
    const types = options.models.map(({ projection }) => projection.eventTypes);
    this.types = types.includes('all') ? undefined : [...new Set(types.flat())];
    this.inProgress = new WorkInProgress(options.sink.depth);
  }

  /** Reads on to the head and writes every row. */
  async advance(): Promise<void> {
    const { models } = this;
    const { store, sink, signal, onFolded } = this.options;
    for (let atHead = false; !atHead;) {
      signal.throwIfAborted();
      const after = models[0]!.position;
      const page = await store.readAll({ after, limit: PAGE, ...(this.types && { types: this.types }) });
      for (const model of models) {
        const planned = model.plan(page.events);
        await model.fetch({ query: (sql, parameters) => sink.read(sql, parameters) }, planned);
        model.fold(planned);
        model.position = page.position;
        for (const rows of model.tables.values()) {
          await rows.spillAdded(this.spill(model), false);
          await rows.spillOldest(this.spill(model), KEPT_ROWS);
        }
        this.checkPaused(model);
      }
      await onFolded(store.distance(after, page.position));
      atHead = page.atHead;
      // Lets queries that came meanwhile have their turn, and answers of another thread.
      await setImmediate();
    }
    await this.spillAll();
  }

  private async spillAll(): Promise<void> {
    for (const model of this.models) {
      for (const rows of model.tables.values()) {
        await rows.spillAdded(this.spill(model), true);
        await rows.spillDirty(this.spill(model));
      }
    }
    await this.inProgress.done();
    for (const model of this.models) this.checkPaused(model);
  }

  private spill(model: Model): Spill {
    const { sink, signal } = this.options;
    return {
      insertion: sink.insertion,
      begin: (slice) => this.inProgress.begin(slice),
      write: (statements) => {
        signal.throwIfAborted();
        return sink.write(statements);
      },
      refused: (key) => {
        this.refused.set(model, (this.refused.get(model) ?? new Set()).add(key));
      },
    };
  }

  private checkPaused(model: Model): void {
    const paused = model.paused.size + (this.refused.get(model)?.size ?? 0);
    if (paused <= MOST_PAUSED) return;
    const reason = model.paused.values().next().value?.reason ?? 'rows refused by the database';
    throw new Error(`projection ${model.name} fails for more than ${MOST_PAUSED} keys: ${reason}`);
  }
}
