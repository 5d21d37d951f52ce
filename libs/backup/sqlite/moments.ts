import { open, rename } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { backup, type DatabaseSync } from 'node:sqlite';
import type { DurableStore } from '../durable-store.js';
import { digestOf, type Digested } from '../files.js';
import { openToRead } from './reading.js';

/** Pages between two looks at whether to go on: some megabytes. */
const PAGES = 2000;

/** One moment of a SQLite file, whatever is written to it since. */
export class Moment {
  private constructor(
    readonly store: DurableStore,
    private readonly db: DatabaseSync,
    /** Bytes the copy will have. */
    readonly bytes: number,
  ) {}

  /**
   * The moments of the files, taken one right after the other in the order given, without a pause in which a writer
   * of this thread could come between.
   */
  static take(stores: readonly DurableStore[], locate: (store: DurableStore) => string): Moment[] {
    const moments: Moment[] = [];
    try {
      for (const store of stores)
        if (existsSync(locate(store))) moments.push(Moment.of(store, locate(store)));
      return moments;
    } catch (error) {
      for (const moment of moments) moment.end();
      throw error;
    }
  }

  private static of(store: DurableStore, file: string): Moment {
    const db = openToRead(file);
    try {
      // A transaction has its moment from its first read on.
      db.exec('BEGIN');
      const { pages } = db.prepare('SELECT page_count AS pages FROM pragma_page_count').get() as {
        pages: number;
      };
      const { size } = db.prepare('SELECT page_size AS size FROM pragma_page_size').get() as { size: number };
      return new Moment(store, db, pages * size);
    } catch (error) {
      db.close();
      throw error;
    }
  }

  /** Asks the file as it was then. */
  ask<Result>(work: (db: DatabaseSync) => Result): Result {
    return work(this.db);
  }

  /** Writes the file as it was then to another one, durably and for its owner only, and lets go of it. */
  async copyTo(file: string, onBytes: (done: number) => void, signal: AbortSignal): Promise<Digested> {
    const part = `${file}.part`;
    try {
      await (await open(part, 'w', 0o600)).close();
      await backup(this.db, part, {
        rate: PAGES,
        progress: ({ totalPages, remainingPages }) => {
          signal.throwIfAborted();
          onBytes(Math.round((this.bytes * (totalPages - remainingPages)) / Math.max(1, totalPages)));
        },
      });
    } finally {
      this.end();
    }
    signal.throwIfAborted();
    const handle = await open(part, 'r+');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(part, file);
    return digestOf(file, signal);
  }

  /** Lets go of the file; more than once is once. */
  end(): void {
    if (this.db.isOpen) this.db.close();
  }
}
