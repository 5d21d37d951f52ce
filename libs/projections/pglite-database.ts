import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { PGlite, type Transaction } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import type { Database, Session, Statement } from './database.js';
import { bootId } from '#hosting/boot-id.js';
import { isStorageOutage } from '#hosting/storage.js';
import { copyNewCluster } from './pglite-cluster.js';
import { OwnersFiles } from './pglite-files.js';
import { leavesInDoubt, pgliteFailure } from './pglite-failure.js';
import { ReadModelsUnavailable } from './read-models.js';
import { parsers } from './sql-values.js';
import { copied } from './statements.js';

/**
 * Memory of the WASM instance never shrinks, so what may grow with the log is set small and fixed. There are no
 * background processes in it: no autovacuum, and checkpoints are made by whoever writes.
 */
const SETTINGS = {
  shared_buffers: '32MB',
  maintenance_work_mem: '16MB',
  max_wal_size: '64MB',
  min_wal_size: '32MB',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_connections: '5',
  jit: 'off',
  default_statistics_target: '20',
  TimeZone: 'UTC',
  DateStyle: 'ISO',
};

const CLEAN = 'closed-cleanly';
const DATA = 'data';

/** Where a PGlite database lives and whether its files outlast it. */
export interface PgliteOptions {
  /** Folder of its own. */
  readonly folder: string;
  readonly schema: string;
  /** It cannot be trusted any more and answers nothing from now on: what it is must be thrown away. */
  readonly onDoubt?: (error: Error) => void;
}

/**
 * Opens PGlite in this thread, which it blocks while it works. Its writes are never fsynced, so a folder that was
 * not closed cleanly since the machine started is thrown away: read models are rebuilt from the log.
 * @throws StorageUnavailable
 */
export async function openPglite({ folder, schema, onDoubt }: PgliteOptions): Promise<Database> {
  try {
    return new PgliteDatabase(await openFolder(folder, schema), schema, folder, onDoubt);
  } catch (error) {
    throw pgliteFailure(error, folder);
  }
}

async function openFolder(folder: string, schema: string): Promise<PGlite> {
  await discardUnlessClean(folder);
  try {
    copyNewCluster(join(folder, DATA));
    return await open(folder, schema);
  } catch {
    await empty(folder);
    return open(folder, schema);
  }
}

async function open(folder: string, schema: string): Promise<PGlite> {
  // Freeing code that faster code replaced can end the process, where instances come and go (nodejs/node#64500).
  setFlagsFromString('--no-wasm-code-gc');
  const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const db = await PGlite.create({
    fs: new OwnersFiles(join(folder, DATA)),
    startParams: [...PGlite.defaultStartParams, ...settings],
    extensions: { pg_trgm },
    parsers,
  });
  await db.exec(`CREATE SCHEMA IF NOT EXISTS "${schema}"; SET search_path = "${schema}", public`);
  // Statements outside a transaction come from readers; writers say READ WRITE.
  await db.exec('SET default_transaction_read_only = on');
  return db;
}

/** The mark names the boot it was made in: what lay in the system's cache then is lost with the next one. */
async function discardUnlessClean(folder: string): Promise<void> {
  const marker = join(folder, CLEAN);
  const boot = existsSync(marker) ? await readFile(marker, 'utf8') : undefined;
  if (boot !== bootId()) await empty(folder);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await rm(marker, { force: true });
}

async function empty(folder: string): Promise<void> {
  const names = existsSync(folder) ? await readdir(folder) : [];
  for (const name of names) await rm(join(folder, name), { recursive: true, force: true });
}

class PgliteDatabase implements Database {
  readonly unlogged = true;
  readonly selfCare = true;
  readonly insertion = copied;

  private doubt: ReadModelsUnavailable | undefined;

  constructor(
    private readonly db: PGlite,
    readonly schema: string,
    private readonly folder: string,
    private readonly onDoubt: ((error: Error) => void) | undefined,
  ) {}

  /** The folder has one owner, kept by the lock file of the data folder. */
  acquire(): Promise<boolean> {
    return Promise.resolve(true);
  }

  release(): Promise<void> {
    return Promise.resolve();
  }

  transaction<T>(work: (session: Session) => Promise<T>): Promise<T> {
    return this.trusted(() =>
      this.db.transaction(async (transaction) => {
        const trusted: Trusted = (statement) => this.trusted(statement);
        await trusted(() => transaction.exec('SET TRANSACTION READ WRITE'));
        return work(new PgliteSession(transaction, trusted));
      }),
    );
  }

  async read<Found extends object>(sql: string, parameters: readonly unknown[] = []): Promise<Found[]> {
    return (await this.trusted(() => this.db.query<Found>(sql, [...parameters]))).rows;
  }

  async maintain(sql: string): Promise<void> {
    await this.trusted(() => this.db.exec(sql));
  }

  async close(): Promise<void> {
    try {
      await this.trusted(() => this.db.close());
      await writeFile(join(this.folder, CLEAN), bootId());
    } catch (error) {
      // Without its mark, or with half of it, the folder is made anew at the next start: nothing is lost.
      if (!this.doubt && !isStorageOutage(error)) throw error;
    }
  }

  /** Said at the first sign of trouble, and not waited for what follows: a rollback may already hang. */
  private async trusted<T>(work: () => Promise<T>): Promise<T> {
    if (this.doubt) throw this.doubt;
    try {
      return await work();
    } catch (error) {
      if (error === this.doubt || !leavesInDoubt(error)) throw error;
      const { message } = pgliteFailure(error, this.folder);
      this.doubt = new ReadModelsUnavailable(message, { cause: error });
      this.onDoubt?.(this.doubt);
      throw this.doubt;
    }
  }
}

type Trusted = <T>(statement: () => Promise<T>) => Promise<T>;

class PgliteSession implements Session {
  constructor(
    private readonly transaction: Transaction,
    private readonly trusted: Trusted,
  ) {}

  async query<Found extends object>(sql: string, parameters: readonly unknown[] = []): Promise<Found[]> {
    return (await this.trusted(() => this.transaction.query<Found>(sql, [...parameters]))).rows;
  }

  async run(sql: string): Promise<void> {
    await this.trusted(() => this.transaction.exec(sql));
  }

  async execute({ sql, parameters = [], input }: Statement): Promise<void> {
    const options = input && { blob: new Input(input) };
    await this.trusted(() => this.transaction.query(sql, [...parameters], options));
  }

  /** No other process reads it. */
  moved(): void {}
}

/** A Blob proper would copy the bytes to where they stay until it is collected, which a long rebuild does not wait for. */
class Input extends Blob {
  constructor(private readonly content: Uint8Array<ArrayBuffer>) {
    super([]);
  }

  /** All that PGlite asks of it. */
  override arrayBuffer(): Promise<ArrayBuffer> {
    return Promise.resolve(this.content.buffer);
  }
}
