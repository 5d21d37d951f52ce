import { openMemoryStore } from '#event-store/memory/memory-store.js';
import type { EventStore } from '#event-store/port.js';
import type { FoldThreadOptions } from '../fold-thread.js';
import type { Database, Insertion, Session } from '../database.js';
import { LocalReadModels } from '../local-read-models.js';
import type { Projection } from '../projection.js';
import { Runner } from '../runner.js';
import { fault, sampleProjections } from './sample.js';

/** Enough time for anything to happen that happens at all. */
export const SOON = 180_000;

/** Read models over a database that the tests of a file share. */
export interface Harness {
  readonly store: EventStore;
  readonly readModels: LocalReadModels;
  readonly outages: Error[];
  /** The names of each projection's paused keys as they were told last; none of what is not live. */
  readonly told: ReadonlyMap<string, readonly string[]>;
  /** Waits until all projections show the whole log. */
  readonly settled: () => Promise<void>;
  /** Ends the runner and starts another one over the same tables. */
  restart(options?: Partial<HarnessOptions>): Promise<Harness>;
  stop(): Promise<void>;
}

/** What a test may set of the engine. */
export interface HarnessOptions {
  readonly database: Database;
  readonly store: EventStore;
  readonly projections: readonly Projection[];
  readonly foldThread: FoldThreadOptions;
}

/** Starts a runner; without other options over a new log in memory and the sample projections. */
export async function startHarness(
  given: Pick<HarnessOptions, 'database'> & Partial<HarnessOptions>,
): Promise<Harness> {
  const options = { store: openMemoryStore(), projections: sampleProjections, ...given };
  const { database, store, projections, foldThread } = options;
  const outages: Error[] = [];
  const told = new Map<string, readonly string[]>();
  const runner = new Runner({
    database,
    store,
    projections,
    foldThread,
    onError: (error) => outages.push(error),
    onPauses: (name, keys) =>
      keys
        ? told.set(
            name,
            keys.map(({ key }) => key),
          )
        : told.delete(name),
  });
  await runner.started();
  const readModels = new LocalReadModels(database, store, projections, runner);
  const names = projections.map(({ name }) => name);
  return {
    store,
    readModels,
    outages,
    told,
    settled: async () => {
      if (!(await readModels.waitFor(names, await store.head(), SOON)))
        throw new Error(`not settled: ${JSON.stringify(await readModels.status())}`);
    },
    async restart(changed = {}) {
      await runner.close();
      return startHarness({ ...options, ...changed });
    },
    stop: () => runner.close(),
  };
}

/** Empties the database's schema between tests. */
export async function reset(database: Database): Promise<void> {
  fault.refuse = undefined;
  await database.acquire('reset', () => undefined);
  await database.transaction((session) =>
    session.run(`DROP SCHEMA IF EXISTS "${database.schema}" CASCADE; CREATE SCHEMA "${database.schema}"`),
  );
  await database.release();
}

/** A database that fails once armed: before or after the next transaction is committed. */
export class FailingDatabase implements Database {
  readonly schema: string;
  readonly unlogged: boolean;
  readonly selfCare: boolean;
  readonly insertion: Insertion;
  private failure: { readonly at: 'before' | 'after'; after: number } | undefined;

  constructor(private readonly inner: Database) {
    ({
      schema: this.schema,
      unlogged: this.unlogged,
      selfCare: this.selfCare,
      insertion: this.insertion,
    } = inner);
  }

  /** Fails `at` the commit of the transaction after so many others. */
  arm(at: 'before' | 'after', after = 0): void {
    this.failure = { at, after };
  }

  async transaction<T>(work: (session: Session) => Promise<T>): Promise<T> {
    const { failure } = this;
    if (!failure || failure.after-- > 0) return this.inner.transaction(work);
    this.failure = undefined;
    await this.inner.transaction(async (session) => {
      await work(session);
      if (failure.at === 'before') throw new Error('crash before commit');
    });
    throw new Error('crash after commit');
  }

  acquire(lockName: string, onLost: (error: Error) => void): Promise<boolean> {
    return this.inner.acquire(lockName, onLost);
  }
  release(): Promise<void> {
    return this.inner.release();
  }
  read<Found extends object>(sql: string, parameters?: readonly unknown[]): Promise<Found[]> {
    return this.inner.read<Found>(sql, parameters);
  }
  maintain(sql: string): Promise<void> {
    return this.inner.maintain(sql);
  }
  close(): Promise<void> {
    return this.inner.close();
  }
}
