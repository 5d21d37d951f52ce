import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { OWNER_FOLDER, ownerOnly } from '#hosting/owner-only.js';
import { Availability, StorageBusy, StorageClosed, StorageUnavailable } from '#hosting/storage.js';
import { errorOf, failureOf } from './errors.js';
import type { Ask, Result } from './messages.js';
import { SideStore } from './side-store.js';
import type { SqlRow, SqlValue, Statement, Written } from './statement.js';

/** Between two tries to empty a log that a reader is in. */
const RETRY_MS = 50;

/** Which file, and how. */
export interface DurableOptions {
  /** Made when missing, readable by its owner only; a missing folder likewise. */
  readonly file: string;
  /** Migration steps, run once each in order: append to the list, never change what stands in it. */
  readonly schema: readonly string[];
  /** Overwrite deleted content with zeros; off when left out. */
  readonly secureDelete?: boolean;
  /** Milliseconds that `truncateLog` waits for the readers of other connections; 10 000 when left out. */
  readonly patience?: number | undefined;
}

/** A small SQLite file whose writes are on disk when their promise resolves. */
export interface DurableSqlite {
  readonly file: string;
  /**
   * Carries out all statements or none; calls that arrive during a commit share the next one.
   * @throws StatementFailed, StorageUnavailable, StorageClosed
   */
  write(statements: readonly Statement[]): Promise<Written>;
  /** The first row, read in the calling thread; sees every write whose promise has resolved. */
  get(sql: string, ...params: SqlValue[]): SqlRow | undefined;
  /** All rows, likewise. */
  all(sql: string, ...params: SqlValue[]): SqlRow[];
  /** Whether it takes writes now: after an outage a write of its own tells. */
  available(): Promise<boolean>;
  /**
   * Empties the write-ahead log, so that deleted content is in none of the files; others can write meanwhile.
   * @throws StorageUnavailable when a reader keeps a part of it for longer than the file's patience
   */
  truncateLog(): Promise<void>;
  /** Finishes what was accepted, then lets go of the file. */
  close(): Promise<void>;
}

/** Opens a file, bringing its schema up to date. @throws SchemaTooNew, StorageUnavailable, StatementFailed */
export async function openDurable(options: DurableOptions): Promise<DurableSqlite> {
  const { file, schema, secureDelete = false, patience = 10_000 } = options;
  mkdirSync(dirname(file), { recursive: true, mode: OWNER_FOLDER });
  ownerOnly(file);
  const store = SideStore.acquire();
  try {
    const handle = store.newHandle();
    const result = await store.ask({ do: 'open', handle, open: { file, schema, secureDelete } });
    if ('failed' in result) throw errorOf(result.failed, file);
    return new OpenDurable(file, store, handle, { patience, version: schema.length });
  } catch (error) {
    await store.release();
    throw error;
  }
}

class OpenDurable implements DurableSqlite {
  private readonly reader: DatabaseSync;
  private readonly prepared = new Map<string, StatementSync>();
  private readonly availability: Availability;
  private closing: Promise<void> | undefined;
  private readonly patience: number;

  constructor(
    readonly file: string,
    private readonly store: SideStore,
    private readonly handle: number,
    { patience, version }: { readonly patience: number; readonly version: number },
  ) {
    this.patience = patience;
    // A page that holds what it held before is a write like any other.
    const statements = [{ sql: `PRAGMA user_version = ${version}` }];
    this.availability = new Availability(() => this.write(statements));
    this.reader = new DatabaseSync(file, { readOnly: true, timeout: 5000 });
  }

  async write(statements: readonly Statement[]): Promise<Written> {
    const { changes } = await this.ask({ do: 'write', handle: this.handle, statements });
    return { changes };
  }

  get(sql: string, ...params: SqlValue[]): SqlRow | undefined {
    return this.read(sql, (statement) => statement.get(...params));
  }

  all(sql: string, ...params: SqlValue[]): SqlRow[] {
    return this.read(sql, (statement) => statement.all(...params));
  }

  async truncateLog(): Promise<void> {
    for (let waited = 0; ; waited += RETRY_MS)
      try {
        await this.ask({ do: 'truncate', handle: this.handle });
        return;
      } catch (error) {
        if (!(error instanceof StorageBusy) || waited >= this.patience) throw error;
        await setTimeout(RETRY_MS);
      }
  }

  available(): Promise<boolean> {
    return this.availability.now();
  }

  close(): Promise<void> {
    this.closing ??= this.finish();
    return this.closing;
  }

  private async finish(): Promise<void> {
    // The reader first: the last connection to close folds the log into the file, and a reader could not.
    this.reader.close();
    try {
      succeeded(await this.store.ask({ do: 'close', handle: this.handle }), this.file);
    } finally {
      await this.store.release();
    }
  }

  private async ask(ask: Ask): Promise<Written> {
    if (this.closing) throw new StorageClosed(this.file);
    return this.availability.during(async () => succeeded(await this.store.ask(ask), this.file));
  }

  private read<Answer>(sql: string, run: (statement: StatementSync) => Answer): Answer {
    if (this.closing) throw new StorageClosed(this.file);
    try {
      let statement = this.prepared.get(sql);
      if (!statement) {
        statement = this.reader.prepare(sql);
        this.prepared.set(sql, statement);
      }
      return run(statement);
    } catch (error) {
      const failure = errorOf(failureOf(error), this.file);
      if (failure instanceof StorageUnavailable) this.availability.lost();
      throw failure;
    }
  }
}

function succeeded(result: Result, file: string): Written {
  if ('failed' in result) throw errorOf(result.failed, file);
  return result;
}
